// The functions behind the commands of core/people; private to this folder.
#pragma once

#include "core/command/draft.hpp"

namespace plumb {

Result<void> me_is(Draft& draft, const Command& command);
Result<void> role_add(Draft& draft, const Command& command);
Result<void> role_remove(Draft& draft, const Command& command);
Result<void> role_list(Draft& draft, const Command& command);

}  // namespace plumb
