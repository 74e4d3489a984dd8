// What was built on a command since: `undo` takes back nothing that somebody relies on.
#pragma once

#include "core/base/result.hpp"
#include "core/command/draft.hpp"
#include "core/command/undo_entry.hpp"

#include <vector>

namespace plumb {

/// Refused where something of it has changed since, where a baseline has agreed to it or something points to
/// what it made, where somebody else has written there, where a request has been assessed that was open only
/// by the command, and where one has been heard of only as another that it was merged into. `images` are what
/// would be put back of `entry`.
Result<void> nothing_built(const Draft& draft, const UndoEntry& entry,
                           const std::vector<UndoEntry::Image>& images);

}  // namespace plumb
