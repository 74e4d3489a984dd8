// Whose certificates are believed.
#pragma once

#include <string>

namespace plumb::net {

/// The system's certificate authorities, or with `ca_file` (PEM) exactly those in it, for servers with an
/// authority of their own. There is no way to believe everybody (operation.md, section 6).
struct TlsTrust {
    std::string ca_file;
};

/// Where a TLS library finds them; one of the two is empty. A folder hashed for look-up is preferred to a
/// bundle, since the bundle's hundred and more certificates would all be held in memory for the one that is
/// needed.
struct TrustPaths {
    std::string file;
    std::string folder;
};

TrustPaths trust_paths(const TlsTrust& trust);

}  // namespace plumb::net
