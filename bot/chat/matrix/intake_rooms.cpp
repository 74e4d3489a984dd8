// Rooms that come and go: invitations, joins, upgrades, encryption.
#include "chat/matrix/intake_batch.hpp"
#include "chat/matrix/names.hpp"
#include "core/base/among.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <chrono>

namespace plumb::matrix {

bool Admission::admits_room(const std::string& room) const { return rooms.empty() || is_among(rooms, room); }

bool Admission::admits_user(const std::string& user, std::string_view home) const {
    if (is_among(users, user)) return true;
    const std::string_view server = server_of(user);
    if (!servers.empty()) return is_among(servers, server);
    return users.empty() && server == home;
}

bool Admission::admits_some_of(std::string_view server, std::string_view home) const {
    return server == home || std::any_of(users.begin(), users.end(),
                                         [&](const std::string& user) { return server_of(user) == server; });
}

/// The direct rooms that the bot made are for whomever it serves. The room that took the place of one that is
/// admitted is admitted, too.
bool Intake::admits(const std::string& room) const {
    std::string id = room;
    for (std::size_t steps = 0; steps <= parts_.rooms.all().size(); ++steps) {
        if (parts_.admission.admits_room(id)) return true;
        if (const Room* known = parts_.rooms.find(id); known && known->own) return true;
        const Room* before = parts_.rooms.leading_to(id);
        if (!before) return false;
        id = before->id;
    }
    return false;
}

/// Whoever is not of those the bot serves may talk, but neither ask nor press.
bool Intake::is_stranger(const std::string& user) const {
    return !parts_.admission.admits_user(user, server_of(parts_.self.user));
}

void Intake::turn_away(const Event& event, const Heard& heard, const Room& room, Batch& batch) {
    if (!turned_away_.insert(event.sender).second) return;
    spdlog::warn("matrix {}: {} is not served in {}: not on the allowed lists", parts_.name, event.sender,
                 room.id);
    const std::string_view server = server_of(event.sender);
    const bool others = parts_.admission.admits_some_of(server, server_of(parts_.self.user));
    batch.inbounds.push_back(refused_stranger(event, heard, room, parts_.self, others));
}

/// The bot's own list of direct rooms knows those that an earlier database knew, too.
void Intake::take_direct(const SyncAnswer& answer, Batch& batch) {
    for (const auto& listed : answer.direct) {
        const auto& user = listed.first;
        const std::string& id = listed.second;
        const bool there = std::any_of(answer.joined.begin(), answer.joined.end(),
                                       [&](const JoinedRoom& room) { return room.id == id; });
        if (is_user_id(user) && (parts_.rooms.find(id) || (there && admits(id))))
            listed_direct(touch(id, batch), user);
    }
}

Room& Intake::touch(const std::string& id, Batch& batch) {
    const Room* known = parts_.rooms.find(id);
    if (!batch.before.contains(id)) batch.before[id] = known ? std::optional<Room>(*known) : std::nullopt;
    return parts_.rooms.at(id);
}

/// The bot is in a room in which it was not: one that took another's place inherits what was bound there.
void Intake::entered(Room& room, Batch& batch) {
    room.joined = true;
    room.made = false;
    parts_.joins->drop(room.id);
    if (room.predecessor.empty() || !parts_.rooms.find(room.predecessor)) return;
    take_over(touch(room.predecessor, batch), room, batch);
}

/// Anybody can make a room that says so of itself; the old room must say it, too.
void Intake::take_over(Room& old, Room& next, Batch& batch) {
    if (!next.joined || next.predecessor != old.id || old.successor != next.id) return;
    if (next.direct_with.empty() && !next.not_direct) next.direct_with = old.direct_with;
    batch.inbounds.push_back(moved(old, next, parts_.self));
}

/// What waits for a person goes into the direct room that there is with them from now on.
void Intake::mind_direct(const Room& room, Batch& batch) {
    const std::optional<Room>& before = batch.before[room.id];
    const bool known = before && before->joined && before->direct_with == room.direct_with;
    if (known || room.direct_with.empty() || parts_.rooms.direct_with(room.direct_with) != &room) return;
    batch.inbounds.push_back(direct_room_made(room.direct_with, room.id, parts_.self));
}

void Intake::mind_encryption(Room& room, const std::string& by, Batch& batch) {
    if (room.refused) return;
    room.refused = true;
    spdlog::warn("matrix {}: {} is encrypted; the bot stays silent there", parts_.name, room.id);
    if (!by.empty() && by != parts_.self.user)
        batch.inbounds.push_back(refused_encryption(room, by, parts_.self));
}

void Intake::invited(const Invitation& invitation, Batch& batch) {
    const bool awaited = parts_.rooms.leading_to(invitation.room) != nullptr;
    const bool welcome = parts_.admission.admits_user(invitation.by, server_of(parts_.self.user));
    if (!admits(invitation.room) || (!welcome && !awaited)) {
        if (turned_away_.insert(invitation.room).second)
            spdlog::warn("matrix {}: an invitation to {} by {} is not accepted: not on the allowed lists",
                         parts_.name, invitation.room, invitation.by);
        return;
    }
    Room& room = touch(invitation.room, batch);
    room.joined = false;
    if (!invitation.name.empty()) room.name = invitation.name;
    if (!invitation.alias.empty()) room.alias = invitation.alias;
    if (invitation.encrypted) {
        room.encrypted = true;
        batch.declined.push_back(room.id);
        mind_encryption(room, invitation.by, batch);
        return;
    }
    forget_company(room);
    room.not_direct = false;
    room.declined = false;
    room.invited_by = invitation.by;
    if (invitation.direct) room.direct_with = invitation.by;
    room.entered = invitation.direct;
    follow(room.id, invitation.by, batch);
}

void Intake::left(const std::string& id, Batch& batch) {
    parts_.joins->drop(id);
    if (!parts_.rooms.find(id)) return;
    Room& room = touch(id, batch);
    room.joined = false;
    room.made = false;
    room.invited_by.clear();
}

void Intake::follow(const std::string& room, std::string_view via_whom, Batch& batch) {
    const Room* known = parts_.rooms.find(room);
    if (known && known->joined) return;
    batch.joins.emplace_back(room, std::string(server_of(via_whom)));
}

void Intake::join(const std::string& room, const std::string& via) {
    parts_.joins->follow(room, via, [this, room](bool joined, const std::string& why) {
        if (!joined) {
            spdlog::warn("matrix {}: {} could not be joined: {}; another invitation is waited for",
                         parts_.name, room, why);
            return;
        }
        const auto now = std::chrono::system_clock::now().time_since_epoch();
        joined_at_[room] = std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
    });
}

void Intake::resume_joins() {
    for (const auto& [id, room] : parts_.rooms.all()) {
        const Room* next = room.successor.empty() ? nullptr : parts_.rooms.find(room.successor);
        if (!room.successor.empty() && !(next && next->joined))
            join(room.successor, std::string(server_of(room.successor_by)));
        if (!room.invited_by.empty() && !room.joined) join(id, std::string(server_of(room.invited_by)));
    }
}

}  // namespace plumb::matrix
