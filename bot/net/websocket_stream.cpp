#include "net/websocket_stream.hpp"

#include <boost/asio/bind_executor.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/stream_traits.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>
#include <boost/beast/websocket.hpp>
#include <boost/beast/websocket/ssl.hpp>

#include "net/redact.hpp"

namespace plumb::net {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace ws = boost::beast::websocket;
using tcp = asio::ip::tcp;
using boost::system::error_code;

namespace {

/// While other addresses are left, one that does not answer must not use up the whole wait.
constexpr std::chrono::seconds kOneAddressWait{3};

/// Read at once, at most; a frame of unknown length grows by this.
constexpr std::size_t kReadAtOnce = std::size_t{64} * 1024;

/// The transports under the websocket. Both end abruptly once the closing handshake is over: waiting for the
/// peer's end of TCP, as Beast does by default, waits for ever with a server that never sends one (slack.md,
/// section 1.6).
struct Plain : tcp::socket {
    using tcp::socket::socket;
};

struct Secure : beast::ssl_stream<tcp::socket> {
    using beast::ssl_stream<tcp::socket>::ssl_stream;
};

tcp::socket& socket_of(Plain& stream) { return stream; }

tcp::socket& socket_of(Secure& stream) { return stream.next_layer(); }

template <class Stream, class Handler>
void end_abruptly(Stream& stream, Handler&& handler) {
    error_code ignored;
    tcp::socket& socket = socket_of(stream);
    socket.shutdown(tcp::socket::shutdown_send, ignored);
    socket.close(ignored);
    asio::post(stream.get_executor(),
               beast::bind_front_handler(std::forward<Handler>(handler), error_code{}));
}

template <class Handler>
void async_teardown(beast::role_type, Plain& stream, Handler&& handler) {
    end_abruptly(stream, std::forward<Handler>(handler));
}

template <class Handler>
void async_teardown(beast::role_type, Secure& stream, Handler&& handler) {
    end_abruptly(stream, std::forward<Handler>(handler));
}

WsError error_of(WsTrouble what, const error_code& error) {
    WsError out{what, 0, redact(error.message())};
    return out;
}

WsError error_of(const error_code& error, const ws::close_reason& reason) {
    if (error == ws::error::closed) {
        WsError out{WsTrouble::closed, static_cast<int>(reason.code),
                    "closed by the peer with code " + std::to_string(static_cast<int>(reason.code))};
        if (!reason.reason.empty())
            out.text += ": " + redact(std::string_view(reason.reason.data(), reason.reason.size()));
        return out;
    }
    if (error == ws::error::bad_frame_payload) return error_of(WsTrouble::bad_utf8, error);
    if (error == ws::error::message_too_big || error == ws::error::buffer_overflow)
        return error_of(WsTrouble::too_large, error);
    if (error == asio::error::operation_aborted) return error_of(WsTrouble::destroyed, error);
    if (error == beast::error::timeout) return error_of(WsTrouble::timed_out, error);
    return error_of(WsTrouble::broken_off, error);
}

std::shared_ptr<asio::ssl::context> make_context(const TlsTrust& trust) {
    auto out = std::make_shared<asio::ssl::context>(asio::ssl::context::tls_client);
    SSL_CTX_set_min_proto_version(out->native_handle(), TLS1_2_VERSION);
    out->set_verify_mode(asio::ssl::verify_peer);
    const TrustPaths paths = trust_paths(trust);
    error_code failed;
    if (!paths.file.empty()) out->load_verify_file(paths.file, failed);
    if (!paths.folder.empty()) out->add_verify_path(paths.folder, failed);
    return out;
}

/// Server name indication; the macro that OpenSSL has for it holds an old-style cast.
void name_server(SSL* tls, std::string host) {
    SSL_ctrl(tls, SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, host.data());
}

template <class Next>
class StreamOver final : public WsStream {
  public:
    template <class... Args>
    StreamOver(const WebSocketSettings& settings, std::function<void()> on_control, Args&&... args)
        : stream_(std::forward<Args>(args)...),
          user_agent_(settings.user_agent),
          max_message_(settings.max_message) {
        stream_.read_message_max(settings.max_message);
        stream_.auto_fragment(false);
        ws::stream_base::timeout none;
        none.handshake_timeout = settings.handshake_wait;
        none.idle_timeout = ws::stream_base::none();
        none.keep_alive_pings = false;
        stream_.set_option(none);
        stream_.set_option(ws::stream_base::decorator([agent = user_agent_](ws::request_type& request) {
            request.set(beast::http::field::user_agent, agent);
        }));
        stream_.control_callback(
            [heard = std::move(on_control)](ws::frame_type, beast::string_view) { heard(); });
    }

    Task<WsResult<void>> open(Url url, std::vector<tcp::endpoint> endpoints) override {
        WsResult<void> step = co_await connect(std::move(endpoints));
        if (step) step = co_await secure(url.host);
        if (step) step = co_await shake_hands(url.authority(), url.target);
        co_return step;
    }

    Task<WsResult<WsPart>> read_some(std::string* into) override {
        error_code error;
        auto buffer = asio::dynamic_buffer(*into, max_message_);
        co_await stream_.async_read_some(buffer, kReadAtOnce,
                                         asio::redirect_error(asio::use_awaitable, error));
        if (error) {
            WsError failed = error_of(error, stream_.reason());
            co_return tl::make_unexpected(std::move(failed));
        }
        const WsPart part{stream_.is_message_done(), stream_.got_binary()};
        co_return part;
    }

    void write(std::string_view text, Done done) override {
        stream_.text(true);
        stream_.async_write(
            asio::buffer(text.data(), text.size()),
            [this, then = std::move(done)](error_code error, std::size_t) { end(error, then); });
    }

    void ping(Done done) override {
        stream_.async_ping({}, [this, then = std::move(done)](error_code error) { end(error, then); });
    }

    void close(Done done) override {
        stream_.async_close(ws::close_code::normal,
                            [this, then = std::move(done)](error_code error) { end(error, then); });
    }

    void destroy() override {
        error_code ignored;
        socket().close(ignored);
    }

  private:
    tcp::socket& socket() { return socket_of(stream_.next_layer()); }

    void end(error_code error, const Done& done) {
        if (!error) return done(std::nullopt);
        done(error_of(error, stream_.reason()));
    }

    Task<WsResult<void>> connect(std::vector<tcp::endpoint> endpoints) {
        error_code error = asio::error::host_not_found;
        asio::steady_timer patience(stream_.get_executor());
        for (std::size_t i = 0; i < endpoints.size(); ++i) {
            const auto attempt = std::make_shared<int>();
            if (i + 1 < endpoints.size()) {
                patience.expires_after(kOneAddressWait);
                patience.async_wait([this, current = std::weak_ptr<int>(attempt)](error_code over) {
                    if (!over && !current.expired()) socket().cancel(over);
                });
            }
            error_code ignored;
            socket().close(ignored);
            co_await socket().async_connect(endpoints[i], asio::redirect_error(asio::use_awaitable, error));
            patience.cancel();
            if (!error) break;
        }
        if (error) {
            WsResult<void> failed = tl::make_unexpected(error_of(WsTrouble::not_connected, error));
            co_return failed;
        }
        socket().set_option(tcp::no_delay(true), error);
        co_return WsResult<void>{};
    }

    Task<WsResult<void>> secure(std::string host) {
        if constexpr (std::is_same_v<Next, Secure>) {
            Next& tls = stream_.next_layer();
            error_code numeric;
            asio::ip::make_address(host, numeric);
            if (numeric) name_server(tls.native_handle(), host);
            tls.set_verify_callback(asio::ssl::host_name_verification(host));
            error_code error;
            co_await tls.async_handshake(asio::ssl::stream_base::client,
                                         asio::redirect_error(asio::use_awaitable, error));
            if (error) {
                WsError failed = error_of(WsTrouble::tls_failed, error);
                co_return tl::make_unexpected(std::move(failed));
            }
        }
        co_return WsResult<void>{};
    }

    Task<WsResult<void>> shake_hands(std::string authority, std::string target) {
        error_code error;
        ws::response_type response;
        co_await stream_.async_handshake(response, authority, target,
                                         asio::redirect_error(asio::use_awaitable, error));
        if (!error) co_return WsResult<void>{};
        WsError failed = error_of(error, stream_.reason());
        if (error == ws::error::upgrade_declined) {
            failed.what = WsTrouble::handshake_refused;
            failed.code = static_cast<int>(response.result_int());
            failed.text = "handshake refused with status " + std::to_string(failed.code);
        }
        co_return tl::make_unexpected(std::move(failed));
    }

    ws::stream<Next, false> stream_;
    std::string user_agent_;
    std::size_t max_message_;
};

}  // namespace

std::shared_ptr<void> WsTls::context() {
    if (!context_) context_ = make_context(trust_);
    return context_;
}

std::unique_ptr<WsStream> make_ws_stream(const asio::any_io_executor& executor, bool tls, WsTls& certificates,
                                         const WebSocketSettings& settings,
                                         std::function<void()> on_control) {
    if (!tls) return std::make_unique<StreamOver<Plain>>(settings, std::move(on_control), executor);
    const auto context = std::static_pointer_cast<asio::ssl::context>(certificates.context());
    return std::make_unique<StreamOver<Secure>>(settings, std::move(on_control), executor, *context);
}

}  // namespace plumb::net
