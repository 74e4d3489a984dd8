#include "chat/matrix/stay.hpp"

namespace plumb::matrix {

const Event* join_among(const std::vector<Event>& events, const std::string& user) {
    const Event* join = nullptr;
    bool inside = false;
    for (const Event& event : events) {
        if (!event.is_state("m.room.member") || event.state_key != user) continue;
        const bool joins = text_at(*event.content, "membership") == "join";
        if (joins && !inside) join = &event;
        inside = joins;
    }
    return join;
}

bool Stay::goes_on(const Event& event, bool inside) const {
    if (!event.is_state("m.room.member") || event.state_key != user_) return inside;
    const std::string membership = text_at(*event.content, "membership");
    if (membership == "join") return inside || was_joined_ || &event == join_;
    // The bot's own joins may be left out: what is said from the invitation on is for it.
    if (membership == "invite") return inside || (was_joined_ && !join_);
    return membership == "knock" && inside;
}

}  // namespace plumb::matrix
