// Serves a few pages to monitoring and calendars: HTTP/1.1, read-only, on the caller's own thread.
#pragma once

#include "core/base/result.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace plumb::net {

struct HttpAsk {
    /// Without the query; as sent, percent signs and all.
    std::string path;
    std::string query;
};

struct HttpAnswer {
    int status = 200;
    std::string content_type = "text/plain; charset=utf-8";
    std::string body;
};

/// Answers GET and HEAD for `path`, or for everything below it where it ends in a slash. The handler runs on
/// the server's executor and must not block; what it throws becomes a 500 and is told to `on_trouble`.
struct HttpRoute {
    std::string path;
    std::function<HttpAnswer(const HttpAsk&)> handler;
};

struct HttpServerSettings {
    std::string address = "127.0.0.1";

    /// 0 takes any that is free.
    std::uint16_t port = 8787;

    /// A request must have come, and an answer gone, within this; so must the next request of a kept
    /// connection.
    std::chrono::milliseconds patience = std::chrono::seconds{10};
    std::size_t header_limit = std::size_t{8} * 1024;
    std::size_t body_limit = std::size_t{64} * 1024;

    /// Above this many a new connection is closed unanswered.
    std::size_t max_connections = 64;
    std::function<void(const std::string&)> on_trouble = [](const std::string&) {};
};

/// Listens until it is stopped or destroyed.
class HttpServer {
  public:
    virtual ~HttpServer() = default;
    virtual std::uint16_t port() const = 0;
    virtual std::size_t connections() const = 0;

    /// Closes the port and every connection.
    virtual void stop() = 0;
};

/// Refused where the address is none of this machine's or the port is taken. The routes are tried in their
/// order.
Result<std::unique_ptr<HttpServer>> serve_http(const boost::asio::any_io_executor& executor,
                                               HttpServerSettings settings, std::vector<HttpRoute> routes);

}  // namespace plumb::net
