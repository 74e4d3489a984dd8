#include "chat/matrix/inbound.hpp"

#include "chat/matrix/names.hpp"

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

Inbound from(const Event& event, const Room& room, const Self& self) {
    Inbound inbound;
    if (!event.id.empty()) inbound.keys.push_back("matrix:" + event.id);
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
    const bool asked_directly = inbound.place.direct && !in_record_thread && !heard.beside_file;
    inbound.thread_id = heard.thread.empty() ? heard.replies_to : heard.thread;
    inbound.what = Said{heard.text, heard.addressed || asked_directly};
    inbound.reply_to = written(ReplyTo{heard.thread.empty() ? event.id : heard.thread, event.id});
    return inbound;
}

std::optional<Inbound> reacted(const Event& event, const Room& room, const Self& self) {
    if (event.type != "m.reaction" || event.state_key || event.sender == self.user) return std::nullopt;
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

Inbound moved(const Room& from, const Room& to, const Self& self) {
    Inbound inbound;
    inbound.place.account = account_of(self.user);
    inbound.place.channel = channel_address(self.user, to.id);
    inbound.place.channel_name = to.title();
    inbound.what = Moved{channel_address(self.user, from.id), channel_address(self.user, to.id)};
    inbound.payload = "room " + from.id + " is now " + to.id;
    return inbound;
}

}  // namespace plumb::matrix
