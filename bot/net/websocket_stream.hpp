// The part of a websocket that is Beast: bytes on the wire. Private to the websocket.
#pragma once

#include "net/url.hpp"
#include "net/websocket.hpp"

#include <boost/asio/ip/tcp.hpp>

#include <functional>
#include <optional>
#include <vector>

namespace plumb::net {

/// Certificates and the like, made when first needed; nobody looks inside.
class WsTls {
  public:
    explicit WsTls(TlsTrust trust) : trust_(std::move(trust)) {}

    /// An `asio::ssl::context`.
    std::shared_ptr<void> context();

  private:
    TlsTrust trust_;
    std::shared_ptr<void> context_;
};

/// A part of a message that was read.
struct WsPart {
    bool last = false;
    bool binary = false;
};

/// Whoever calls keeps the stream alive until each operation has ended. One read, one write, one ping and one
/// close may be under way at once.
class WsStream {
  public:
    using Done = std::function<void(std::optional<WsError>)>;

    virtual ~WsStream() = default;
    virtual Task<WsResult<void>> open(Url url, std::vector<boost::asio::ip::tcp::endpoint> endpoints) = 0;

    /// Appends some of the current message to `into`.
    virtual Task<WsResult<WsPart>> read_some(std::string* into) = 0;

    /// `text` stays until `done`.
    virtual void write(std::string_view text, Done done) = 0;
    virtual void ping(Done done) = 0;
    virtual void close(Done done) = 0;

    /// Ends every operation.
    virtual void destroy() = 0;
};

/// `on_control` is called for each ping, pong and close that comes.
std::unique_ptr<WsStream> make_ws_stream(const boost::asio::any_io_executor& executor, bool tls,
                                         WsTls& certificates, const WebSocketSettings& settings,
                                         std::function<void()> on_control);

}  // namespace plumb::net
