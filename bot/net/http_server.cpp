#include "net/http_server.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "net/task.hpp"

namespace plumb::net {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using tcp = asio::ip::tcp;
using boost::system::error_code;

namespace {

using Request = http::request<http::string_body>;
using Response = http::response<http::string_body>;

/// Shared by the server and what runs on its behalf.
struct State {
    State(const asio::any_io_executor& executor, HttpServerSettings what, std::vector<HttpRoute> table)
        : settings(std::move(what)), routes(std::move(table)), acceptor(executor) {}

    const HttpServerSettings settings;
    const std::vector<HttpRoute> routes;
    tcp::acceptor acceptor;
    std::set<beast::tcp_stream*> streams;
};

bool serves(const HttpRoute& route, std::string_view path) {
    return route.path.ends_with('/') && route.path.size() > 1 ? path.starts_with(route.path)
                                                              : path == route.path;
}

HttpAnswer plain(http::status status) {
    HttpAnswer out;
    out.status = static_cast<int>(status);
    out.body = std::string(http::obsolete_reason(status)) + "\n";
    return out;
}

HttpAnswer answer_to(const State& state, const Request& request) {
    if (request.method() != http::verb::get && request.method() != http::verb::head)
        return plain(http::status::method_not_allowed);
    const std::string_view target(request.target().data(), request.target().size());
    const std::size_t mark = target.find('?');
    const HttpAsk ask{std::string(target.substr(0, mark)),
                      mark == std::string_view::npos ? std::string{} : std::string(target.substr(mark + 1))};
    const auto route = std::find_if(state.routes.begin(), state.routes.end(),
                                    [&](const HttpRoute& r) { return serves(r, ask.path); });
    if (route == state.routes.end()) return plain(http::status::not_found);
    try {
        return route->handler(ask);
    } catch (const std::exception& thrown) {
        state.settings.on_trouble("the handler of " + route->path + " threw: " + thrown.what());
        return plain(http::status::internal_server_error);
    }
}

/// What a request that could not be read is answered with; none where nobody is there to read it.
std::optional<http::status> complaint(const error_code& error) {
    if (error == http::error::header_limit) return http::status::request_header_fields_too_large;
    if (error == http::error::body_limit) return http::status::payload_too_large;
    const bool gone = error == http::error::end_of_stream || error == http::error::partial_message;
    if (gone || error.category() != make_error_code(http::error::bad_method).category()) return std::nullopt;
    return http::status::bad_request;
}

Response compose(HttpAnswer answer, bool keep_alive, bool head_only) {
    Response out;
    out.result(static_cast<unsigned>(answer.status));
    out.set(http::field::content_type, answer.content_type);
    out.set(http::field::cache_control, "no-store");
    out.set("X-Content-Type-Options", "nosniff");
    if (answer.status == static_cast<int>(http::status::method_not_allowed))
        out.set(http::field::allow, "GET, HEAD");
    out.keep_alive(keep_alive);
    out.content_length(answer.body.size());
    if (!head_only) out.body() = std::move(answer.body);
    return out;
}

/// Requests of one connection, one after the other, until either side has had enough.
Task<void> talk(std::shared_ptr<State> state, beast::tcp_stream& stream) {
    beast::flat_buffer buffer(state->settings.header_limit + state->settings.body_limit);
    bool more = true;
    while (more) {
        http::request_parser<http::string_body> parser;
        parser.header_limit(static_cast<std::uint32_t>(state->settings.header_limit));
        parser.body_limit(state->settings.body_limit);
        error_code error;
        stream.expires_after(state->settings.patience);
        co_await http::async_read(stream, buffer, parser, asio::redirect_error(asio::use_awaitable, error));
        const std::optional<http::status> wrong = error ? complaint(error) : std::nullopt;
        if (error && !wrong) co_return;
        more = !error && parser.get().keep_alive();
        const bool head_only = !error && parser.get().method() == http::verb::head;
        Response response = compose(wrong ? plain(*wrong) : answer_to(*state, parser.get()), more, head_only);
        http::response_serializer<http::string_body> serializer(response);
        stream.expires_after(state->settings.patience);
        if (head_only)
            co_await http::async_write_header(stream, serializer,
                                              asio::redirect_error(asio::use_awaitable, error));
        else
            co_await http::async_write(stream, serializer, asio::redirect_error(asio::use_awaitable, error));
        if (error) co_return;
    }
    error_code ignored;
    stream.socket().shutdown(tcp::socket::shutdown_send, ignored);
}

Task<void> take(std::shared_ptr<State> state, tcp::socket socket) {
    beast::tcp_stream stream(std::move(socket));
    state->streams.insert(&stream);
    std::exception_ptr failed;
    try {
        co_await talk(state, stream);
    } catch (...) {
        failed = std::current_exception();
    }
    state->streams.erase(&stream);
    if (failed) std::rethrow_exception(failed);
}

void tell(const State& state, const std::exception_ptr& failed) {
    try {
        if (failed) std::rethrow_exception(failed);
    } catch (const std::exception& thrown) {
        state.settings.on_trouble(std::string("an HTTP connection failed: ") + thrown.what());
    }
}

/// Takes connections until the port is closed. Out of descriptors it waits for one to be given back, which
/// the patience of every connection ensures.
Task<void> listen(std::shared_ptr<State> state) {
    while (state->acceptor.is_open()) {
        error_code error;
        tcp::socket socket =
            co_await state->acceptor.async_accept(asio::redirect_error(asio::use_awaitable, error));
        if (error == asio::error::no_descriptors) {
            asio::steady_timer later(state->acceptor.get_executor(), state->settings.patience);
            co_await later.async_wait(asio::redirect_error(asio::use_awaitable, error));
            continue;
        }
        if (error || state->streams.size() >= state->settings.max_connections) continue;
        asio::co_spawn(state->acceptor.get_executor(), take(state, std::move(socket)),
                       [state](const std::exception_ptr& failed) { tell(*state, failed); });
    }
}

class Server final : public HttpServer {
  public:
    explicit Server(std::shared_ptr<State> state) : state_(std::move(state)) {}
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;
    ~Server() override { stop_all(); }

    std::uint16_t port() const override { return state_->acceptor.local_endpoint().port(); }
    std::size_t connections() const override { return state_->streams.size(); }
    void stop() override { stop_all(); }

  private:
    void stop_all() {
        error_code ignored;
        state_->acceptor.close(ignored);
        for (beast::tcp_stream* stream : state_->streams) stream->close();
    }

    std::shared_ptr<State> state_;
};

}  // namespace

Result<std::unique_ptr<HttpServer>> serve_http(const asio::any_io_executor& executor,
                                               HttpServerSettings settings, std::vector<HttpRoute> routes) {
    const std::string where = settings.address + ":" + std::to_string(settings.port);
    const auto refused = [&](const error_code& error) {
        return refuse("cannot listen on " + where + ": " + error.message(),
                      "an address of this machine and a free port", "listen = \"127.0.0.1:8787\"");
    };
    error_code error;
    const asio::ip::address address = asio::ip::make_address(settings.address, error);
    if (error) return refused(error);
    const tcp::endpoint endpoint(address, settings.port);
    const auto state = std::make_shared<State>(executor, std::move(settings), std::move(routes));
    state->acceptor.open(endpoint.protocol(), error);
    if (!error) state->acceptor.set_option(tcp::acceptor::reuse_address(true), error);
    if (!error) state->acceptor.bind(endpoint, error);
    if (!error) state->acceptor.listen(tcp::acceptor::max_listen_connections, error);
    if (error) return refused(error);
    asio::co_spawn(executor, listen(state),
                   [state](const std::exception_ptr& failed) { tell(*state, failed); });
    return std::make_unique<Server>(state);
}

}  // namespace plumb::net
