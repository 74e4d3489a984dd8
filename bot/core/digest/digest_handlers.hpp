// The functions behind the commands of core/digest; private to this folder.
#pragma once

#include "core/command/draft.hpp"

namespace plumb {

// digest_views.cpp
Result<void> digest_now(Draft& draft, const Command& command);
Result<void> digest_test(Draft& draft, const Command& command);
Result<void> pulse_now(Draft& draft, const Command& command);
// schedule_commands.cpp
Result<void> digest_schedule(Draft& draft, const Command& command);
Result<void> digest_list(Draft& draft, const Command& command);
Result<void> digest_stop(Draft& draft, const Command& command);

}  // namespace plumb
