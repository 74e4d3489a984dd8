// Questions about the whole: are we ready, what hangs on what, who is busy.
#pragma once

#include "core/command/draft.hpp"

namespace plumb {

/// Are we ready, and when: one line each, then what is missing. About a release, an event, or the product.
Result<void> view_status(Draft& draft, const Command& command);
/// Evidence, requests, features, releases, events, collateral and promises that lead to a record or follow
/// from it.
Result<void> view_trace(Draft& draft, const Command& command);
/// Busy days per person in the next four weeks.
Result<void> view_load(Draft& draft, const Command& command);

}  // namespace plumb
