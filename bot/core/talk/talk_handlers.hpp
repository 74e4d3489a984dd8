// The functions behind the commands of core/talk; private to this folder.
#pragma once

#include "core/command/draft.hpp"

namespace plumb {

// me.cpp
Result<void> me_is(Draft& draft, const Command& command);
// warning_list.cpp
Result<void> warning_list(Draft& draft, const Command& command);
// warning_show.cpp
Result<void> warning_show(Draft& draft, const Command& command);
Result<void> warning_why(Draft& draft, const Command& command);
// warning_answer.cpp
Result<void> warning_ack(Draft& draft, const Command& command);
Result<void> warning_snooze(Draft& draft, const Command& command);
Result<void> warning_accept(Draft& draft, const Command& command);
// whatif.cpp
Result<void> whatif_of_nothing(Draft& draft, const Command& command);
// history.cpp
Result<void> show_history(Draft& draft, const Command& command);
// search.cpp
Result<void> show_hits(Draft& draft, const Command& command);
// undo.cpp
Result<void> undo_last(Draft& draft, const Command& command);

}  // namespace plumb
