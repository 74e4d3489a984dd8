// What people write in the thread of a record is part of it.
#pragma once

#include "core/command/draft.hpp"

#include <string_view>

namespace plumb {

/// Takes what the actor wrote in a record's thread: the actor's function has acted on the record
/// (`function-drift`); on a request the actor watches from then on, and answers every open question put
/// to them by their first message; on an event that they moved that day without a why it is the why.
void heard_in_thread(Draft& draft, Ref record, std::string_view text);

}  // namespace plumb
