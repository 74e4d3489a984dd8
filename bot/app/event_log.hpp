// What the log says of an event: its id and outcome, and no word of what it held.
#pragma once

#include "ports/chat.hpp"

namespace plumb {

/// `done`, `refused` …
std::string_view word(Handled::Outcome outcome);

/// One line for an event from outside, with the rows of the outbox that it made, which the outbox names when
/// it sends them. What was only overheard is said at debug.
void log_handled(const Inbound& inbound, const Handled& handled, const std::string& row_ids);

}  // namespace plumb
