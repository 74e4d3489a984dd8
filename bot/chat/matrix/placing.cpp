#include "chat/matrix/placing.hpp"

#include "chat/matrix/content.hpp"
#include "net/backoff.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>

namespace plumb::matrix {

namespace asio = boost::asio;

namespace {

/// What waits beyond this is let go: nobody reacts to a card hundreds of messages ago.
constexpr std::size_t kMostWaiting = 500;
constexpr std::size_t kMostRemembered = 500;
constexpr std::chrono::milliseconds kWhileBusy{200};
constexpr std::chrono::seconds kRetryBase{1};
constexpr std::chrono::seconds kRetryCap{60};
constexpr int kMostTries = 12;

}  // namespace

Placing::Placing(asio::any_io_executor executor, std::shared_ptr<Api> api, std::function<bool()> busy,
                 std::function<void(const std::string&)> keep)
    : executor_(executor),
      api_(std::move(api)),
      busy_(std::move(busy)),
      keep_(std::move(keep)),
      timer_(executor) {}

void Placing::add(std::vector<Placement> placements) {
    const std::size_t before = waiting_.size();
    for (Placement& one : placements) {
        const std::pair<std::string, std::string> place{one.event, one.key};
        if (std::find(placed_.rbegin(), placed_.rend(), place) != placed_.rend()) continue;
        placed_.push_back(place);
        waiting_.push_back(std::move(one));
    }
    if (waiting_.size() == before) return;
    while (placed_.size() > kMostRemembered) placed_.pop_front();
    while (waiting_.size() > kMostWaiting) waiting_.pop_front();
    keep_(note());
    start();
}

void Placing::load(std::string_view kept) {
    const auto json = parsed(kept);
    if (!json || !json->is_array()) return;
    for (const Json& one : *json)
        waiting_.push_back(
            {text_at(one, "room"), text_at(one, "event"), text_at(one, "key"), text_at(one, "txn")});
    start();
}

std::string Placing::note() const {
    Json all = Json::array();
    for (const Placement& one : waiting_)
        all.push_back({{"room", one.room}, {"event", one.event}, {"key", one.key}, {"txn", one.transaction}});
    return written(all);
}

void Placing::stop() {
    over_ = true;
    timer_.cancel();
}

void Placing::start() {
    if (running_ || over_ || waiting_.empty()) return;
    running_ = true;
    const auto self = shared_from_this();
    asio::co_spawn(
        executor_, [self]() -> net::Task<void> { return self->run(); }, asio::detached);
}

net::Task<void> Placing::rest(net::Span span) {
    boost::system::error_code woken;
    timer_.expires_after(span);
    auto token = asio::redirect_error(asio::use_awaitable, woken);
    co_await timer_.async_wait(token);
}

net::Task<void> Placing::run() {
    int failures = 0;
    while (!waiting_.empty() && !over_) {
        if (busy_()) {
            co_await rest(kWhileBusy);
            continue;
        }
        const Placement one = waiting_.front();
        const Json content = reaction(one.event, one.key);
        Call call = put(client_path({"rooms", one.room, "send", "m.reaction", one.transaction}), content);
        call.kind = "react";
        const Answer answer = co_await api_->call(std::move(call));
        if (over_) break;
        const Fate fate = fate_of(answer);
        // A reaction that is there already is refused, and is where it should be.
        const bool settled = fate == Fate::done || fate == Fate::refused || ++failures > kMostTries;
        if (settled) {
            failures = 0;
            if (!waiting_.empty()) waiting_.pop_front();
            if (waiting_.empty()) keep_(note());
            continue;
        }
        co_await rest(answer.retry_after.value_or(net::doubled(failures, kRetryBase, kRetryCap)));
    }
    running_ = false;
}

}  // namespace plumb::matrix
