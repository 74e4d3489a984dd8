// A websocket client: frames in, frames out, and an end that always comes.
#pragma once

#include "net/instant.hpp"
#include "net/task.hpp"
#include "net/tls_trust.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <tl/expected.hpp>

namespace plumb::net {

/// Sources: slack.md, sections 1.6 and 7; operation.md, section 5.
inline constexpr std::chrono::seconds kHandshakeWait{10};
inline constexpr std::chrono::seconds kCloseWait{1};
inline constexpr std::size_t kMaxMessage = std::size_t{16} * 1024 * 1024;

/// What may wait to be written: a peer that stops reading for that long is as good as gone.
inline constexpr std::size_t kMaxQueued = std::size_t{4} * 1024 * 1024;

struct WsFrame {
    std::string bytes;
    bool binary = false;
};

enum class WsTrouble : std::uint8_t {
    refused_address,
    name_not_found,
    not_connected,
    tls_failed,
    handshake_refused,
    timed_out,
    closed,
    bad_utf8,
    too_large,
    broken_off,
    destroyed
};

struct WsError {
    WsTrouble what = WsTrouble::broken_off;

    /// The HTTP status of a refused handshake, the code of a close frame; else 0.
    int code = 0;

    /// For logs; holds no secret.
    std::string text;
};

template <class T>
using WsResult = tl::expected<T, WsError>;

struct WebSocketSettings {
    TlsTrust trust;

    /// After this much silence a ping is sent, and again each time it passes.
    Span ping_every = std::chrono::seconds{8};
    Span handshake_wait = kHandshakeWait;
    Span close_wait = kCloseWait;
    std::size_t max_message = kMaxMessage;
    std::string user_agent = "plumbline";
};

/// One connection, used once. From the handshake on it reads by itself, so that pings are answered and
/// `last_heard` moves whether or not anybody calls `read`; only when 16 MiB wait unread does it stop.
/// Single-threaded: all calls on the executor's thread. Destroying it destroys the socket at once.
class WebSocket {
  public:
    virtual ~WebSocket() = default;

    /// `wss://`, or `ws://` to a loopback host. Done, with or without success, within the handshake's wait.
    virtual Task<WsResult<void>> connect(std::string url) = 0;

    /// The next frame, or why there will be none; frames that came before the end are given first. One at a
    /// time.
    virtual Task<WsResult<WsFrame>> read() = 0;

    /// Queues a text frame; false if the connection is not open (any more), the frame then being lost.
    virtual bool write(std::string text) = 0;

    /// Writes what is queued, shakes hands on closing and destroys the socket, all within the close wait,
    /// whatever the peer does. Pending calls end. Frames that come meanwhile are dropped, as Beast does:
    /// drain first.
    virtual Task<void> close() = 0;

    /// Destroys the socket now. Pending calls end with `destroyed`.
    virtual void destroy() = 0;

    /// When bytes of any frame last came, pings and pongs included; before that the end of the handshake.
    virtual Instant last_heard() const = 0;
};

/// Makes connections that share one set of certificates.
class WebSockets {
  public:
    explicit WebSockets(boost::asio::any_io_executor executor, WebSocketSettings settings = {});
    std::unique_ptr<WebSocket> make() const;

  private:
    struct Shared;
    std::shared_ptr<Shared> shared_;
};

}  // namespace plumb::net
