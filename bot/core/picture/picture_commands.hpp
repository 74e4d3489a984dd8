// Commands that answer with a file: the timeline, an export.
#pragma once

#include "core/command/draft.hpp"

#include <span>

namespace plumb {

std::span<const CommandSpec> picture_commands();

/// A picture of releases, freezes, betas and events, with the same in words.
Result<void> show_timeline(Draft& draft, const Command& command);
/// Everything of the product in a file, for the asker alone.
Result<void> export_file(Draft& draft, const Command& command);

}  // namespace plumb
