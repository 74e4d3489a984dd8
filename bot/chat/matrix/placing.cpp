#include "chat/matrix/placing.hpp"

#include "net/backoff.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace plumb::matrix {

namespace asio = boost::asio;

namespace {

constexpr std::chrono::milliseconds kWhileBusy{200};
constexpr std::chrono::seconds kPlaceAgain{1};
constexpr std::chrono::seconds kPlaceAgainMost{60};
constexpr int kMostTries = 12;

}  // namespace

Placing::Placing(asio::any_io_executor executor, std::shared_ptr<Api> api, std::function<bool()> busy,
                 std::function<void(const std::string&)> keep)
    : executor_(std::move(executor)),
      api_(std::move(api)),
      busy_(std::move(busy)),
      keep_(std::move(keep)),
      timer_(executor_) {}

void Placing::add(Wanted wanted) {
    if (!placed_.want(std::move(wanted))) return;
    keep_(placed_.note());
    start();
}

void Placing::load(const std::string& self, std::string_view note) {
    placed_.set_self(self);
    placed_.load(note);
    start();
}

void Placing::stop() {
    over_ = true;
    timer_.cancel();
}

void Placing::start() {
    if (running_ || over_ || placed_.idle()) return;
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
    while (!over_) {
        if (busy_()) {
            co_await rest(kWhileBusy);
            continue;
        }
        std::optional<Call> step = placed_.next();
        if (!step) break;
        Call call = *std::move(step);
        // Servers that cannot be asked what stands there are done without.
        const bool asked = call.method == "GET";
        const Answer answer = co_await api_->call(std::move(call));
        if (over_) break;
        const bool final = answer.ok()
                               ? placed_.understood(answer)
                               : fate_of(answer) == Fate::refused || (asked && answer.no_such_endpoint());
        if (final || ++failures > kMostTries) {
            failures = 0;
            placed_.settled(answer);
            continue;
        }
        co_await rest(answer.retry_after.value_or(net::doubled(failures, kPlaceAgain, kPlaceAgainMost)));
    }
    running_ = false;
    if (!over_) keep_(placed_.note());
}

}  // namespace plumb::matrix
