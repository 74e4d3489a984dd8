// The functions behind the commands of core/launch; private to this folder.
#pragma once

#include "core/command/draft.hpp"

namespace plumb {

Result<void> launch_new(Draft& draft, const Command& command);
Result<void> launch_set(Draft& draft, const Command& command);
Result<void> launch_move(Draft& draft, const Command& command);
Result<void> launch_confirm(Draft& draft, const Command& command);
Result<void> launch_cancel(Draft& draft, const Command& command);
Result<void> launch_done(Draft& draft, const Command& command);
Result<void> launch_take(Draft& draft, const Command& command);
Result<void> launch_help(Draft& draft, const Command& command);
Result<void> launch_signoff(Draft& draft, const Command& command);
Result<void> launch_list(Draft& draft, const Command& command);
Result<void> launch_show(Draft& draft, const Command& command);

Result<void> collateral_new(Draft& draft, const Command& command);
Result<void> collateral_set(Draft& draft, const Command& command);
Result<void> collateral_start(Draft& draft, const Command& command);
Result<void> collateral_done(Draft& draft, const Command& command);
Result<void> collateral_list(Draft& draft, const Command& command);
Result<void> collateral_show(Draft& draft, const Command& command);

Result<void> promise_new(Draft& draft, const Command& command);
Result<void> promise_set(Draft& draft, const Command& command);
Result<void> promise_keep(Draft& draft, const Command& command);
Result<void> promise_break(Draft& draft, const Command& command);
Result<void> promise_told(Draft& draft, const Command& command);
Result<void> promise_list(Draft& draft, const Command& command);
Result<void> promise_show(Draft& draft, const Command& command);

Result<void> assumption_new(Draft& draft, const Command& command);
Result<void> assumption_set(Draft& draft, const Command& command);
Result<void> assumption_hold(Draft& draft, const Command& command);
Result<void> assumption_fail(Draft& draft, const Command& command);
Result<void> assumption_list(Draft& draft, const Command& command);
Result<void> assumption_show(Draft& draft, const Command& command);

}  // namespace plumb
