// What a limited timeline leaves out is read from /messages. Where that cannot be had the room goes on
// without, and its gap stays open until it can: one room's trouble is not the others'.
#include "chat/matrix/gap.hpp"
#include "chat/matrix/intake_batch.hpp"
#include "chat/matrix/stay.hpp"
#include "net/backoff.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <spdlog/spdlog.h>

namespace plumb::matrix {

namespace asio = boost::asio;

namespace {

constexpr std::chrono::seconds kPageWithin{10};
constexpr std::chrono::milliseconds kPageRetry{500};
constexpr std::chrono::seconds kPageRetryCap{20};
/// All rooms wait for one meanwhile: some seconds.
constexpr int kMostPageTries = 5;
/// Where it looks as if there were no such address.
constexpr int kMostLostTries = 4;
constexpr std::chrono::seconds kGapRetry{15};
constexpr std::chrono::minutes kGapRetryCap{10};

bool is_open(const Room& room) { return !room.gap_since.empty() && room.joined && !room.encrypted; }

}  // namespace

/// Reads a gap to its end; false where a page cannot be had for now.
net::Task<bool> Intake::read_pages(Gap& gap, int tries, Batch& batch) {
    asio::steady_timer timer(parts_.executor);
    int failures = 0;
    for (std::string page = gap.next_page(); !page.empty(); page = gap.next_page()) {
        if (stopping_) co_return false;
        Call call = get(page);
        call.whole = true;
        call.kind = "messages";
        call.timeout = kPageWithin;
        const Answer answer = co_await parts_.api->call(std::move(call));
        auto read = answer.ok() ? message_page(answer.text) : std::nullopt;
        if (read) {
            gap.take(*std::move(read));
            failures = 0;
            continue;
        }
        if (fate_of(answer) == Fate::unauthorized) {
            parts_.unauthorized();
            batch.incomplete = true;
            co_return false;
        }
        ++failures;
        const bool lost = failures > kMostLostTries && answer.no_such_endpoint();
        if (fate_of(answer) == Fate::refused || lost) {
            gap.refused();
            continue;
        }
        if (failures >= tries) co_return false;
        boost::system::error_code woken;
        timer.expires_after(
            answer.retry_after.value_or(net::doubled(failures - 1, kPageRetry, kPageRetryCap)));
        auto token = asio::redirect_error(asio::use_awaitable, woken);
        co_await timer.async_wait(token);
    }
    co_return true;
}

net::Task<Intake::Filled> Intake::missing(const JoinedRoom& joined, const std::string& since, Batch& batch) {
    Room& room = parts_.rooms.at(joined.id);
    Gap gap(joined, since, room.last_event);
    const bool read = co_await read_pages(gap, kMostPageTries, batch);
    Filled filled;
    if (!read) {
        // Without a token nothing says where the gap begins: nothing of this answer is taken, and it will be
        // asked for again.
        batch.incomplete = batch.incomplete || stopping_ || since.empty();
        if (!batch.incomplete) leave_open(room, joined.before, since);
        co_return filled;
    }
    if (gap.cut_short())
        spdlog::warn(
            "matrix {}: more was said in {} meanwhile than can be caught up with; the oldest is left out",
            parts_.name, joined.id);
    for (auto& document : gap.documents) batch.documents.push_back(std::move(document));
    filled = {gap.events(), gap.met_last()};
    co_return filled;
}

/// An older gap of the room grows: what lies in between is known again by its keys.
void Intake::leave_open(Room& room, const std::string& before, const std::string& since) {
    // What was said before the bot was there is not for it.
    if (!room.joined) return;
    spdlog::warn("matrix {}: what was said in {} meanwhile cannot be had; it is asked for again", parts_.name,
                 room.id);
    if (room.gap_since.empty()) {
        room.gap_since = since;
        room.gap_last = room.last_event;
    }
    room.gap_before = before;
    gaps_[room.id] = {1, std::chrono::steady_clock::now() + kGapRetry};
}

net::Task<void> Intake::close_gaps(Batch& batch) {
    const auto now = std::chrono::steady_clock::now();
    std::vector<std::string> due;
    for (const auto& [id, room] : parts_.rooms.all())
        if (is_open(room) && gaps_[id].not_before <= now) due.push_back(id);
    for (const std::string& id : due)
        if (!batch.incomplete) co_await close_gap(id, batch);
}

net::Task<void> Intake::close_gap(std::string id, Batch& batch) {
    Room& room = touch(id, batch);
    JoinedRoom part;
    part.id = id;
    part.before = room.gap_before;
    Gap gap(part, room.gap_since, room.gap_last);
    const bool read = co_await read_pages(gap, 1, batch);
    if (!read) {
        OpenGap& open = gaps_[id];
        open.not_before =
            std::chrono::steady_clock::now() + net::doubled(open.failures++, kGapRetry, kGapRetryCap);
        co_return;
    }
    spdlog::info("matrix {}: what was said in {} meanwhile is read as far as the homeserver gives it",
                 parts_.name, id);
    gaps_.erase(id);
    room.gap_before.clear();
    room.gap_since.clear();
    room.gap_last.clear();
    for (auto& document : gap.documents) batch.documents.push_back(std::move(document));
    // The room's state has gone on since: nothing of then changes it.
    const std::vector<Event> events = gap.events();
    const Stay stay(parts_.self.user, true, join_among(events, parts_.self.user));
    bool live = true;
    for (const Event& event : events) {
        if (live) co_await hear(event, room, events, batch);
        live = stay.goes_on(event, live);
    }
}

}  // namespace plumb::matrix
