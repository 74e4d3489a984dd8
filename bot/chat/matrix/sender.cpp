#include "chat/matrix/sender.hpp"

#include "chat/matrix/names.hpp"
#include "core/base/among.hpp"
#include "net/backoff.hpp"

namespace plumb::matrix {

namespace {

constexpr std::chrono::seconds kResendBase{1};
constexpr std::chrono::seconds kResendCap{30};
/// Homeservers forget transactions after a day (matrix.md, section 1.3).
constexpr std::chrono::hours kTransactionsKept{23};
/// Clocks differ: the timeline is looked through to this long before the message was made.
constexpr std::chrono::minutes kSkew{10};
constexpr int kPagesLooked = 20;
constexpr std::chrono::minutes kUploadWait{2};
/// Answers in a row that are good and name nothing, before that is taken for the server's way.
constexpr int kMostUnnamed = 5;
constexpr std::chrono::seconds kRoomWait{1};
constexpr std::chrono::hours kEncryptedRest{1};
constexpr const char* kEncrypts = "the homeserver encrypts every direct room";
/// How old a message becomes in a closed room before it is given up.
constexpr std::chrono::hours kSuccessorWait{1};

SendOutcome never(std::string why) { return {SendOutcome::What::never, {}, {}, std::move(why)}; }
SendOutcome later(std::string why) { return {SendOutcome::What::later, {}, {}, std::move(why)}; }
SendOutcome sent(std::string id) { return {SendOutcome::What::sent, std::move(id), {}, {}}; }

bool is_sent(const SendOutcome& outcome) { return outcome.what == SendOutcome::What::sent; }

bool is_never(const SendOutcome& outcome) { return outcome.what == SendOutcome::What::never; }

bool threaded(const Json& content) { return text_at(at(content, "m.relates_to"), "rel_type") == "m.thread"; }

}  // namespace

/// The store counts whole seconds: never early.
Instant Sender::in(net::Span wait) const {
    return parts_.clock.now() + std::chrono::ceil<Seconds>(wait) + Seconds{1};
}

SendOutcome Sender::outcome(const Answer& answer, const std::string& lane) {
    // Every answer to these calls is an object: a page is not the homeserver's.
    if (answer.ok() && !answer.body.is_object()) return unnamed(lane);
    const Fate fate = fate_of(answer);
    if (fate == Fate::done) {
        failures_.erase(lane);
        return sent(text_at(answer.body, "event_id"));
    }
    if (fate == Fate::refused) return never(answer.why);
    if (fate == Fate::unauthorized) parts_.unauthorized();
    const net::Span wait =
        answer.retry_after.value_or(net::doubled(failures_[lane]++, kResendBase, kResendCap));
    const bool maybe = fate == Fate::unknown;
    return {maybe ? SendOutcome::What::unknown : SendOutcome::What::later, {}, in(wait), answer.why};
}

/// An answer that is good and does not say what came of it: cut off on its way, or by somebody in between.
/// The same transaction is asked about again.
SendOutcome Sender::unnamed(const std::string& lane) {
    int& failures = failures_[lane];
    if (failures >= kMostUnnamed) {
        failures_.erase(lane);
        return never("the homeserver does not say what came of it");
    }
    const net::Span wait = net::doubled(failures++, kResendBase, kResendCap);
    return {SendOutcome::What::unknown, {}, in(wait), "the homeserver's answer cannot be read"};
}

/// A message to a person is known again by the room in which it stands: it waits until it is addressed there.
net::Task<Sender::Sent> Sender::send(Parcel parcel) {
    Sent place = co_await room_for(parcel.target);
    if (is_never(place.outcome)) co_return co_await told_unreachable(std::move(parcel), std::move(place));
    if (!is_sent(place.outcome)) co_return place;
    if (place.room == parcel.target || !parcel.edits.empty())
        co_return co_await into(std::move(parcel), std::move(place.room));
    place.outcome = later("it goes to the direct room");
    place.instead = true;
    co_return place;
}

net::Task<Sender::Sent> Sender::room_for(std::string target) {
    Sent place{sent({}), target};
    if (target.rfind('@', 0) != 0) co_return place;
    if (const Room* direct = parts_.rooms.direct_with(target)) {
        place.room = direct->id;
        if (unlisted_.contains(target)) co_await list_direct_room(target, place.room);
        co_return place;
    }
    co_return co_await make_direct_room(std::move(target));
}

net::Task<Sender::Sent> Sender::room_for_asked(std::string target) {
    Sent place = co_await room_for(target);
    if (!is_sent(place.outcome)) co_return place;
    const Room* direct = parts_.rooms.find(place.room);
    if (!direct || !direct->declined) co_return place;
    const Json body{{"user_id", target}};
    Call call = post(client_path({"rooms", place.room, "invite"}), body);
    call.kind = "invite";
    const Answer answer = co_await parts_.api.call(std::move(call));
    // Who cannot be invited is in it already, or wants none of it.
    if (fate_of(answer) != Fate::refused) place.outcome = outcome(answer, target);
    if (!answer.ok() || !is_sent(place.outcome)) co_return place;
    Room& invited = parts_.rooms.at(place.room);
    invited.declined = false;
    parts_.keep(invited);
    co_return place;
}

net::Task<Sender::Sent> Sender::into(Parcel parcel, std::string room) {
    SendOutcome known = co_await know_room(room);
    Sent result{std::move(known), room};
    if (!is_sent(result.outcome)) co_return result;
    const bool old = parts_.clock.now() - parcel.made_at >= kTransactionsKept || parts_.new_device();
    const bool look = parcel.tries > 0 && old;
    std::string first;
    // The contents may become fewer or more on their way, the file comes behind them.
    for (std::size_t part = 0; part < parcel.contents.size() + (parcel.file != nullptr ? 1 : 0); ++part) {
        Put put = co_await put_part(look, parcel, room, part);
        while (put.too_large && parcel.shorten(part)) put = co_await put_part(look, parcel, room, part);
        result.outcome = std::move(put.outcome);
        if (put.forbidden && part == 0 && parcel.edits.empty()) {
            // It was on its way while the new room was entered: what waited went there.
            std::string next = entered_successor(room);
            std::optional<std::string> there;
            if (!next.empty() && parcel.tries > 0)
                there = co_await find(room, parcel.transaction(0), parcel.made_at);
            if (there && !there->empty()) {
                result.outcome = sent(*there);
                co_return result;
            }
            if (!next.empty()) co_return co_await into(std::move(parcel), std::move(next));
        }
        if (put.forbidden && awaits_successor(room, parcel)) {
            result.outcome = later("the room that takes this one's place is not entered yet");
            result.outcome.retry_at = in(net::doubled(failures_[room]++, kResendBase, kResendCap));
        }
        if (!is_sent(result.outcome)) co_return result;
        if (part == 0) first = result.outcome.message_id;
    }
    result.outcome.message_id = first;
    co_return result;
}

bool Sender::awaits_successor(const std::string& room, const Parcel& parcel) const {
    const Room* old = parts_.rooms.find(room);
    if (!old || !old->joined || old->successor.empty()) return false;
    return entered_successor(room).empty() && parts_.clock.now() - parcel.made_at < kSuccessorWait;
}

/// Both rooms say so: anybody can make one that says it took another's place.
std::string Sender::entered_successor(const std::string& room) const {
    const Room* old = parts_.rooms.find(room);
    const Room* next = old && !old->successor.empty() ? parts_.rooms.find(old->successor) : nullptr;
    return next && next->joined && next->predecessor == room ? next->id : std::string{};
}

net::Task<Sender::Put> Sender::put_part(bool look, Parcel& parcel, std::string room, std::size_t part) {
    const bool alone = part == parcel.contents.size() && !parcel.file_for.empty();
    if (alone) co_return co_await put_file_alone(look, parcel, std::move(room));
    co_return co_await put_once(look, parcel, std::move(room), part);
}

/// The file to one person, where the rest is for a room. There it is said where they cannot be reached.
net::Task<Sender::Put> Sender::put_file_alone(bool look, const Parcel& parcel, std::string asked_in) {
    const std::size_t part = parcel.contents.size();
    Sent place = co_await room_for_asked(parcel.file_for);
    if (is_sent(place.outcome)) place.outcome = co_await know_room(place.room);
    if (is_never(place.outcome))
        co_return co_await put_unreachable(parcel.file_for, place.outcome.why, std::move(asked_in),
                                           parcel.transaction(part), parcel.spot);
    Put waits{std::move(place.outcome)};
    if (!is_sent(waits.outcome)) co_return waits;
    Parcel alone = parcel;
    alone.spot = {};
    co_return co_await put_once(look, alone, place.room, part);
}

net::Task<Sender::Put> Sender::put_unreachable(std::string user, std::string why, std::string room,
                                               std::string transaction, Spot spot) {
    const std::string said =
        "What is for you alone does not reach you: no direct room with you could be made (" + why +
        "). Invite me into one without encryption, and ask me there.";
    const Drawn line{said, "<p>" + html_escaped(said) + "</p>", {std::move(user)}};
    Json content = notice(line, spot, transaction);
    co_return co_await put_event(std::move(room), std::move(transaction), std::move(content));
}

void Sender::asked_in(const std::string& user, std::string room, Spot spot) {
    asked_[user] = Asked{std::move(room), std::move(spot)};
}

/// A message to one person alone that has no way to them; once for what they asked.
net::Task<Sender::Sent> Sender::told_unreachable(Parcel parcel, Sent place) {
    const auto asked = asked_.find(parcel.target);
    if (asked == asked_.end()) co_return place;
    const Asked where = asked->second;
    Put told = co_await put_unreachable(parcel.target, place.outcome.why, where.room, parcel.row, where.spot);
    const bool over = is_sent(told.outcome) || is_never(told.outcome);
    if (over)
        asked_.erase(parcel.target);
    else
        place.outcome = std::move(told.outcome);
    co_return place;
}

/// The parts are the contents, then the file.
net::Task<Sender::Put> Sender::put_once(bool look, const Parcel& parcel, std::string room, std::size_t part) {
    const std::string transaction = parcel.transaction(part);
    if (look) {
        const auto found = co_await find(room, transaction, parcel.made_at);
        Put known{found ? sent(*found) : later("the room's timeline could not be looked through")};
        if (!found || !found->empty()) co_return known;
    }
    if (part == parcel.contents.size())
        co_return co_await put_file(std::move(room), transaction, parcel.file, parcel.spot);
    co_return co_await put_event(std::move(room), transaction, parcel.contents[part]);
}

/// Nothing is sent into a room before it is known not to be encrypted.
net::Task<SendOutcome> Sender::know_room(std::string room) {
    const Room* known = parts_.rooms.find(room);
    if (known && known->encrypted) co_return never("the room is encrypted");
    if (known && known->mute) co_return never("the room’s power levels do not let the bot speak");
    if (known && known->joined) co_return sent({});
    Call call = get(client_path({"rooms", room, "state", "m.room.encryption"}));
    call.kind = "state";
    const Answer answer = co_await parts_.api.call(std::move(call));
    if (answer.errcode == "M_NOT_FOUND") co_return sent({});
    // The next answer to /sync brings the room's state.
    if (answer.no_such_endpoint()) co_return later("it is not known yet whether the room is encrypted");
    if (!answer.ok() || !answer.body.is_object()) co_return outcome(answer, room);
    Room& encrypted = parts_.rooms.at(room);
    encrypted.encrypted = true;
    parts_.keep(encrypted);
    co_return never("the room is encrypted");
}

/// One message may be refused for what it says. Creators of a room stand above its levels and in none of
/// them.
net::Task<void> Sender::mind_power(std::string room) {
    const Room* known = parts_.rooms.find(room);
    if (!known || !known->joined || known->own || !known->successor.empty()) co_return;
    Call ask_levels = get(client_path({"rooms", room, "state", "m.room.power_levels"}));
    ask_levels.kind = "state";
    const Answer levels = co_await parts_.api.call(std::move(ask_levels));
    if (!levels.ok() || !silences(levels.body, parts_.self.user)) co_return;
    Call ask_creators = get(client_path({"rooms", room, "state", "m.room.create"}));
    ask_creators.kind = "state";
    const Answer create = co_await parts_.api.call(std::move(ask_creators));
    const Json& creators = at(create.body, "additional_creators");
    const bool creator = creators.is_array() && is_among(creators, Json(parts_.self.user));
    if (create.ok() && !creator) parts_.rooms.at(room).mute = true;
}

/// The homeserver made it encrypted, as it will the next one: it is left, and none is made for a while.
net::Task<Sender::Sent> Sender::give_up_direct_room(Sent made) {
    encrypts_until_ = parts_.clock.now() + kEncryptedRest;
    Call call = post(client_path({"rooms", made.room, "leave"}), Json::object());
    call.kind = "leave";
    co_await parts_.api.call(std::move(call));
    made.outcome = never(kEncrypts);
    co_return made;
}

/// One at a time for a person: what comes meanwhile waits for the room.
net::Task<Sender::Sent> Sender::make_direct_room(std::string user) {
    Sent made{never(kEncrypts), {}};
    if (encrypts_until_ > parts_.clock.now()) co_return made;
    if (!making_.insert(user).second) {
        Sent waits{later("the direct room is being made"), {}};
        waits.outcome.retry_at = in(kRoomWait);
        co_return waits;
    }
    made = co_await create_direct_room(user);
    if (is_sent(made.outcome)) {
        SendOutcome usable = co_await know_room(made.room);
        if (is_never(usable)) made = co_await give_up_direct_room(std::move(made));
    }
    making_.erase(user);
    if (!is_sent(made.outcome)) co_return made;
    co_await list_direct_room(user, made.room);
    co_return made;
}

net::Task<Sender::Sent> Sender::create_direct_room(std::string user) {
    const Json body{{"preset", "trusted_private_chat"}, {"is_direct", true}, {"invite", Json::array({user})}};
    Call call = post(client_path({"createRoom"}), body);
    call.kind = "createRoom";
    const Answer answer = co_await parts_.api.call(std::move(call));
    const bool unread = answer.ok() && !answer.names("room_id");
    Sent made{unread ? unnamed(user) : outcome(answer, user), text_at(answer.body, "room_id")};
    if (made.outcome.what == SendOutcome::What::unknown) unlisted_.insert(user);
    if (!is_sent(made.outcome)) co_return made;
    Room& room = parts_.rooms.at(made.room);
    room.direct_with = user;
    room.own = true;
    room.made = !room.joined;
    parts_.keep(room);
    co_return made;
}

/// So that the bot itself finds the room again, whatever becomes of its database. The list may hold rooms of
/// others who use the account, or that only an earlier database knew: they stay. What fails is tried again
/// with the next message to that person.
net::Task<void> Sender::list_direct_room(std::string user, std::string room) {
    const std::string path = client_path({"user", parts_.self.user, "account_data", "m.direct"});
    Call ask = get(path);
    ask.kind = "account_data";
    const Answer held = co_await parts_.api.call(std::move(ask));
    const bool none = held.errcode == "M_NOT_FOUND";
    unlisted_.insert(user);
    if (!none && !(held.ok() && held.body.is_object())) co_return;
    const Json direct = with_direct_room(none ? Json::object() : held.body, user, room, parts_.rooms);
    Call tell = put(path, direct);
    tell.kind = "account_data";
    const Answer told = co_await parts_.api.call(std::move(tell));
    if (told.ok()) unlisted_.erase(user);
}

net::Task<Sender::Put> Sender::put_event(std::string room, std::string transaction, Json content) {
    const std::string path = client_path({"rooms", room, "send", "m.room.message", transaction});
    Call call = put(path, content);
    call.kind = "send";
    Answer answer = co_await parts_.api.call(std::move(call));
    // What was taken for a root is none, or is gone: the answer itself matters more than its place.
    if (answer.status == 400 && threaded(content)) {
        const Json reply = at(at(content, "m.relates_to"), "m.in_reply_to");
        content["m.relates_to"] = Json{{"m.in_reply_to", reply}};
        Call again = put(path, content);
        again.kind = "send";
        answer = co_await parts_.api.call(std::move(again));
    }
    const bool forbidden = answer.errcode == "M_FORBIDDEN";
    if (forbidden) co_await mind_power(room);
    const bool unread = answer.ok() && !answer.names("event_id");
    Put put{unread ? unnamed(room) : outcome(answer, room), answer.finds_too_large(), forbidden};
    co_return put;
}

net::Task<Sender::Put> Sender::put_file(std::string room, std::string transaction, const File* file,
                                        Spot spot) {
    UploadedFile uploaded{{}, file->name, file->mime, file->alt, file->bytes.size()};
    Call upload;
    upload.method = "POST";
    upload.path = "/_matrix/media/v3/upload?filename=" + percent_encoded(file->name);
    upload.body = file->bytes;
    upload.type = file->mime;
    upload.timeout = kUploadWait;
    upload.kind = "upload";
    const Answer answer = co_await parts_.api.call(std::move(upload));
    uploaded.address = text_at(answer.body, "content_uri");
    if (answer.ok() && uploaded.address.empty())
        if (Put again{unnamed(room)}; !is_never(again.outcome)) co_return again;
    if (fate_of(answer) == Fate::refused || (answer.ok() && uploaded.address.empty())) {
        const std::string why = uploaded.name + " could not be uploaded: " + answer.why;
        const Drawn said{why, "<p>" + html_escaped(why) + "</p>", {}};
        Json content = notice(said, spot, transaction);
        co_return co_await put_event(std::move(room), std::move(transaction), std::move(content));
    }
    if (!answer.ok()) {
        Put failed{outcome(answer, room)};
        // An upload that nobody sees may be made again.
        if (failed.outcome.what == SendOutcome::What::unknown) failed.outcome.what = SendOutcome::What::later;
        co_return failed;
    }
    Json content = matrix::file(uploaded, spot, transaction);
    co_return co_await put_event(std::move(room), std::move(transaction), std::move(content));
}

net::Task<std::optional<std::string>> Sender::find(std::string room, std::string row, Instant made_at) {
    const std::int64_t oldest =
        std::chrono::duration_cast<std::chrono::milliseconds>((made_at - kSkew).time_since_epoch()).count();
    std::string from;
    for (int page = 0; page < kPagesLooked; ++page) {
        std::string path = client_path({"rooms", room, "messages"}) + "?dir=b&limit=100";
        if (!from.empty()) path += "&from=" + percent_encoded(from);
        Call call = get(std::move(path));
        call.whole = true;
        call.kind = "messages";
        const Answer answer = co_await parts_.api.call(std::move(call));
        if (!answer.ok() && fate_of(answer) != Fate::refused) co_return std::nullopt;
        if (!answer.ok()) break;
        const auto read = message_page(answer.text);
        if (!read) co_return std::nullopt;
        for (const Event& event : read->events)
            if (event.sender == parts_.self.user &&
                (event.transaction == row || row_of(*event.content) == row))
                co_return event.id;
        const bool too_old = !read->events.empty() && read->events.back().at < oldest;
        if (read->next.empty() || read->next == from || too_old) break;
        from = read->next;
    }
    co_return std::string{};
}

}  // namespace plumb::matrix
