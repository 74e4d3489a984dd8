// What an answer to /sync comes to goes to the app as one group; the token with it.
#include "chat/matrix/intake_batch.hpp"
#include "chat/matrix/names.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <chrono>
#include <iterator>

namespace plumb::matrix {

namespace asio = boost::asio;

namespace {

/// A token that nothing came with is written so often: a restart then reads little again, and does it in
/// vain.
constexpr std::chrono::seconds kTokenEvery{10};
constexpr const char* kDecline =
    "I cannot read encrypted messages. Invite me to a room without encryption, or write to me directly.";

/// Counts down what was given to the app.
struct Countdown {
    explicit Countdown(const asio::any_io_executor& executor) : timer(executor) {
        timer.expires_at(asio::steady_timer::time_point::max());
    }
    asio::steady_timer timer;
    std::size_t open = 0;
    bool failed = false;
};

/// A room's note but for the newest event, which changes with every message.
std::string standing(const Room& room) {
    Room still = room;
    still.last_event.clear();
    return kept(still);
}

}  // namespace

std::string Intake::note_key(const std::string& what) const {
    return "matrix/" + parts_.self.user + "/" + what;
}

Inbound Intake::noted(const std::string& what, std::string value) const {
    Inbound inbound;
    inbound.place.account = account_of(parts_.self.user);
    inbound.what = Noted{note_key(what), std::move(value)};
    return inbound;
}

std::string Intake::load() {
    for (const std::string& id : Rooms::ids_in(parts_.store.note(note_key("rooms"))))
        if (auto room = room_from(id, parts_.store.note(note_key("room/" + id))))
            parts_.rooms.put(*std::move(room));
    written_token_ = parts_.store.note(note_key("token"));
    newest_token_ = written_token_;
    return written_token_;
}

/// Rooms whose notes are behind, and whether what came is worth a write.
bool Intake::weigh(const Batch& batch, const std::string& token) {
    bool worth = !batch.inbounds.empty() || written_token_.empty();
    for (const auto& [id, before] : batch.before) {
        const Room& now = parts_.rooms.at(id);
        worth = worth || !before || standing(*before) != standing(now);
        list_unwritten_ = list_unwritten_ || !before;
        if (!before || kept(*before) != kept(now)) unwritten_.insert(id);
    }
    const bool old = std::chrono::steady_clock::now() - written_at_ >= kTokenEvery;
    return worth || (token != written_token_ && old);
}

net::Task<bool> Intake::record(std::vector<Inbound> group, const std::string& token) {
    const auto countdown = std::make_shared<Countdown>(parts_.executor);
    for (const std::string& id : unwritten_) group.push_back(noted("room/" + id, kept(parts_.rooms.at(id))));
    if (list_unwritten_) group.push_back(noted("rooms", parts_.rooms.listed()));
    group.push_back(noted("token", token));
    group.insert(group.begin(), echoes_.begin(), echoes_.end());
    countdown->open = group.size();
    for (Inbound& inbound : group) {
        const bool note = std::holds_alternative<Noted>(inbound.what);
        const std::string where = inbound.place.channel;
        const std::string who = inbound.author.account;
        handler_(std::move(inbound), [this, countdown, note, where, who](const Handled& handled) {
            const bool failed = handled.outcome == Handled::Outcome::failed ||
                                (note && handled.outcome != Handled::Outcome::done);
            countdown->failed = countdown->failed || failed;
            if (handled.outcome == Handled::Outcome::refused)
                budget_.refused(where, who, std::chrono::steady_clock::now());
            if (--countdown->open == 0) countdown->timer.cancel();
        });
    }
    while (countdown->open > 0) {
        boost::system::error_code woken;
        auto wait = asio::redirect_error(asio::use_awaitable, woken);
        co_await countdown->timer.async_wait(wait);
    }
    if (countdown->failed) co_return false;
    echoes_.clear();
    unwritten_.clear();
    list_unwritten_ = false;
    written_token_ = token;
    written_at_ = std::chrono::steady_clock::now();
    co_return true;
}

net::Task<bool> Intake::deliver(Batch& batch, const std::string& token) {
    bool recorded = !batch.incomplete;
    const std::size_t held = echoes_.size();
    std::move(batch.echoes.begin(), batch.echoes.end(), std::back_inserter(echoes_));
    if (recorded && weigh(batch, token)) recorded = co_await record(std::move(batch.inbounds), token);
    if (!recorded) {
        // They come again.
        echoes_.resize(held);
        for (auto& [id, before] : batch.before) {
            Room nothing;
            nothing.id = id;
            parts_.rooms.put(before ? *std::move(before) : std::move(nothing));
        }
        co_return false;
    }
    newest_token_ = token;
    for (const auto& [room, via] : batch.joins)
        if (const Room* known = parts_.rooms.find(room); !known || !known->joined) join(room, via);
    for (const std::string& room : batch.declined) {
        const Json body{{"reason", kDecline}};
        Call call = post(client_path({"rooms", room, "leave"}), body);
        call.kind = "leave";
        co_await parts_.api->call(std::move(call));
    }
    co_return true;
}

net::Task<void> Intake::settle() {
    if (newest_token_ == written_token_) co_return;
    Batch last;
    written_at_ = {};
    co_await deliver(last, newest_token_);
}

}  // namespace plumb::matrix
