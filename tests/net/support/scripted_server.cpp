#include "tests/net/support/scripted_server.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <optional>
#include <utility>

namespace plumb::net {

namespace asio = boost::asio;
using tcp = asio::ip::tcp;
using boost::system::error_code;

namespace {

template <class Stream>
class ChannelOver final : public Channel {
  public:
    template <class... Args>
    explicit ChannelOver(Args&&... args) : stream(std::forward<Args>(args)...) {}

    Task<std::string> read_some() override {
        std::string out(16 * 1024, '\0');
        error_code error;
        const std::size_t size = co_await stream.async_read_some(
            asio::buffer(out), asio::redirect_error(asio::use_awaitable, error));
        out.resize(error ? 0 : size);
        co_return out;
    }

    Task<bool> write(std::string bytes) override {
        error_code error;
        co_await asio::async_write(stream, asio::buffer(bytes),
                                   asio::redirect_error(asio::use_awaitable, error));
        co_return !error;
    }

    void end(bool abruptly) override {
        error_code ignored;
        auto& socket = stream.lowest_layer();
        if (abruptly) socket.set_option(asio::socket_base::linger(true, 0), ignored);
        socket.close(ignored);
    }

    Stream stream;
};

}  // namespace

struct ScriptedServer::State {
    State(asio::io_context& context, Script what) : acceptor(context), script(std::move(what)) {}

    tcp::acceptor acceptor;
    Script script;
    std::optional<asio::ssl::context> tls;
    int taken = 0;
    int open = 0;
};

namespace {

template <class State>
Task<void> serve(std::shared_ptr<State> state, tcp::socket socket) {
    std::unique_ptr<Channel> channel;
    if (state->tls) {
        auto secure =
            std::make_unique<ChannelOver<asio::ssl::stream<tcp::socket>>>(std::move(socket), *state->tls);
        error_code error;
        co_await secure->stream.async_handshake(asio::ssl::stream_base::server,
                                                asio::redirect_error(asio::use_awaitable, error));
        if (error) co_return;
        channel = std::move(secure);
    } else {
        channel = std::make_unique<ChannelOver<tcp::socket>>(std::move(socket));
    }
    auto peer = std::make_shared<Peer>(std::move(channel), state->taken);
    ++state->open;
    co_await state->script(peer);
    --state->open;
    peer->end();
}

template <class State>
Task<void> accept_all(std::shared_ptr<State> state) {
    error_code error;
    while (!error) {
        tcp::socket socket =
            co_await state->acceptor.async_accept(asio::redirect_error(asio::use_awaitable, error));
        if (error) break;
        ++state->taken;
        const auto executor = state->acceptor.get_executor();
        const auto rethrow = [](std::exception_ptr failed) {
            if (failed) std::rethrow_exception(failed);
        };
        asio::co_spawn(executor, serve(state, std::move(socket)), rethrow);
    }
}

}  // namespace

ScriptedServer::ScriptedServer(Runner& runner, Script script, const ServerIdentity* identity)
    : state_(std::make_shared<State>(runner.context, std::move(script))) {
    const tcp::endpoint any_port(asio::ip::address_v4::loopback(), 0);
    state_->acceptor.open(any_port.protocol());
    state_->acceptor.bind(any_port);
    state_->acceptor.listen();
    if (identity != nullptr) {
        state_->tls.emplace(asio::ssl::context::tls_server);
        state_->tls->use_private_key(asio::buffer(identity->key), asio::ssl::context::pem);
        state_->tls->use_certificate(asio::buffer(identity->certificate), asio::ssl::context::pem);
    }
    asio::co_spawn(runner.context, accept_all(state_), [](std::exception_ptr failed) {
        if (failed) std::rethrow_exception(failed);
    });
}

ScriptedServer::~ScriptedServer() {
    error_code ignored;
    state_->acceptor.close(ignored);
}

std::uint16_t ScriptedServer::port() const { return state_->acceptor.local_endpoint().port(); }

std::string ScriptedServer::url(const std::string& scheme, const std::string& path,
                                const std::string& host) const {
    return scheme + "://" + host + ":" + std::to_string(port()) + path;
}

int ScriptedServer::taken() const { return state_->taken; }

int ScriptedServer::open() const { return state_->open; }

}  // namespace plumb::net
