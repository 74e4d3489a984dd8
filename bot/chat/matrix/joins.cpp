#include "chat/matrix/joins.hpp"

#include "chat/matrix/names.hpp"
#include "net/backoff.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <spdlog/spdlog.h>

namespace plumb::matrix {

namespace asio = boost::asio;

namespace {

constexpr std::chrono::seconds kFirstRetry{1};
constexpr std::chrono::minutes kLongestRetry{2};
/// About eight minutes in all.
constexpr int kMostRetries = 10;
constexpr const char* kUnread = "the homeserver's answer cannot be read";

}  // namespace

std::optional<net::Span> next_join(int failures) {
    if (failures > kMostRetries) return std::nullopt;
    return net::doubled(failures - 1, kFirstRetry, kLongestRetry);
}

void Joins::follow(const std::string& room, const std::string& via, Done done) {
    if (following_.contains(room)) return;
    auto following = std::make_shared<Following>(Following{asio::steady_timer(executor_)});
    following_[room] = following;
    const auto self = shared_from_this();
    asio::co_spawn(
        executor_,
        [self, room, via, following, done = std::move(done)]() -> net::Task<void> {
            return self->join(room, via, following, done);
        },
        asio::detached);
}

net::Task<void> Joins::join(std::string room, std::string via, std::shared_ptr<Following> following,
                            Done done) {
    std::string path = client_path({"join", room});
    // Both names of the parameter: servers before version 1.12 know only the second.
    if (!via.empty()) path += "?via=" + percent_encoded(via) + "&server_name=" + percent_encoded(via);
    for (int failures = 0; !following->over;) {
        Call call = post(path, Json::object());
        call.kind = "join";
        const Answer answer = co_await api_->call(std::move(call));
        if (following->over) break;
        if (answer.names("room_id")) {
            following_.erase(room);
            done(true, {});
            co_return;
        }
        const std::string why = answer.ok() ? kUnread : answer.why;
        const auto wait = next_join(++failures);
        if (!wait) {
            following_.erase(room);
            done(false, why);
            co_return;
        }
        spdlog::info("matrix: joining {} failed ({}), trying again", room, why);
        boost::system::error_code woken;
        following->timer.expires_after(answer.retry_after.value_or(*wait));
        auto token = asio::redirect_error(asio::use_awaitable, woken);
        co_await following->timer.async_wait(token);
    }
    following_.erase(room);
}

void Joins::drop(const std::string& room) {
    const auto found = following_.find(room);
    if (found == following_.end()) return;
    found->second->over = true;
    found->second->timer.cancel();
}

void Joins::stop() {
    for (const auto& [room, following] : following_) {
        following->over = true;
        following->timer.cancel();
    }
}

}  // namespace plumb::matrix
