// Groups of people, as Slack writes them within a command (`<!subteam^S1|@marketing>`).
#pragma once

#include <string>

namespace plumb::slack {

/// A text as `typed` gave it, with its groups by their handles (`@marketing`). Where a command reads a person
/// a group stays the code it is: it owns and decides nothing, and is nobody of its name.
std::string with_groups_named(std::string text);

}  // namespace plumb::slack
