#include "chat/matrix/in_doubt.hpp"

#include <algorithm>

namespace plumb::matrix {

namespace {

/// What is still to be sent is tried again sooner; what is not heard of for so long nobody waits for.
constexpr std::chrono::minutes kForgotten{10};

bool closes(const Event& event) { return event.is_state("m.room.tombstone"); }

/// It answers or marks another event.
bool hangs_on_another(const Event& event) { return at(*event.content, "m.relates_to").is_object(); }

}  // namespace

void InDoubt::begun(const std::string& row, net::Instant now) {
    std::erase_if(rows_, [&](const auto& known) { return now - known.second >= kForgotten; });
    rows_[row] = now;
}

/// What is to be sent later may stand there in part.
void InDoubt::ended(const std::string& row, SendOutcome::What what, net::Instant now) {
    if (what == SendOutcome::What::sent || what == SendOutcome::What::never)
        rows_.erase(row);
    else if (const auto known = rows_.find(row); known != rows_.end())
        known->second = now;
}

bool InDoubt::wants_own(const SyncAnswer& answer, const Rooms& rooms, std::string_view self,
                        net::Instant now) const {
    const bool doubt = std::any_of(rows_.begin(), rows_.end(),
                                   [&](const auto& known) { return now - known.second < kForgotten; });
    return std::any_of(answer.joined.begin(), answer.joined.end(), [&](const JoinedRoom& joined) {
        const Room* room = rooms.find(joined.id);
        if (!room || !room->joined) return true;
        const auto tells = [&](const Event& event) {
            // Who was put out may have come in again within the same answer.
            const bool moves_us = event.is_state("m.room.member") && event.state_key == self;
            return moves_us || (doubt && (closes(event) || hangs_on_another(event)));
        };
        return std::any_of(joined.timeline.begin(), joined.timeline.end(), tells);
    });
}

}  // namespace plumb::matrix
