// One HTTP request and what came of it.
#pragma once

#include "net/backoff.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

namespace plumb::net {

using Headers = std::vector<std::pair<std::string, std::string>>;

struct HttpRequest {
    std::string method = "GET";
    std::string url;
    Headers headers;
    std::string body;

    /// From the start to the last byte of the answer, waiting for a free connection included.
    std::chrono::milliseconds total_timeout = std::chrono::seconds{10};

    /// Names, TCP and TLS together.
    std::chrono::milliseconds connect_timeout = std::chrono::seconds{5};

    /// Over a connection opened for it: one kept from before may be closed by the server just as it is used,
    /// and then nobody knows whether the request arrived.
    bool own_connection = false;
};

struct HttpResponse {
    int status = 0;

    /// Names in lower case, in the order in which they came.
    Headers headers;
    std::string body;

    /// The first header of this name (lower case).
    std::optional<std::string_view> header(std::string_view name) const {
        for (const auto& [key, value] : headers)
            if (key == name) return value;
        return std::nullopt;
    }

    std::optional<Span> retry_after() const {
        const auto value = header("retry-after");
        return value ? parse_retry_after(*value) : std::nullopt;
    }
};

/// Why no answer came.
enum class HttpTrouble : std::uint8_t {
    refused_request,
    name_not_found,
    not_connected,
    tls_failed,
    timed_out,
    broken_off,
    too_large,
    cancelled
};

/// `maybe_sent` is false only where no byte of the request left: sending again is then safe. Otherwise the
/// server may have carried it out, and the outcome must be found out before anything is sent again.
struct HttpError {
    HttpTrouble what = HttpTrouble::broken_off;
    bool maybe_sent = false;

    /// For logs; holds no secret.
    std::string text;
};

/// Any status is an answer, 500 and 429 too.
using HttpOutcome = tl::expected<HttpResponse, HttpError>;

}  // namespace plumb::net
