#include "chat/matrix/api.hpp"

#include "chat/matrix/names.hpp"
#include "net/redact.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace plumb::matrix {

namespace asio = boost::asio;

namespace {

std::string without_end_slash(std::string address) {
    while (!address.empty() && address.back() == '/') address.pop_back();
    if (address.find("://") == std::string::npos) address = "https://" + address;
    return address;
}

Call with_body(std::string method, std::string path, const Json& body) {
    Call call;
    call.method = std::move(method);
    call.path = std::move(path);
    call.body = written(body);
    return call;
}

}  // namespace

Call get(std::string path) {
    Call call;
    call.path = std::move(path);
    return call;
}

Call put(std::string path, const Json& body) { return with_body("PUT", std::move(path), body); }
Call post(std::string path, const Json& body) { return with_body("POST", std::move(path), body); }

std::string client_path(const std::vector<std::string_view>& segments) {
    std::string path = "/_matrix/client/v3";
    for (const std::string_view segment : segments) path += "/" + percent_encoded(segment);
    return path;
}

Api::Api(asio::any_io_executor executor, std::unique_ptr<net::HttpClient> http, std::string homeserver,
         std::string account, Metrics& metrics)
    : executor_(std::move(executor)),
      http_(std::move(http)),
      homeserver_(without_end_slash(std::move(homeserver))),
      account_(std::move(account)),
      metrics_(metrics) {}

net::HttpRequest Api::request_of(Call& call) const {
    net::HttpRequest request;
    request.method = call.method;
    request.url = homeserver_ + call.path;
    if (call.with_token) request.headers.emplace_back("Authorization", "Bearer " + token_);
    request.headers.emplace_back("Accept", "application/json");
    if (call.method != "GET") request.headers.emplace_back("Content-Type", call.type);
    request.body = std::move(call.body);
    request.total_timeout = call.timeout;
    return request;
}

Answer Api::counted(net::HttpOutcome outcome, const Call& call) {
    Answer answer = answered(std::move(outcome), call.whole);
    answer.why = net::without_secret(answer.why, token_);
    for (const auto& [kind, secret] : secrets_) answer.why = net::without_secret(answer.why, secret);
    metrics_.count("plumbline_api_calls_total",
                   {{"account", account_}, {"method", call.kind}, {"status", std::to_string(answer.status)}});
    if (fate_of(answer) == Fate::limited)
        metrics_.count("plumbline_rate_limit_waits_total", {{"account", account_}});
    return answer;
}

net::Task<Answer> Api::call(Call call) {
    if (call.method == "PUT") last_put_ = std::chrono::steady_clock::now();
    net::HttpRequest request = request_of(call);
    net::HttpOutcome outcome = co_await http_->send(std::move(request));
    co_return counted(std::move(outcome), call);
}

net::Task<Answer> Api::poll(Call call) {
    struct State {
        std::optional<net::HttpOutcome> outcome;
        asio::steady_timer timer;
    };
    const auto state = std::make_shared<State>(State{{}, asio::steady_timer(executor_)});
    state->timer.expires_at(asio::steady_timer::time_point::max());
    net::HttpClient::Callback done = [state](net::HttpOutcome outcome) {
        state->outcome = std::move(outcome);
        state->timer.cancel();
    };
    polling_ = http_->start(request_of(call), std::move(done));
    while (!state->outcome) {
        boost::system::error_code woken;
        auto token = asio::redirect_error(asio::use_awaitable, woken);
        co_await state->timer.async_wait(token);
    }
    polling_.reset();
    co_return counted(std::move(*state->outcome), call);
}

net::Task<std::string> Api::display_name(std::string user, std::chrono::milliseconds within) {
    const auto until = std::chrono::steady_clock::now() + within;
    // Servers that know only one of the two addresses are asked for the other.
    const std::string profile = client_path({"profile", user});
    const std::vector<std::string> paths{profile + "/displayname", profile};
    for (const std::string& path : paths) {
        const auto left =
            std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
        if (left <= std::chrono::milliseconds::zero()) break;
        Call asked = get(path);
        asked.kind = "profile";
        asked.timeout = left;
        const Answer answer = co_await call(std::move(asked));
        if (answer.ok()) co_return one_line_name(text_at(answer.body, "displayname"));
        if (!answer.no_such_endpoint()) break;
    }
    co_return std::string{};
}

void Api::stop_polling() {
    if (polling_) http_->cancel(*polling_);
}

}  // namespace plumb::matrix
