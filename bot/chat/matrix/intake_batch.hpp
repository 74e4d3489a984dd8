// What one answer to /sync comes to. Private to the intake.
#pragma once

#include "chat/matrix/intake.hpp"

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace plumb::matrix {

struct Intake::Batch {
    /// What the events point to.
    std::vector<std::shared_ptr<const Json>> documents;
    /// Events that were asked for, by their ids.
    std::map<std::string, Answer> events;
    std::vector<Inbound> inbounds;
    /// The bot's own messages among them.
    std::vector<Inbound> echoes;
    /// Rooms to join and by whose server, invitations to decline with a reason; once all is recorded.
    std::vector<std::pair<std::string, std::string>> joins;
    std::vector<std::string> declined;
    /// Rooms as they were, for when it cannot be recorded.
    std::map<std::string, std::optional<Room>> before;
    /// How long what can be done without, people's names above all, may still be waited for.
    std::chrono::milliseconds for_questions = kNameWithin;
    /// Something could not be had: nothing may be recorded as complete.
    bool incomplete = false;
};

}  // namespace plumb::matrix
