// Rooms that come and go: invitations, joins, upgrades, encryption.
#include "chat/matrix/intake_batch.hpp"
#include "chat/matrix/names.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <chrono>

namespace plumb::matrix {

namespace {

bool holds(const std::vector<std::string>& list, std::string_view entry) {
    return std::find(list.begin(), list.end(), entry) != list.end();
}

}  // namespace

bool Admission::admits_room(const std::string& room) const { return rooms.empty() || holds(rooms, room); }

bool Admission::admits_user(const std::string& user, std::string_view home) const {
    if (holds(users, user)) return true;
    const std::string_view server = server_of(user);
    if (!servers.empty()) return holds(servers, server);
    return users.empty() && server == home;
}

Room& Intake::touch(const std::string& id, Batch& batch) {
    const Room* known = parts_.rooms.find(id);
    if (!batch.before.contains(id)) batch.before[id] = known ? std::optional<Room>(*known) : std::nullopt;
    return parts_.rooms.at(id);
}

/// The bot is in a room in which it was not: one that took another's place inherits what was bound there.
void Intake::entered(Room& room, Batch& batch) {
    room.joined = true;
    parts_.joins->drop(room.id);
    if (room.predecessor.empty() || !parts_.rooms.find(room.predecessor)) return;
    Room& old = touch(room.predecessor, batch);
    // Anybody can make a room that says so of itself; the old room must say it, too.
    if (old.successor != room.id) return;
    if (room.direct_with.empty()) room.direct_with = old.direct_with;
    batch.inbounds.push_back(moved(old, room, parts_.self));
}

void Intake::mind_encryption(Room& room, const std::string& by, Batch& batch) {
    if (room.refused) return;
    room.refused = true;
    spdlog::warn("matrix {}: {} is encrypted; the bot stays silent there", parts_.name, room.id);
    if (!by.empty() && by != parts_.self.user)
        batch.inbounds.push_back(refused_encryption(room, by, parts_.self));
}

void Intake::invited(const Invitation& invitation, Batch& batch) {
    const auto& rooms = parts_.rooms.all();
    const bool awaited = std::any_of(rooms.begin(), rooms.end(), [&](const auto& known) {
        return known.second.successor == invitation.room;
    });
    const bool welcome = parts_.admission.admits_user(invitation.by, server_of(parts_.self.user));
    if (!parts_.admission.admits_room(invitation.room) || (!welcome && !awaited)) {
        if (turned_away_.insert(invitation.room).second)
            spdlog::warn("matrix {}: an invitation to {} by {} is not accepted: not on the allowed lists",
                         parts_.name, invitation.room, invitation.by);
        return;
    }
    Room& room = touch(invitation.room, batch);
    room.joined = false;
    if (invitation.encrypted) {
        room.encrypted = true;
        if (!room.refused) batch.declined.push_back(room.id);
        mind_encryption(room, invitation.by, batch);
        return;
    }
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
