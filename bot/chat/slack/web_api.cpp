#include "chat/slack/web_api.hpp"

#include "net/url.hpp"

#include <boost/asio/post.hpp>

#include <algorithm>
#include <array>

namespace plumb::slack {

namespace {

/// Values that are no texts travel as JSON inside of the form.
std::string form_body(const Json& arguments) {
    std::string body;
    for (const auto& [key, value] : arguments.items()) {
        if (!body.empty()) body += '&';
        body +=
            net::percent_encoded(key) + "=" +
            net::percent_encoded(value.is_string() ? value.get_ref<const std::string&>() : written(value));
    }
    return body;
}

constexpr std::array<std::string_view, 6> kOutcomes{"ok", "refused", "later", "limited", "unknown", "dead"};

}  // namespace

WebApi::WebApi(boost::asio::any_io_executor executor, net::HttpClient& http, std::string base,
               std::string token, int burst, std::string name, Metrics& metrics)
    : executor_(std::move(executor)),
      http_(http),
      base_(std::move(base)),
      token_(std::move(token)),
      burst_(burst),
      name_(std::move(name)),
      metrics_(metrics),
      timer_(executor_) {
    if (base_.empty()) base_ = "https://slack.com/api/";
    if (base_.back() != '/') base_ += '/';
}

void WebApi::call(Call call, Done done) {
    const net::Ticket ticket = ++last_;
    std::string lane(call.method.name);
    if (call.method.by_place) lane += " " + call.place;
    net::pace::Ask ask{lane, ticket, call.method.limit};
    if (call.method.name == kPostMessage.name) ask.limit.burst = burst_;
    waiting_.emplace(ticket, Waiting{std::move(call), std::move(lane), std::move(done)});
    carry_out(pacer_.resume(ask, net::now()));
}

void WebApi::carry_out(const std::vector<net::pace::Action>& actions) {
    for (const net::pace::Action& action : actions) {
        if (const auto* send = std::get_if<net::pace::Send>(&action))
            start(send->ticket);
        else
            wake_at(std::get<net::pace::WakeAt>(action).at);
    }
}

void WebApi::wake_at(net::Instant at) {
    timer_.expires_at(at);
    timer_.async_wait([this, alive = std::weak_ptr(alive_)](const boost::system::error_code& stopped) {
        if (!stopped && alive.lock()) carry_out(pacer_.resume(net::pace::Tick{}, net::now()));
    });
}

net::HttpRequest WebApi::request_of(const Call& call) const {
    net::HttpRequest request;
    request.method = "POST";
    request.total_timeout = call.timeout;
    request.own_connection = call.method.own_connection;
    const bool secret_address = !call.url.empty();
    request.url = secret_address ? call.url : base_ + std::string(call.method.name);
    if (!secret_address)
        request.headers.emplace_back("Authorization", "Bearer " + (call.token.empty() ? token_ : call.token));
    request.headers.emplace_back("Content-Type", call.method.form ? "application/x-www-form-urlencoded"
                                                                  : "application/json; charset=utf-8");
    request.body = call.method.form ? form_body(call.arguments) : written(call.arguments);
    return request;
}

void WebApi::start(net::Ticket ticket) {
    const auto waiting = waiting_.find(ticket);
    if (waiting == waiting_.end()) return;
    const bool plain_answer = !waiting->second.call.url.empty();
    http_.start(request_of(waiting->second.call),
                [this, ticket, plain_answer, alive = std::weak_ptr(alive_)](const net::HttpOutcome& outcome) {
                    if (!alive.lock()) return;
                    Answer answer = judged(outcome);
                    // A response_url answers `ok` in plain text.
                    constexpr int kFine = 200;
                    if (plain_answer && outcome && outcome->status == kFine && outcome->body == "ok")
                        answer.what = Answer::What::ok;
                    finish(ticket, answer);
                });
}

void WebApi::finish(net::Ticket ticket, const Answer& answer) {
    auto node = waiting_.extract(ticket);
    if (node.empty()) return;
    const std::string lane = node.mapped().lane;
    const std::string_view method = node.mapped().call.method.name;
    const std::string_view status = kOutcomes[static_cast<std::size_t>(answer.what)];
    metrics_.count("plumbline_api_calls_total", {{"account", name_}, {"method", method}, {"status", status}});
    if (answer.what == Answer::What::limited)
        metrics_.count("plumbline_rate_limit_waits_total", {{"account", name_}, {"method", method}});
    if (answer.what == Answer::What::limited && node.mapped().call.again) {
        waiting_.insert(std::move(node));
        carry_out(pacer_.resume(net::pace::Refused{lane, answer.retry_after}, net::now()));
        return;
    }
    const Done done = std::move(node.mapped().done);
    if (answer.what == Answer::What::limited) {
        // The lane rests as it was told to, were it for a moment; only this call does not wait for it.
        auto rest = answer.retry_after;
        if (rest) rest = std::max<net::Span>(*rest, std::chrono::milliseconds{1});
        carry_out(pacer_.resume(net::pace::Refused{lane, rest}, net::now()));
        carry_out(pacer_.resume(net::pace::Drop{lane, ticket}, net::now()));
    } else {
        carry_out(pacer_.resume(net::pace::Done{lane}, net::now()));
    }
    if (done) done(answer);
}

void WebApi::upload(std::string url, std::string bytes, Done done) {
    net::HttpRequest request;
    request.method = "POST";
    request.url = std::move(url);
    request.headers.emplace_back("Content-Type", "application/octet-stream");
    request.body = std::move(bytes);
    request.total_timeout = std::chrono::seconds{60};
    request.own_connection = true;
    http_.start(std::move(request),
                [done = std::move(done), alive = std::weak_ptr(alive_)](const net::HttpOutcome& outcome) {
                    if (!alive.lock()) return;
                    constexpr int kFine = 200;
                    Answer answer = judged(outcome);
                    if (outcome && outcome->status == kFine) answer.what = Answer::What::ok;
                    done(answer);
                });
}

void WebApi::stop() {
    alive_.reset();
    waiting_.clear();
    try {
        timer_.cancel();
    } catch (const boost::system::system_error&) {
        // Whoever closes the chat is in a destructor, and nobody is told by this timer any more.
    }
}

}  // namespace plumb::slack
