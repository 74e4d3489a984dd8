// What was heard at an event: its owners are asked when it is over, and answer in its thread.
#pragma once

#include "core/command/draft.hpp"

#include <string>
#include <string_view>

namespace plumb {

/// Keeps what an owner wrote in an event's thread as evidence with source `event`, once they were asked what
/// was heard: on the request that it names, else on the event until it is attached to one. A known customer
/// who is named stands behind it; what stands in quotes is verbatim. Anything else changes nothing.
void heard_at_event(Draft& draft, EventId event, std::string_view text);

/// `Acme: Too slow for them`: who said it and what was told, else their words.
std::string heard_text(const World& world, const Evidence& voice);

/// Evidence of an event that is on no request yet, by number.
std::vector<const Evidence*> unattached(const World& world, EventId event);

/// `launch attach EV-3 to:CR-1`: puts such evidence on a request.
Result<void> attach_evidence(Draft& draft, const Command& command);

}  // namespace plumb
