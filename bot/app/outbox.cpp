#include "app/outbox.hpp"

#include "core/talk/cards.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <exception>
#include <utility>

namespace plumb {

namespace {

/// How long a channel waits after a failure that named no time of its own.
constexpr Seconds kRetry{1};

/// In a thread whose root is not there. An answer is given all the same.
bool lacks_root(const Delivery& delivery, const Chat& chat) {
    const Outgoing& message = delivery.row->message;
    return message.thread && delivery.thread_id.empty() && !message.reply &&
           message.how != Outgoing::How::edit && chat.needs_thread_root();
}

}  // namespace

/// A message in a chat's hands. A chat that goes without a word about it leaves its outcome unknown.
class Outbox::Flight {
  public:
    Flight(Outbox& outbox, LaneName lane) : outbox_(outbox), lane_(std::move(lane)), alive_(outbox.alive_) {}
    Flight(const Flight&) = delete;
    Flight& operator=(const Flight&) = delete;
    ~Flight() {
        try {
            end({SendOutcome::What::unknown, {}, {}, "its account was taken away"});
        } catch (const std::exception& error) {
            spdlog::error("a message to {} keeps its place: {}", lane_.channel, error.what());
        }
    }

    void end(const SendOutcome& outcome) {
        if (!alive_.expired() && !std::exchange(ended_, true)) outbox_.settle(lane_, outcome);
    }

  private:
    Outbox& outbox_;
    LaneName lane_;
    std::weak_ptr<bool> alive_;
    bool ended_ = false;
};

void Outbox::remove(const Chat& chat) { std::erase(chats_, &chat); }

void Outbox::load() {
    std::vector<OutboxRow> rows = store_.outbox();
    // The process before this one may have sent it and died before it could say so.
    for (OutboxRow& row : rows) row.tries = std::max(row.tries, 1);
    enqueue(std::move(rows));
}

void Outbox::line_up(OutboxRow row) {
    const Chat* chat = chat_for(row.message.channel);
    LaneName name{row.message.channel, chat && chat->goes_apart(row)};
    lanes_[std::move(name)].rows.push_back(std::move(row));
}

void Outbox::enqueue(std::vector<OutboxRow> rows) {
    if (rows.empty()) return;
    for (OutboxRow& row : rows) {
        const auto until = hold_ ? hold_(row) : std::nullopt;
        if (until && *until > clock_.now()) {
            held_.emplace(*until, std::move(row));
            continue;
        }
        line_up(std::move(row));
    }
    wake();
}

void Outbox::settle_reply(OutboxRow row, bool sent) {
    if (sent)
        store_.sent(row.id, {});
    else {
        store_.untried(row.id);
        row.tries = 0;
        std::vector<OutboxRow> rows;
        rows.push_back(std::move(row));
        enqueue(std::move(rows));
    }
}

Chat* Outbox::chat_for(const std::string& channel) const {
    // Two apps may serve one workspace: the one that works is the one that sends.
    Chat* found = nullptr;
    for (Chat* chat : chats_)
        if (chat->owns(channel) && (!found || (chat->ready() && !found->ready()))) found = chat;
    return found;
}

bool Outbox::folded(const Lane& lane) const {
    const OutboxRow& first = lane.rows.front();
    if (first.message.how != Outgoing::How::edit || first.tries > 0) return false;
    return std::any_of(lane.rows.begin() + 1, lane.rows.end(), [&](const OutboxRow& later) {
        return later.message.how == Outgoing::How::edit && later.message.anchor == first.message.anchor;
    });
}

void Outbox::release(Instant now) {
    while (!held_.empty() && held_.begin()->first <= now) {
        OutboxRow row = std::move(held_.begin()->second);
        held_.erase(held_.begin());
        line_up(std::move(row));
    }
}

void Outbox::pump() {
    const Instant now = clock_.now();
    release(now);
    std::vector<LaneName> ready;
    for (auto& [name, lane] : lanes_)
        if (!lane.rows.empty() && !lane.in_flight && !(lane.not_before && *lane.not_before > now))
            ready.push_back(name);
    for (const LaneName& name : ready) {
        Lane& lane = lanes_[name];
        lane.not_before.reset();
        start(name, lane);
    }
}

/// A message to a thread whose root still waits (for the end of quiet hours) comes after it; false where none
/// waits.
bool Outbox::put_behind_root(Lane& lane) {
    OutboxRow row = lane.rows.front();
    const auto is_root = [&](const OutboxRow& other) {
        return other.message.channel == row.message.channel &&
               other.message.anchor == card_anchor(row.message.thread);
    };
    const bool behind = std::any_of(lane.rows.begin() + 1, lane.rows.end(), is_root);
    const auto held =
        std::find_if(held_.begin(), held_.end(), [&](const auto& each) { return is_root(each.second); });
    if (!behind && held == held_.end()) return false;
    take_out_first(lane);
    if (behind)
        lane.rows.push_back(std::move(row));
    else
        held_.emplace(held->first, std::move(row));
    return true;
}

void Outbox::start(const LaneName& name, Lane& lane) {
    const std::string& channel = name.channel;
    // A chat that answers at once settles rows from within send(): the loop, not recursion, goes on to the
    // next.
    while (!lane.rows.empty() && !lane.in_flight && !lane.not_before) {
        Chat* chat = chat_for(channel);
        if (folded(lane)) {
            store_.dropped(lane.rows.front().id, {});
            take_out_first(lane);
            continue;
        }
        if (!chat) return wait_unserved(channel, lane);
        lane.unserved_since.reset();
        if (!chat->ready()) return;
        if (wants_file(lane)) {
            make_file(name, lane);
            continue;
        }
        OutboxRow& row = lane.rows.front();
        Delivery delivery;
        delivery.row = &row;
        delivery.world = &world_();
        if (lane.file) delivery.file = &*lane.file;
        if (row.message.how == Outgoing::How::edit)
            delivery.edits = store_.message_id(row.message.anchor, channel);
        if (row.message.thread)
            delivery.thread_id = store_.message_id(card_anchor(row.message.thread), channel);
        // An answer that was to be added to a message which never came stands alone.
        if (delivery.edits.empty() && row.message.reply) row.message.how = Outgoing::How::post;
        const bool homeless = lacks_root(delivery, *chat);
        if (homeless && put_behind_root(lane)) continue;
        if (homeless || (row.message.how == Outgoing::How::edit && delivery.edits.empty())) {
            store_.dropped(row.id, {});
            take_out_first(lane);
            continue;
        }
        lane.in_flight = true;
        const auto flight = std::make_shared<Flight>(*this, name);
        chat->send(delivery, [flight](const SendOutcome& outcome) { flight->end(outcome); });
    }
}

/// An account that is not ready may turn out to be the one.
void Outbox::wait_unserved(const std::string& channel, Lane& lane) {
    const bool all_there = std::all_of(chats_.begin(), chats_.end(), [](Chat* c) { return c->ready(); });
    if (!all_there) return lane.unserved_since.reset();
    const Instant now = clock_.now();
    if (!lane.unserved_since) {
        lane.unserved_since = now;
        spdlog::warn("no account serves channel {}; its messages wait {} minutes for one", channel,
                     std::chrono::duration_cast<std::chrono::minutes>(kUnservedWait).count());
    }
    if (now - *lane.unserved_since < kUnservedWait) return;
    spdlog::error("no account serves channel {}: {} messages to it are given up", channel, lane.rows.size());
    for (const OutboxRow& row : std::exchange(lane.rows, {}))
        store_.dropped(row.id, "no account serves its channel");
    lane.file.reset();
    lane.unserved_since.reset();
}

bool Outbox::wants_file(const Lane& lane) const {
    const Outgoing& message = lane.rows.front().message;
    return files_ && message.card.file && !lane.file && message.how != Outgoing::How::edit;
}

void Outbox::make_file(const LaneName& name, Lane& lane) {
    const OutboxRow& row = lane.rows.front();
    const FileWish wish = *row.message.card.file;
    lane.in_flight = true;
    files_->make(wish, world_(), row.made_at, [this, name](Result<File> made) {
        Lane& waiting = lanes_[name];
        Card& card = waiting.rows.front().message.card;
        waiting.in_flight = false;
        if (made) {
            waiting.file = std::move(*made);
        } else {
            spdlog::warn("{} could not be made: {}", card.file->name, made.error().wrong);
            card.lines.push_back(
                {Line::Kind::context, {}, card.file->name + " could not be made: " + made.error().wrong});
            card.file.reset();
        }
        wake();
    });
}

void Outbox::take_out_first(Lane& lane) {
    lane.rows.pop_front();
    lane.file.reset();
}

void Outbox::settle(const LaneName& name, const SendOutcome& outcome) {
    const std::string& channel = name.channel;
    Lane& lane = lanes_[name];
    lane.in_flight = false;
    OutboxRow& row = lane.rows.front();
    switch (outcome.what) {
        case SendOutcome::What::sent:
            spdlog::info("sent to {} | row={}", channel, row.id);
            store_.sent(row.id, outcome.message_id);
            take_out_first(lane);
            break;
        case SendOutcome::What::never:
            spdlog::warn("message {} to {} cannot be sent: {}", row.id, channel, outcome.why);
            store_.dropped(row.id, outcome.why);
            take_out_first(lane);
            break;
        case SendOutcome::What::unknown:
            ++row.tries;
            store_.tried(row.id);
            [[fallthrough]];
        case SendOutcome::What::later:
            lane.not_before = outcome.retry_at.value_or(clock_.now() + kRetry);
            break;
    }
    wake();
}

std::optional<Instant> Outbox::next_try() const {
    std::optional<Instant> first;
    for (const auto& [name, lane] : lanes_) {
        if (lane.rows.empty() || lane.in_flight) continue;
        auto at = lane.not_before;
        if (lane.unserved_since) at = *lane.unserved_since + kUnservedWait;
        if (at && (!first || *at < *first)) first = at;
    }
    if (!held_.empty() && (!first || held_.begin()->first < *first)) first = held_.begin()->first;
    return first;
}

const OutboxRow* Outbox::find(std::int64_t id) const {
    for (const auto& [name, lane] : lanes_)
        for (const OutboxRow& row : lane.rows)
            if (row.id == id) return &row;
    return nullptr;
}

std::vector<OutboxRow> Outbox::waiting(const std::string& channel) const {
    std::map<std::int64_t, OutboxRow> rows;
    for (const auto& [name, lane] : lanes_) {
        if (name.channel != channel) continue;
        const std::ptrdiff_t sending = lane.in_flight ? 1 : 0;
        for (auto row = lane.rows.begin() + sending; row != lane.rows.end(); ++row)
            rows.emplace(row->id, *row);
    }
    for (const auto& [until, row] : held_)
        if (row.message.channel == channel) rows.emplace(row.id, row);
    std::vector<OutboxRow> in_order;
    for (auto& [id, row] : rows) in_order.push_back(std::move(row));
    return in_order;
}

void Outbox::take_out(std::int64_t id) {
    for (auto& [name, lane] : lanes_) {
        if (!lane.rows.empty() && lane.rows.front().id == id)
            take_out_first(lane);
        else
            std::erase_if(lane.rows, [id](const OutboxRow& row) { return row.id == id; });
    }
    std::erase_if(held_, [id](const auto& each) { return each.second.id == id; });
}

void Outbox::readdress(std::vector<OutboxRow> rows) {
    for (const OutboxRow& row : rows) take_out(row.id);
    enqueue(std::move(rows));
}

bool Outbox::idle() const { return depth() == 0; }

bool Outbox::in_flight(const std::string& channel) const {
    const auto lane = lanes_.find({channel, false});
    return lane != lanes_.end() && lane->second.in_flight;
}

bool Outbox::in_flight() const {
    return std::any_of(lanes_.begin(), lanes_.end(), [](const auto& lane) { return lane.second.in_flight; });
}

std::size_t Outbox::depth() const {
    std::size_t n = 0;
    for (const auto& [name, lane] : lanes_) n += lane.rows.size();
    return n;
}

std::optional<Instant> Outbox::oldest() const {
    std::optional<Instant> first;
    for (const auto& [name, lane] : lanes_)
        if (!lane.rows.empty() && (!first || lane.rows.front().made_at < *first))
            first = lane.rows.front().made_at;
    return first;
}

}  // namespace plumb
