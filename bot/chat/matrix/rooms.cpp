#include "chat/matrix/rooms.hpp"

#include "chat/matrix/names.hpp"

#include <algorithm>

namespace plumb::matrix {

namespace {

/// Who is in a room is kept where they are not more; a room's note is written often.
constexpr std::size_t kMostKept = 100;
constexpr const char* kCompany = "company";
/// A room that nobody gave a name.
constexpr std::string_view kNameless = "room";

struct KeptText {
    const char* key;
    std::string Room::*field;
};
constexpr KeptText kTexts[] = {{"name", &Room::name},
                               {"alias", &Room::alias},
                               {"direct", &Room::direct_with},
                               {"own_name", &Room::own_name},
                               {"successor", &Room::successor},
                               {"successor_by", &Room::successor_by},
                               {"predecessor", &Room::predecessor},
                               {"invited_by", &Room::invited_by},
                               {"last", &Room::last_event},
                               {"gap_before", &Room::gap_before},
                               {"gap_since", &Room::gap_since},
                               {"gap_last", &Room::gap_last}};

struct KeptFlag {
    const char* key;
    bool Room::*field;
};
constexpr KeptFlag kFlags[] = {{"joined", &Room::joined},     {"encrypted", &Room::encrypted},
                               {"refused", &Room::refused},   {"entered", &Room::entered},
                               {"declined", &Room::declined}, {"not_direct", &Room::not_direct},
                               {"own", &Room::own},           {"made", &Room::made}};

/// Of a direct room: one person and the bot.
constexpr std::int64_t kTwo = 2;

bool is_gone(std::string_view membership) { return membership == "leave" || membership == "ban"; }
bool is_there(std::string_view membership) { return membership == "join" || membership == "invite"; }

void no_longer_direct(Room& room) {
    room.direct_with.clear();
    room.not_direct = true;
}

/// A direct room that its person left is no way to them any more.
void apply_person(Room& room, std::string_view membership) {
    const bool gone = is_gone(membership);
    room.declined = gone && !room.entered;
    if (gone && room.entered) no_longer_direct(room);
    if (gone || membership == "join") room.entered = !gone;
}

void apply_member(Room& room, const Event& event, std::string_view self) {
    const std::string membership = text_at(*event.content, "membership");
    const std::string name = one_line_name(text_at(*event.content, "displayname"));
    if (!name.empty()) room.members[*event.state_key] = name;
    // Who is in it without a name is no longer called what they were before.
    if (name.empty() && membership == "join") room.members.erase(*event.state_key);
    const bool of_mine = event.state_key == self;
    if (!of_mine && is_there(membership)) room.present.insert(*event.state_key);
    if (!of_mine && is_gone(membership)) room.present.erase(*event.state_key);
    if (of_mine) room.mute = false;
    if (of_mine && membership == "join") room.own_name = name;
    if (of_mine && membership == "join" && truth_at(*event.content, "is_direct") && event.sender != self)
        room.direct_with = event.sender;
    if (invites_directly(event, self) && !room.not_direct) {
        room.direct_with = *event.state_key;
        room.own = true;
    }
    if (!room.direct_with.empty() && *event.state_key == room.direct_with) apply_person(room, membership);
}

}  // namespace

std::string Room::title() const {
    std::string called = one_line_name(alias.empty() ? name : local_part(alias));
    // What shows it puts its own sign before it.
    called.erase(0, std::min(called.find_first_not_of('#'), called.size()));
    return called.empty() ? std::string(kNameless) : called;
}

bool invites_directly(const Event& event, std::string_view self) {
    return event.is_state("m.room.member") && event.sender == self && event.state_key != self &&
           text_at(*event.content, "membership") == "invite" && truth_at(*event.content, "is_direct");
}

bool silences(const Json& power_levels, const std::string& user) {
    const auto level = [&](std::string_view list, std::string_view entry, std::string_view otherwise) {
        const auto own = number_at(at(power_levels, list), entry);
        return own ? *own : number_at(power_levels, otherwise).value_or(0);
    };
    return level("users", user, "users_default") < level("events", "m.room.message", "events_default");
}

void apply(Room& room, const Event& event, std::string_view self) {
    if (!event.state_key) return;
    const Json& content = *event.content;
    if (event.type == "m.room.member") return apply_member(room, event, self);
    if (!event.state_key->empty()) return;
    if (event.type == "m.room.encryption") room.encrypted = true;
    if (event.type == "m.room.power_levels") room.mute = false;
    if (event.type == "m.room.name") room.name = text_at(content, "name");
    if (event.type == "m.room.canonical_alias") room.alias = text_at(content, "alias");
    if (event.type == "m.room.create")
        room.predecessor = text_at(matrix::at(content, "predecessor"), "room_id");
    if (event.type == "m.room.tombstone") {
        room.successor = text_at(content, "replacement_room");
        room.successor_by = event.sender;
    }
}

void forget_company(Room& room) {
    room.present.clear();
    room.company_known = false;
    room.company_whole = false;
}

void mind_company(Room& room, std::int64_t people) {
    // Nobody but the bot: its person went, or did not want to come.
    if (people == 1 && !room.direct_with.empty()) {
        if (room.entered) return no_longer_direct(room);
        room.declined = true;
    }
    const bool said_two = people > 0 && people <= kTwo;
    // Where members come lazily, one who left unseen may still be held.
    if (said_two) forget_company(room);
    const auto other = [&](const std::string& user) { return user != room.direct_with; };
    const bool third = room.direct_with.empty()
                           ? room.present.size() > 1
                           : std::any_of(room.present.begin(), room.present.end(), other);
    if (people > kTwo || third) no_longer_direct(room);
}

void listed_direct(Room& room, const std::string& user) {
    if (!room.not_direct) room.direct_with = user;
}

Json with_direct_room(Json list, const std::string& user, const std::string& room, const Rooms& rooms) {
    for (auto& [who, ids] : list.items()) {
        if (!ids.is_array()) continue;
        Json still = Json::array();
        for (const Json& id : ids) {
            const Room* known = id.is_string() ? rooms.find(id.get_ref<const std::string&>()) : nullptr;
            if (!known || (known->direct_with == who && known->id != room)) still.push_back(id);
        }
        ids = std::move(still);
    }
    Json& mine = list[user];
    if (!mine.is_array()) mine = Json::array();
    mine.push_back(room);
    return list;
}

std::string kept(const Room& room) {
    Json json = Json::object();
    for (const KeptText& text : kTexts)
        if (!(room.*text.field).empty()) json[text.key] = room.*text.field;
    for (const KeptFlag& flag : kFlags)
        if (room.*flag.field) json[flag.key] = true;
    if (room.company_whole && room.present.size() <= kMostKept) json[kCompany] = room.present;
    return written(json);
}

std::optional<Room> room_from(std::string_view id, std::string_view text) {
    const auto json = parsed(text);
    if (!json || !json->is_object()) return std::nullopt;
    Room room;
    room.id = std::string(id);
    for (const KeptText& known : kTexts) room.*known.field = text_at(*json, known.key);
    for (const KeptFlag& known : kFlags) room.*known.field = truth_at(*json, known.key);
    const Json& company = at(*json, kCompany);
    room.company_whole = company.is_array();
    if (room.company_whole)
        for (const Json& user : company)
            if (user.is_string()) room.present.insert(user.get<std::string>());
    return room;
}

const Room* Rooms::find(std::string_view id) const {
    const auto found = rooms_.find(id);
    return found == rooms_.end() ? nullptr : &found->second;
}

Room& Rooms::at(std::string_view id) {
    auto found = rooms_.find(id);
    if (found == rooms_.end()) {
        found = rooms_.emplace(std::string(id), Room{}).first;
        found->second.id = std::string(id);
    }
    return found->second;
}

const Room* Rooms::direct_with(std::string_view user) const {
    // One that was upgraded is left as it is, and closed.
    const auto is_left = [&](const Room& room) {
        const Room* next = room.successor.empty() ? nullptr : find(room.successor);
        return next && next->joined && next->direct_with == room.direct_with;
    };
    for (const auto& [id, room] : rooms_)
        if ((room.joined || room.made) && !room.encrypted && room.direct_with == user && !is_left(room))
            return &room;
    return nullptr;
}

const Room* Rooms::leading_to(std::string_view successor) const {
    for (const auto& [id, room] : rooms_)
        if (room.successor == successor) return &room;
    return nullptr;
}

std::string Rooms::listed() const {
    Json ids = Json::array();
    for (const auto& [id, room] : rooms_) ids.push_back(id);
    return written(ids);
}

std::vector<std::string> Rooms::ids_in(std::string_view note) {
    std::vector<std::string> ids;
    const auto json = parsed(note);
    if (!json || !json->is_array()) return ids;
    for (const Json& id : *json)
        if (id.is_string()) ids.push_back(id.get<std::string>());
    return ids;
}

}  // namespace plumb::matrix
