// The functions behind the commands of core/people; private to this folder.
#pragma once

#include "core/command/draft.hpp"

namespace plumb {

// role.cpp
Result<void> role_add(Draft& draft, const Command& command);
Result<void> role_remove(Draft& draft, const Command& command);
Result<void> role_list(Draft& draft, const Command& command);
// customer.cpp
Result<void> customer_set(Draft& draft, const Command& command);
Result<void> customer_list(Draft& draft, const Command& command);
Result<void> customer_show(Draft& draft, const Command& command);
Result<void> customer_merge(Draft& draft, const Command& command);
// policy.cpp
Result<void> policy_show(Draft& draft, const Command& command);
Result<void> policy_set(Draft& draft, const Command& command);
// rule_commands.cpp
Result<void> rule_list(Draft& draft, const Command& command);
Result<void> rule_show(Draft& draft, const Command& command);
Result<void> rule_set(Draft& draft, const Command& command);
Result<void> rule_on_command(Draft& draft, const Command& command);
Result<void> rule_off_command(Draft& draft, const Command& command);
// mute.cpp
Result<void> mute_rule(Draft& draft, const Command& command);
// glossary.cpp
Result<void> glossary_show(Draft& draft, const Command& command);
Result<void> glossary_set(Draft& draft, const Command& command);

}  // namespace plumb
