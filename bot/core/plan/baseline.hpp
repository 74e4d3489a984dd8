// Baselines: the plan both sides agree to, confirmed by a second function, and what has changed since.
#pragma once

#include "core/command/draft.hpp"

namespace plumb {

Result<void> plan_show(Draft& draft, const Command& command);
Result<void> plan_baseline(Draft& draft, const Command& command);
Result<void> plan_confirm(Draft& draft, const Command& command);
Result<void> plan_diff(Draft& draft, const Command& command);

}  // namespace plumb
