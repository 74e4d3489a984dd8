#include "chat/matrix/intake.hpp"

#include "chat/matrix/evidence.hpp"
#include "chat/matrix/intake_batch.hpp"
#include "chat/matrix/names.hpp"
#include "chat/matrix/stay.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>

namespace plumb::matrix {

namespace {

constexpr std::chrono::minutes kOddSaidEvery{1};
constexpr std::chrono::minutes kQuestionsRest{1};
/// The message that a request answers is not worth a longer wait: the answer may quote it.
constexpr std::chrono::seconds kEventWithin{5};

bool holds(const std::vector<Event>& events, const std::string& id) {
    return std::any_of(events.begin(), events.end(), [&](const Event& event) { return event.id == id; });
}

/// Where what follows an event begins.
std::size_t behind(const std::vector<Event>& events, const std::string& id) {
    for (std::size_t i = 0; i < events.size(); ++i)
        if (events[i].id == id) return i + 1;
    return events.size();
}

bool is_left_behind(const JoinedRoom& room) {
    const auto moves = [](const Event& event) { return event.is_state("m.room.tombstone"); };
    return std::any_of(room.state.begin(), room.state.end(), moves) ||
           std::any_of(room.timeline.begin(), room.timeline.end(), moves);
}

/// Of the bot's making for one person, whatever it knows of that.
bool is_own_direct(const JoinedRoom& room, const std::string& self) {
    const auto invites = [&](const Event& event) { return invites_directly(event, self); };
    return std::any_of(room.state.begin(), room.state.end(), invites) ||
           std::any_of(room.timeline.begin(), room.timeline.end(), invites);
}

bool is_said(const Event& event) {
    return !event.state_key && (event.type == "m.room.encrypted" || event.type == "m.room.message");
}

/// Who turned encryption on; empty where nothing of these did.
std::string encrypted_by(const std::vector<Event>& events) {
    for (const Event& event : events)
        if (event.is_state("m.room.encryption")) return event.sender;
    return {};
}

}  // namespace

Intake::Intake(Parts parts, InboundHandler handler)
    : parts_(std::move(parts)), handler_(std::move(handler)) {}

net::Task<bool> Intake::take(SyncAnswer answer, std::string since) {
    Batch batch;
    batch.documents.push_back(answer.document);
    // The room that says where it moved comes first: the other inherits what was bound to it.
    std::stable_partition(answer.joined.begin(), answer.joined.end(), is_left_behind);
    take_direct(answer, batch);
    co_await close_gaps(batch);
    for (const JoinedRoom& joined : answer.joined)
        if (admits(joined.id) || is_own_direct(joined, parts_.self.user))
            co_await read_room(joined, since, batch);
    for (const Invitation& invitation : answer.invited) invited(invitation, batch);
    for (const std::string& id : answer.left) left(id, batch);
    co_return co_await deliver(batch, answer.next);
}

net::Task<void> Intake::read_room(const JoinedRoom& joined, const std::string& since, Batch& batch) {
    Room& room = touch(joined.id, batch);
    count_odd(joined);
    const std::string last = room.last_event;
    // Without a token to go on from, what a known room was seen up to is where it goes on.
    const bool anew = since.empty();
    const bool first_start = anew && last.empty();
    const bool was_joined = room.joined;
    const bool was_encrypted = room.encrypted;
    const std::string successor = room.successor;
    std::vector<Event> events;
    const bool in_timeline = anew && holds(joined.timeline, last);
    bool follows = !anew || in_timeline;
    if ((joined.limited || !follows) && !in_timeline && !first_start) {
        Filled filled = co_await missing(joined, since, batch);
        follows = follows || filled.whole;
        events = std::move(filled.events);
    }
    events.insert(events.end(), joined.timeline.begin(), joined.timeline.end());
    for (const std::vector<Event>* part : {&joined.state, static_cast<const std::vector<Event>*>(&events)})
        for (const Event& event : *part) apply(room, event, parts_.self.user);
    if (!was_joined) entered(room, batch);
    if (room.successor != successor && parts_.rooms.find(room.successor))
        take_over(room, touch(room.successor, batch), batch);
    mind_company(room, joined.people);
    mind_direct(room, batch);
    if (!room.successor.empty()) follow(room.successor, room.successor_by, batch);
    if (room.encrypted && first_start)
        spdlog::warn("matrix {}: {} is encrypted; the bot stays silent there", parts_.name, room.id);
    if (room.encrypted && (!was_encrypted || !was_joined) && !first_start) {
        std::string by = was_joined ? std::string{} : room.invited_by;
        const Room* const before = parts_.rooms.leading_to(room.id);
        if (by.empty() && !was_joined && before) by = before->successor_by;
        if (by.empty()) by = encrypted_by(events);
        if (by.empty()) by = encrypted_by(joined.state);
        mind_encryption(room, by, batch);
    }
    room.invited_by.clear();
    // What was said before the bot was there is not for it.
    const Event* const join = join_among(events, parts_.self.user);
    const bool join_before = join_among(joined.state, parts_.self.user) != nullptr;
    const auto known_join = joined_at_.find(room.id);
    bool live = was_joined || (!join && join_before);
    const Stay stay(parts_.self.user, was_joined, join);
    // Better nothing than all once more.
    const std::size_t from = in_timeline ? behind(events, last) : follows ? 0 : events.size();
    for (std::size_t i = from; i < events.size(); ++i) {
        const Event& event = events[i];
        const bool after_join =
            !live && !join && known_join != joined_at_.end() && event.at >= known_join->second;
        if (!first_start && !room.encrypted && (live || after_join))
            co_await hear(event, room, events, batch);
        // Of one that was encrypted when the bot first saw it, whoever speaks there is told.
        if (!first_start && room.encrypted && live && is_said(event) && !is_stranger(event.sender))
            mind_encryption(room, event.sender, batch);
        live = stay.goes_on(event, live);
    }
    if (!joined.timeline.empty()) room.last_event = joined.timeline.back().id;
}

void Intake::count_odd(const JoinedRoom& joined) {
    if (joined.odd == 0) return;
    const auto now = std::chrono::steady_clock::now();
    const bool say = odd_ == 0 || now - odd_said_ >= kOddSaidEvery;
    odd_ += joined.odd;
    parts_.metrics.count("plumbline_frames_ignored_total", {{"account", parts_.name}}, joined.odd);
    if (!say) return;
    odd_said_ = now;
    spdlog::warn("matrix {}: {} entries so far that are no events, the latest in {}", parts_.name, odd_,
                 joined.id);
}

/// What people and messages are called and where they belong is worth a short wait alone; a server that
/// leaves such a question hanging is not asked any for a while.
bool Intake::may_ask(const Batch& batch) const {
    return batch.for_questions > std::chrono::milliseconds::zero() &&
           std::chrono::steady_clock::now() >= questions_rest_until_;
}

void Intake::asked_since(net::Instant begun, Batch& batch) {
    const auto now = std::chrono::steady_clock::now();
    batch.for_questions -= std::chrono::ceil<std::chrono::milliseconds>(now - begun);
    if (batch.for_questions <= std::chrono::milliseconds::zero())
        questions_rest_until_ = now + kQuestionsRest;
}

/// Servers that do not send the speakers' names along are asked, once for each.
net::Task<void> Intake::learn_name(Room& room, std::string user, Batch& batch) {
    if (room.members.contains(user) || !may_ask(batch)) co_return;
    const auto begun = std::chrono::steady_clock::now();
    std::string name = co_await parts_.api->display_name(user, batch.for_questions);
    asked_since(begun, batch);
    room.members.emplace(std::move(user), std::move(name));
}

net::Task<void> Intake::hear(const Event& event, Room& room, const std::vector<Event>& near, Batch& batch) {
    roots_.saw(event);
    if (auto own = echoed(event, room, parts_.self, parts_.rows)) {
        batch.echoes.push_back(*std::move(own));
        co_return;
    }
    if (reacted(event, room, parts_.self)) {
        if (is_stranger(event.sender)) co_return;
        co_await learn_name(room, event.sender, batch);
        batch.inbounds.push_back(*reacted(event, room, parts_.self));
        co_return;
    }
    Self self = parts_.self;
    self.name_here = room.own_name;
    auto message = heard(event, self);
    if (!message) co_return;
    const std::string channel = channel_address(parts_.self.user, room.id);
    if (message->thread.empty() && !message->replies_to.empty())
        message->thread = co_await thread_of(room, message->replies_to, batch);
    const std::string root = message->thread.empty() ? message->replies_to : message->thread;
    const bool in_record_thread =
        !room.direct_with.empty() && !root.empty() && parts_.store.record_of_thread(channel, root).n != 0;
    const bool command = message->addressed || (!room.direct_with.empty() && !in_record_thread);
    if (!command) message->text = message->talk;
    if (command && is_stranger(event.sender)) co_return turn_away(event, *message, room, batch);
    co_await learn_name(room, event.sender, batch);
    if (command && !budget_.left(channel, account_of(event.sender), std::chrono::steady_clock::now())) {
        spdlog::warn("matrix {}: {} was refused too often in {} and is not answered for a while", parts_.name,
                     event.sender, room.id);
        co_return;
    }
    if (command) co_await learn_company(room, message->text, batch);
    std::vector<Handed> beside;
    if (command && !message->replies_to.empty() && opens_request(message->text)) {
        const std::string text =
            co_await message_text(room, message->replies_to, near, message->quoted, batch);
        const std::string link = link_to(room.id, message->replies_to, server_of(event.sender));
        SpelledOut spelled = with_message(message->text, text, link);
        message->text = std::move(spelled.text);
        beside = std::move(spelled.beside);
        // The message asks for something new, whatever it answers.
        if (message->thread.empty()) message->replies_to.clear();
    }
    batch.inbounds.push_back(said(event, *message, room, parts_.self, in_record_thread));
    batch.inbounds.back().beside = std::move(beside);
    batch.inbounds.back().members = members_in(room, message->text);
    if (command && room.direct_with.empty())
        parts_.asked(event.sender, room.id, reply_from(batch.inbounds.back().reply_to));
}

/// One event as the homeserver has it, asked for once for all that came together.
net::Task<Answer> Intake::event_from(const Room& room, const std::string& id,
                                     std::chrono::milliseconds within, Batch& batch) {
    if (const auto had = batch.events.find(id); had != batch.events.end()) co_return had->second;
    Call call = get(client_path({"rooms", room.id, "event", id}));
    call.kind = "event";
    call.timeout = within;
    const Answer answer = co_await parts_.api->call(std::move(call));
    if (fate_of(answer) == Fate::unauthorized) {
        parts_.unauthorized();
        batch.incomplete = true;
    }
    if (answer.ok()) batch.events.emplace(id, answer);
    co_return answer;
}

net::Task<std::string> Intake::message_text(const Room& room, const std::string& id,
                                            const std::vector<Event>& near, const std::string& quoted,
                                            Batch& batch) {
    // What the bot itself said is nobody's voice, and a file without a caption says nothing.
    const auto said = [&](const Event& event) {
        if (event.sender == parts_.self.user) return std::string{};
        std::string text = text_of_message(event, near);
        const bool unread = event.type != "m.room.message" || at(*event.content, "msgtype").is_null();
        return text.empty() && unread ? quoted : text;
    };
    for (const Event& event : near)
        if (event.id == id) co_return said(event);
    const Answer answer = co_await event_from(room, id, kEventWithin, batch);
    if (!answer.ok()) co_return quoted;
    const Event event = event_of(answer.body);
    co_return said(event);
}

}  // namespace plumb::matrix
