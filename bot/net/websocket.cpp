#include "net/websocket.hpp"

#include <boost/asio/co_spawn.hpp>

#include <deque>
#include <utility>

#include "net/bell.hpp"
#include "net/resolve.hpp"
#include "net/websocket_stream.hpp"

namespace plumb::net {

namespace asio = boost::asio;

namespace {

constexpr std::size_t kMaxUnread = kMaxMessage;

/// The text of a large frame may have grown to twice what it needs, which counts where frames wait.
constexpr std::size_t kTrimAbove = std::size_t{16} * 1024;

void trim(std::string& text) {
    if (text.capacity() > kTrimAbove && text.capacity() > 2 * text.size()) text.shrink_to_fit();
}

Instant now() { return std::chrono::steady_clock::now(); }

}  // namespace

struct WebSockets::Shared {
    Shared(asio::any_io_executor where, WebSocketSettings what)
        : executor(std::move(where)),
          settings(std::move(what)),
          certificates(std::make_shared<WsTls>(settings.trust)) {}

    asio::any_io_executor executor;
    WebSocketSettings settings;
    std::shared_ptr<WsTls> certificates;
};

namespace {

/// Outlives its WebSocket until the last operation has ended.
class Session : public std::enable_shared_from_this<Session> {
  public:
    Session(const asio::any_io_executor& executor, const WebSocketSettings& settings,
            std::shared_ptr<WsTls> certificates)
        : executor_(executor),
          settings_(settings),
          certificates_(std::move(certificates)),
          resolver_(executor),
          frames_(executor),
          room_(executor),
          flushed_(executor),
          deadline_(executor),
          pings_(executor) {}

    static Task<WsResult<void>> connect(std::shared_ptr<Session> self, std::string url);
    static Task<WsResult<WsFrame>> read(std::shared_ptr<Session> self);
    static Task<void> close(std::shared_ptr<Session> self);
    bool write(std::string text);
    void destroy(WsTrouble why = WsTrouble::destroyed);

    Instant last_heard = now();

  private:
    enum class State : std::uint8_t { fresh, opening, open, closing, over };

    static Task<void> pump(std::shared_ptr<Session> self);
    void opened();
    void fail(WsError error);
    void write_next();
    void ping_later();
    void destroy_at(Instant at, WsTrouble why);

    asio::any_io_executor executor_;
    const WebSocketSettings settings_;
    const std::shared_ptr<WsTls> certificates_;
    State state_ = State::fresh;
    Resolver resolver_;
    std::unique_ptr<WsStream> stream_;
    std::optional<WsError> error_;

    std::deque<WsFrame> unread_;
    std::size_t unread_bytes_ = 0;
    Bell frames_;
    Bell room_;

    std::deque<std::string> unwritten_;
    std::size_t unwritten_bytes_ = 0;
    bool writing_ = false;
    bool shaken_ = false;
    Bell flushed_;

    asio::steady_timer deadline_;
    asio::steady_timer pings_;
    bool pinging_ = false;
};

Task<WsResult<void>> Session::connect(std::shared_ptr<Session> self, std::string url) {
    Result<Url> parsed = parse_url(url);
    if (parsed && !parsed->scheme.starts_with("ws")) parsed = refuse("the address is not for a websocket");
    if (self->state_ != State::fresh) parsed = refuse("the websocket was used before");
    if (!parsed) {
        WsError why{WsTrouble::refused_address, 0, parsed.error().wrong};
        WsResult<void> refused = tl::make_unexpected(std::move(why));
        co_return refused;
    }
    self->state_ = State::opening;
    const Instant until = now() + self->settings_.handshake_wait;
    self->destroy_at(until, WsTrouble::timed_out);
    std::vector<asio::ip::tcp::endpoint> endpoints =
        co_await self->resolver_.resolve(parsed->host, parsed->port, until);
    WsError unknown{WsTrouble::name_not_found, 0, "no address known for " + parsed->host};
    WsResult<void> out = tl::make_unexpected(std::move(unknown));
    if (!endpoints.empty() && self->state_ == State::opening) {
        const auto heard = [weak = std::weak_ptr<Session>(self)] {
            if (const auto held = weak.lock()) held->last_heard = now();
        };
        self->stream_ =
            make_ws_stream(self->executor_, parsed->tls, *self->certificates_, self->settings_, heard);
        out = co_await self->stream_->open(*parsed, std::move(endpoints));
    }
    if (self->state_ == State::opening && out) {
        self->opened();
        co_return out;
    }
    if (self->state_ == State::opening) self->fail(std::move(out.error()));
    out = tl::make_unexpected(*self->error_);
    co_return out;
}

void Session::opened() {
    state_ = State::open;
    deadline_.cancel();
    last_heard = now();
    ping_later();
    asio::co_spawn(executor_, pump(shared_from_this()),
                   [self = shared_from_this()](const std::exception_ptr& failed) {
                       if (failed) self->destroy(WsTrouble::broken_off);
                   });
}

/// Reads until the end, whatever it is.
Task<void> Session::pump(std::shared_ptr<Session> self) {
    WsFrame frame;
    while (self->state_ == State::open || self->state_ == State::closing) {
        const WsResult<WsPart> part = co_await self->stream_->read_some(&frame.bytes);
        if (!part) co_return self->fail(part.error());
        self->last_heard = now();
        if (!part->last) continue;
        frame.binary = part->binary;
        trim(frame.bytes);
        self->unread_bytes_ += frame.bytes.size();
        self->unread_.push_back(std::exchange(frame, WsFrame{}));
        self->frames_.ring();
        while (self->unread_bytes_ > kMaxUnread && self->state_ == State::open) co_await self->room_.wait();
    }
}

/// The end: the first reason holds.
void Session::fail(WsError error) {
    if (state_ == State::over) return;
    state_ = State::over;
    error_ = std::move(error);
    if (stream_) stream_->destroy();
    resolver_.cancel();
    deadline_.cancel();
    pings_.cancel();
    frames_.ring();
    room_.ring();
    flushed_.ring();
}

void Session::destroy(WsTrouble why) {
    WsError error{why, 0, why == WsTrouble::timed_out ? "no answer in time" : "destroyed"};
    fail(std::move(error));
}

void Session::destroy_at(Instant at, WsTrouble why) {
    deadline_.expires_at(at);
    deadline_.async_wait([self = shared_from_this(), why](boost::system::error_code cancelled) {
        if (!cancelled) self->destroy(why);
    });
}

Task<WsResult<WsFrame>> Session::read(std::shared_ptr<Session> self) {
    while (self->unread_.empty() && self->state_ != State::over) co_await self->frames_.wait();
    if (self->unread_.empty()) {
        WsResult<WsFrame> over = tl::make_unexpected(*self->error_);
        co_return over;
    }
    WsFrame frame = std::move(self->unread_.front());
    self->unread_.pop_front();
    self->unread_bytes_ -= frame.bytes.size();
    self->room_.ring();
    co_return frame;
}

bool Session::write(std::string text) {
    if (state_ != State::open) return false;
    unwritten_bytes_ += text.size();
    unwritten_.push_back(std::move(text));
    if (unwritten_bytes_ > kMaxQueued) {
        WsError full{WsTrouble::broken_off, 0, "the peer does not read what is written"};
        fail(std::move(full));
        return false;
    }
    if (!writing_) write_next();
    return true;
}

void Session::write_next() {
    writing_ = true;
    stream_->write(unwritten_.front(), [self = shared_from_this()](std::optional<WsError> error) {
        self->writing_ = false;
        self->unwritten_bytes_ -= self->unwritten_.front().size();
        self->unwritten_.pop_front();
        if (error) return self->fail(std::move(*error));
        if (self->state_ == State::over) return;
        if (!self->unwritten_.empty()) return self->write_next();
        self->flushed_.ring();
    });
}

/// Beast's own keep-alive gives a peer up after its own time; here silence is only measured, and judged by
/// the caller.
void Session::ping_later() {
    const Instant due = last_heard + settings_.ping_every;
    pings_.expires_at(due > now() ? due : now() + settings_.ping_every);
    pings_.async_wait([self = shared_from_this()](boost::system::error_code cancelled) {
        if (cancelled || self->state_ != State::open) return;
        const bool silent = now() - self->last_heard >= self->settings_.ping_every;
        if (silent && !std::exchange(self->pinging_, true))
            self->stream_->ping([self](const std::optional<WsError>&) { self->pinging_ = false; });
        self->ping_later();
    });
}

Task<void> Session::close(std::shared_ptr<Session> self) {
    if (self->state_ == State::open) {
        self->state_ = State::closing;
        self->room_.ring();
        self->destroy_at(now() + self->settings_.close_wait, WsTrouble::destroyed);
        while (!self->unwritten_.empty() && self->state_ == State::closing) co_await self->flushed_.wait();
        if (self->state_ == State::closing)
            self->stream_->close([self](const std::optional<WsError>&) {
                self->shaken_ = true;
                self->flushed_.ring();
            });
        while (!self->shaken_ && self->state_ == State::closing) co_await self->flushed_.wait();
    }
    self->destroy();
}

class Client final : public WebSocket {
  public:
    explicit Client(std::shared_ptr<Session> session) : session_(std::move(session)) {}
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;
    ~Client() override {
        try {
            session_->destroy();
        } catch (...) {
            // Nobody is left to tell: what could not be let go of now goes with the session.
        }
    }

    Task<WsResult<void>> connect(std::string url) override {
        return Session::connect(session_, std::move(url));
    }
    Task<WsResult<WsFrame>> read() override { return Session::read(session_); }
    Task<void> close() override { return Session::close(session_); }
    bool write(std::string text) override { return session_->write(std::move(text)); }
    void destroy() override { session_->destroy(); }
    Instant last_heard() const override { return session_->last_heard; }

  private:
    std::shared_ptr<Session> session_;
};

}  // namespace

WebSockets::WebSockets(asio::any_io_executor executor, WebSocketSettings settings)
    : shared_(std::make_shared<Shared>(std::move(executor), std::move(settings))) {}

std::unique_ptr<WebSocket> WebSockets::make() const {
    auto session = std::make_shared<Session>(shared_->executor, shared_->settings, shared_->certificates);
    return std::make_unique<Client>(std::move(session));
}

}  // namespace plumb::net
