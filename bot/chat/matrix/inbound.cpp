#include "chat/matrix/inbound.hpp"

#include "chat/matrix/content.hpp"
#include "chat/matrix/names.hpp"

#include <charconv>

namespace plumb::matrix {

namespace {

/// Of a message for the dead letter; the rest of an event may nest without end.
constexpr std::size_t kLongestPayload = 4096;

Author author_of(const std::string& user, const Room& room) {
    const auto known = room.members.find(user);
    return {account_of(user),
            std::string(local_part(user)),
            known == room.members.end() ? std::string{} : known->second,
            {}};
}

/// Where an answer to a message belongs.
std::string asked_at(const Event& event, const Heard& heard) {
    return plumb::matrix::written(ReplyTo{heard.thread.empty() ? event.id : heard.thread, event.id});
}

Inbound from(const Event& event, const Room& room, const Self& self) {
    Inbound inbound;
    // Each homeserver names events as it likes: the room tells two of them apart.
    inbound.keys.push_back("matrix:" + room.id + "/" + event.id);
    inbound.author = author_of(event.sender, room);
    inbound.place.account = account_of(self.user);
    inbound.place.channel = channel_address(self.user, room.id);
    inbound.place.channel_name = room.title();
    inbound.place.direct = !room.direct_with.empty();
    inbound.at = Instant{std::chrono::duration_cast<Seconds>(std::chrono::milliseconds(event.at))};
    Json payload{{"room", room.id}, {"event", event.id}, {"type", event.type}, {"sender", event.sender}};
    payload["body"] = text_at(*event.content, "body").substr(0, kLongestPayload);
    inbound.payload = matrix::written(payload);
    return inbound;
}

}  // namespace

std::string written(const ReplyTo& reply) { return reply.thread + " " + reply.event; }

ReplyTo reply_from(std::string_view text) {
    const std::size_t blank = text.find(' ');
    if (blank == std::string_view::npos) return {};
    return {std::string(text.substr(0, blank)), std::string(text.substr(blank + 1))};
}

Inbound said(const Event& event, const Heard& heard, const Room& room, const Self& self,
             bool in_record_thread) {
    Inbound inbound = from(event, room, self);
    const bool asked_directly = inbound.place.direct && !in_record_thread && !heard.only_talk;
    inbound.thread_id = heard.thread.empty() ? heard.replies_to : heard.thread;
    inbound.what = Said{heard.text, heard.addressed || asked_directly, false, heard.only_talk};
    inbound.reply_to = asked_at(event, heard);
    return inbound;
}

std::optional<Inbound> reacted(const Event& event, const Room& room, const Self& self) {
    if (event.type != "m.reaction" || event.state_key || !is_somebody_elses(event, self)) return std::nullopt;
    const Json& relation = at(*event.content, "m.relates_to");
    if (text_at(relation, "rel_type") != "m.annotation") return std::nullopt;
    const std::string on = text_at(relation, "event_id");
    const std::string key = text_at(relation, "key");
    if (on.empty() || key.empty()) return std::nullopt;
    Inbound inbound = from(event, room, self);
    inbound.what = Reacted{on, key};
    inbound.reply_to = written(ReplyTo{on, on});
    return inbound;
}

std::optional<Inbound> echoed(const Event& event, const Room& room, const Self& self, std::string_view rows) {
    if (event.type != "m.room.message" || event.sender != self.user || event.id.empty()) return std::nullopt;
    if (text_at(at(*event.content, "m.relates_to"), "rel_type") == "m.replace") return std::nullopt;
    const std::string kept_row = row_of(*event.content);
    const std::string_view name = event.transaction.empty() ? kept_row : event.transaction;
    if (!name.starts_with(rows)) return std::nullopt;
    // Only the first event of a row, which has several where it is long, ends with the number.
    std::int64_t row = 0;
    const char* const end = name.data() + name.size();
    const auto read = std::from_chars(name.data() + rows.size(), end, row);
    if (read.ec != std::errc{} || read.ptr != end) return std::nullopt;
    Inbound inbound;
    inbound.place.account = account_of(self.user);
    inbound.place.channel = channel_address(self.user, room.id);
    inbound.what = Echoed{row, event.id};
    return inbound;
}

Inbound refused_encryption(const Room& room, const std::string& person, const Self& self) {
    Inbound inbound;
    inbound.author = author_of(person, room);
    inbound.place.account = account_of(self.user);
    inbound.place.channel = channel_address(self.user, person);
    inbound.place.direct = true;
    inbound.keys.push_back("matrix:encrypted:" + room.id);
    Text first("I cannot read encrypted messages, so I stay silent in ");
    if (room.title() == Room{}.title())
        first << "the encrypted room you asked me into.";
    else
        first << "“" << room.title() << "”, which is encrypted.";
    inbound.what = Remark{plain_card(std::move(first), {"Make a room without encryption and invite me there, "
                                                        "or write to me here: this room is not encrypted."})};
    inbound.payload = "encrypted room " + room.id;
    return inbound;
}

Inbound refused_stranger(const Event& event, const Heard& heard, const Room& room, const Self& self,
                         bool server_served) {
    Inbound inbound = from(event, room, self);
    inbound.keys.push_back("matrix:stranger:" + event.sender);
    inbound.reply_to = asked_at(event, heard);
    Text first("I do not take commands from ");
    if (server_served)
        first << "you here.";
    else
        first << "people of " << std::string(server_of(event.sender)) << ".";
    inbound.what = Remark{
        plain_card(std::move(first),
                   {"Whoever runs this bot can allow it: allowed_servers and allowed_users say who may."})};
    return inbound;
}

Inbound moved(const Room& from, const Room& to, const Self& self) {
    Inbound inbound;
    inbound.place.account = account_of(self.user);
    inbound.place.channel = channel_address(self.user, to.id);
    inbound.place.channel_name = to.title();
    inbound.what = Moved{channel_address(self.user, from.id), channel_address(self.user, to.id)};
    inbound.payload = "room " + from.id + " is now " + to.id;
    return inbound;
}

Inbound direct_room_made(const std::string& user, const std::string& room, const Self& self) {
    Inbound inbound;
    inbound.place.account = account_of(self.user);
    inbound.place.channel = channel_address(self.user, room);
    inbound.place.direct = true;
    inbound.what = Moved{channel_address(self.user, user), inbound.place.channel, true};
    inbound.payload = "the direct room with " + user + " is " + room;
    return inbound;
}

}  // namespace plumb::matrix
