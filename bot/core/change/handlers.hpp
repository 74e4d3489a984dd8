// The functions behind the commands of `change …`. Each carries one command out on a draft whose keys are
// bound and typed (core/command/spec.hpp).
#pragma once

#include "core/command/draft.hpp"

namespace plumb::change_command {

// opening.cpp
Result<void> open(Draft& draft, const Command& command);
Result<void> set(Draft& draft, const Command& command);
// evidence.cpp
Result<void> evidence(Draft& draft, const Command& command);
Result<void> option(Draft& draft, const Command& command);
// loop_in.cpp
Result<void> loop_in(Draft& draft, const Command& command);
Result<void> answer(Draft& draft, const Command& command);
// assess.cpp
Result<void> assess(Draft& draft, const Command& command);
// decide.cpp
Result<void> approve(Draft& draft, const Command& command);
Result<void> decline(Draft& draft, const Command& command);
Result<void> defer(Draft& draft, const Command& command);
// ends.cpp
Result<void> withdraw(Draft& draft, const Command& command);
Result<void> reopen(Draft& draft, const Command& command);
Result<void> merge(Draft& draft, const Command& command);
// standing_by.cpp
Result<void> support(Draft& draft, const Command& command);
Result<void> watch(Draft& draft, const Command& command);
Result<void> acknowledge(Draft& draft, const Command& command);
// views.cpp
Result<void> list(Draft& draft, const Command& command);
Result<void> show(Draft& draft, const Command& command);
Result<void> ripple(Draft& draft, const Command& command);

}  // namespace plumb::change_command
