// What can be said, with examples.
#pragma once

#include "core/command/draft.hpp"

namespace plumb {

/// `help`, `help NOUN`, `help NOUN VERB`. Answers the asker; refuses an unknown noun or verb with the
/// nearest.
Result<void> help(Draft& draft, const Command& command);

}  // namespace plumb
