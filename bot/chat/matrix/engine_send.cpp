// Sending, and what the engine keeps between runs.
#include "chat/matrix/company.hpp"
#include "chat/matrix/engine.hpp"
#include "chat/matrix/names.hpp"
#include "core/base/among.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <spdlog/spdlog.h>

#include <random>

namespace plumb::matrix {

namespace asio = boost::asio;

namespace {

constexpr const char* kInstall = "matrix/install";
constexpr std::size_t kMentionsKept = 1000;
/// Nobody waits for who is in a room.
constexpr std::chrono::seconds kCompanyWithin{30};
/// After the homeserver said "too many", reactions wait so long beyond the messages.
constexpr std::chrono::seconds kReactionsYield{6};

net::HttpClientSettings http_settings() {
    net::HttpClientSettings settings;
    // A long poll takes one of them.
    settings.connections_per_host = 9;
    return settings;
}

}  // namespace

Engine::Engine(MatrixAccount account, MatrixAround around)
    : account_(std::move(account)),
      around_(std::move(around)),
      api_(std::make_shared<Api>(around_.executor, net::make_http_client(around_.executor, http_settings()),
                                 account_.homeserver, account_.name, around_.metrics)),
      joins_(std::make_shared<Joins>(around_.executor, api_)),
      placing_(std::make_shared<Placing>(
          around_.executor, api_,
          [this] { return in_flight_ > 0 || std::chrono::steady_clock::now() < limited_until_; },
          [this](const std::string& note) { keep_note("matrix/" + self_.user + "/reactions", note); })),
      session_(*api_, {account_.user, account_.access_token, account_.password, account_.device_name},
               around_.store.note("matrix/device/" + account_.user),
               [this](const std::string& device) { keep_note("matrix/device/" + account_.user, device); }),
      self_{session_.user(), {}, account_.prefix},
      sender_({*api_, rooms_, self_, around_.clock, [this](const Room& room) { keep_room(room); },
               [this] {
                   inside_ = false;
                   api_->stop_polling();
               },
               [this] { return session_.new_device(); }}),
      timer_(around_.executor) {}

ChatHealth Engine::health() const {
    const bool fresh = std::chrono::steady_clock::now() - answered_at_ <= account_.poll + account_.patience;
    ChatHealth health{account_.name, ready() && fresh && failures_ == 0, {}};
    if (!dead_.empty())
        health.what = dead_;
    else if (!trouble_.empty())
        health.what = trouble_;
    else if (!health.ready)
        health.what = "the homeserver has not answered yet";
    return health;
}

SamePlace Engine::same_place(std::string_view channel) const {
    const std::string_view id = room_in(channel);
    if (id.empty() || self_.user.empty() || !dead_.empty()) return {};
    const Room* room = rooms_.find(id);
    const bool there = room && room->joined && !room->encrypted;
    // Before the account was let in once its rooms are not known.
    if (intake_ && !there) return {};
    return {channel_address(self_.user, id), there};
}

bool Engine::is_shut(std::string_view channel) const {
    const Room* room = rooms_.find(room_of(self_.user, channel));
    return room && (!(room->joined || room->made) || room->encrypted || room->mute);
}

Reach Engine::reach(std::string_view channel, const std::string& user) {
    if (user.empty()) return Reach::absent;
    const Room* room = rooms_.find(room_of(self_.user, channel));
    if (!room) return Reach::unknown;
    if (room->direct_with == user || room->present.contains(user)) return Reach::there;
    if (room->company_whole) return Reach::absent;
    if (ready() && asking_company_.insert(room->id).second) {
        const auto self = shared_from_this();
        asio::co_spawn(
            around_.executor,
            [self, id = room->id]() -> net::Task<void> {
                co_await ask_company(*self->api_, self->rooms_, id, self->self_.user, kCompanyWithin);
                self->asking_company_.erase(id);
            },
            asio::detached);
    }
    return Reach::unknown;
}

bool Engine::is_direct(std::string_view channel) const {
    const std::string target = room_of(self_.user, channel);
    const Room* room = rooms_.find(target);
    return is_direct_target(target, room);
}

void Engine::send(const Delivery& delivery, std::function<void(SendOutcome)> done) {
    const std::string target = room_of(self_.user, delivery.row->message.channel);
    const auto held = mentioned_.find(delivery.edits);
    Parcel parcel = parcel_of(delivery, self_, rooms_.find(target), install_,
                              held == mentioned_.end() ? nullptr : &held->second);
    const auto self = shared_from_this();
    ++in_flight_;
    asio::co_spawn(
        around_.executor,
        [self, parcel = std::move(parcel), done = std::move(done)]() mutable -> net::Task<void> {
            return self->deliver(std::move(parcel), std::move(done));
        },
        asio::detached);
}

net::Task<void> Engine::deliver(Parcel parcel, std::function<void(SendOutcome)> done) {
    const std::string row = parcel.row;
    const std::string person = parcel.target;
    const bool pressed = parcel.pressed;
    const std::vector<std::string> keys = parcel.reactions;
    const std::string edited = parcel.edits;
    const std::vector<std::string> users = parcel.mentions;
    const std::string thread = parcel.spot.thread;
    if (edited.empty()) in_doubt_.begun(row, std::chrono::steady_clock::now());
    Sender::Sent sent = co_await sender_.send(std::move(parcel));
    in_doubt_.ended(row, sent.outcome.what, std::chrono::steady_clock::now());
    --in_flight_;
    if (closed_) co_return;
    const bool worked = sent.outcome.what == SendOutcome::What::sent;
    if (sent.outcome.what == SendOutcome::What::later)
        limited_until_ = std::chrono::steady_clock::now() + kReactionsYield;
    if (worked) {
        // A message goes by its first event, whatever edits it: threads, reactions and later edits hang on
        // that.
        if (!edited.empty()) sent.outcome.message_id = edited;
        const std::string message = sent.outcome.message_id;
        keep_mentioned(message, users);
        if (intake_ && edited.empty()) intake_->spoke(message, thread);
        if (pressed) placing_->add({sent.room, message, keys, row, edited.empty()});
    }
    done(std::move(sent.outcome));
    // Before the row is tried again: it goes there then, with all that waits and what hangs on it.
    if (sent.instead && !stopping_)
        handler_(direct_room_made(person, sent.room, self_), [](const Handled&) {});
}

/// An edit that names somebody no more has mentioned them all the same.
void Engine::keep_mentioned(const std::string& message, const std::vector<std::string>& users) {
    if (users.empty()) return;
    std::vector<std::string>& held = mentioned_[message];
    for (const std::string& user : users)
        if (!is_among(held, user)) held.push_back(user);
    if (mentioned_.size() > kMentionsKept) mentioned_.erase(mentioned_.begin());
}

void Engine::keep_room(const Room& room) {
    const std::string start = "matrix/" + self_.user + "/";
    keep_note(start + "room/" + room.id, kept(room));
    keep_note(start + "rooms", rooms_.listed());
}

void Engine::keep_note(const std::string& key, const std::string& value) {
    try {
        around_.store.set_note(key, value);
    } catch (const std::exception& error) {
        spdlog::warn("matrix {}: {} could not be kept: {}", account_.name, key, error.what());
    }
}

std::string Engine::install_id() {
    std::string id = around_.store.note(kInstall);
    if (!id.empty()) return id;
    constexpr std::string_view kDigits = "abcdefghijkmnpqrstuvwxyz23456789";
    constexpr int kLength = 8;
    std::random_device chance;
    for (int i = 0; i < kLength; ++i) id += kDigits[chance() % kDigits.size()];
    keep_note(kInstall, id);
    return id;
}

}  // namespace plumb::matrix
