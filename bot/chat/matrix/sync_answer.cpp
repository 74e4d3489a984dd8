#include "chat/matrix/sync_answer.hpp"

namespace plumb::matrix {

namespace {

std::vector<Event> events_in(const Json& list) {
    std::vector<Event> events;
    if (!list.is_array()) return events;
    for (const Json& json : list) {
        Event event = event_of(json);
        if (!event.type.empty() && !event.sender.empty()) events.push_back(std::move(event));
    }
    return events;
}

JoinedRoom joined_room(const std::string& id, const Json& json) {
    JoinedRoom room;
    room.id = id;
    const Json& timeline = at(json, "timeline");
    room.limited = truth_at(timeline, "limited");
    room.before = text_at(timeline, "prev_batch");
    room.state = events_in(at(at(json, "state"), "events"));
    const Json& summary = at(json, "summary");
    // Both are left out where nothing about them changed.
    const auto joined = number_at(summary, "m.joined_member_count");
    const auto invited = number_at(summary, "m.invited_member_count");
    if (joined) room.people = *joined + invited.value_or(0);
    const Json& events = at(timeline, "events");
    room.timeline = events_in(events);
    if (events.is_array()) room.odd = static_cast<int>(events.size() - room.timeline.size());
    return room;
}

Invitation invitation(const std::string& id, const Json& json, std::string_view self) {
    Invitation invited;
    invited.room = id;
    for (const Event& event : events_in(at(at(json, "invite_state"), "events"))) {
        if (event.type == "m.room.encryption") invited.encrypted = true;
        if (event.type == "m.room.name") invited.name = text_at(*event.content, "name");
        if (event.type == "m.room.canonical_alias") invited.alias = text_at(*event.content, "alias");
        // Only this says who invites: whoever made the room may be anybody.
        if (event.type != "m.room.member" || event.state_key != self) continue;
        if (text_at(*event.content, "membership") != "invite") continue;
        invited.by = event.sender;
        invited.direct = truth_at(*event.content, "is_direct");
    }
    return invited;
}

void read_direct(SyncAnswer& answer, const Json& account_data) {
    for (const Json& entry : at(account_data, "events")) {
        if (text_at(entry, "type") != "m.direct") continue;
        const Json& content = at(entry, "content");
        if (!content.is_object()) continue;
        for (const auto& [user, rooms] : content.items()) {
            if (!rooms.is_array()) continue;
            for (const Json& room : rooms)
                if (room.is_string()) answer.direct.emplace_back(user, room.get<std::string>());
        }
    }
}

}  // namespace

Event event_of(const Json& json) {
    static const Json empty = Json::object();
    Event event;
    event.id = text_at(json, "event_id");
    event.type = text_at(json, "type");
    event.sender = text_at(json, "sender");
    event.at = number_at(json, "origin_server_ts").value_or(0);
    if (const Json& key = at(json, "state_key"); key.is_string()) event.state_key = key.get<std::string>();
    const Json& content = at(json, "content");
    event.content = content.is_object() ? &content : &empty;
    const Json& more = at(json, "unsigned");
    event.transaction = text_at(more, "transaction_id");
    const Json& edit = at(at(more, "m.relations"), "m.replace");
    if (const Json& edited = at(edit, "content");
        edited.is_object() && text_at(edit, "sender") == event.sender)
        event.edited = &edited;
    return event;
}

std::optional<SyncAnswer> sync_answer(std::string_view text, std::string_view self) {
    auto read = parsed(text);
    if (!read) return std::nullopt;
    SyncAnswer answer;
    answer.document = std::make_shared<const Json>(*std::move(read));
    answer.next = text_at(*answer.document, "next_batch");
    if (answer.next.empty()) return std::nullopt;
    const Json& rooms = at(*answer.document, "rooms");
    if (const Json& joined = at(rooms, "join"); joined.is_object())
        for (const auto& [id, json] : joined.items()) answer.joined.push_back(joined_room(id, json));
    if (const Json& invited = at(rooms, "invite"); invited.is_object())
        for (const auto& [id, json] : invited.items()) answer.invited.push_back(invitation(id, json, self));
    if (const Json& left = at(rooms, "leave"); left.is_object())
        for (const auto& [id, json] : left.items()) answer.left.push_back(id);
    const Json& account = at(*answer.document, "account_data");
    if (at(account, "events").is_array()) read_direct(answer, account);
    return answer;
}

std::optional<MessagePage> message_page(std::string_view text) {
    auto read = parsed(text);
    if (!read || !read->is_object()) return std::nullopt;
    MessagePage page;
    page.document = std::make_shared<const Json>(*std::move(read));
    const Json& chunk = at(*page.document, "chunk");
    if (!chunk.is_array()) return std::nullopt;
    page.events = events_in(chunk);
    page.next = text_at(*page.document, "end");
    return page;
}

}  // namespace plumb::matrix
