// Addresses of servers: read strictly, so that what was checked is what is dialled.
#pragma once

#include "core/base/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace plumb::net {

/// An absolute address, taken apart.
struct Url {
    std::string scheme;
    std::string host;
    std::uint16_t port = 0;
    std::string target;
    bool tls = false;

    /// `host`, in brackets where it is IPv6, with `:port` where that is not the scheme's own: the Host
    /// header.
    std::string authority() const;
    bool operator==(const Url&) const = default;
};

/// `localhost`, 127.0.0.0/8 in plain dotted form, or `::1`: the only hosts that are spoken to without TLS.
bool is_loopback(std::string_view host);

/// Reads `http` `https` `ws` `wss` addresses; the host comes out in lower case and without brackets, the
/// target never empty, the fragment dropped. Refused: other schemes, user names and passwords, blanks,
/// control and non-ASCII characters, backslashes (readers disagree on them), and plain `http` or `ws` to
/// anything but a loopback host (operation.md, section 6).
Result<Url> parse_url(std::string_view text);

/// For a path or a query: all but unreserved characters as %XX.
std::string percent_encoded(std::string_view text);

}  // namespace plumb::net
