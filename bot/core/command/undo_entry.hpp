// What is kept of a command so that it can be taken back.
#pragma once

#include "core/command/context.hpp"

#include <vector>

namespace plumb {

/// The images that undo needs: what the command itself wrote, not what the rules and the clock made of it. Of
/// warnings those that were answered for: no rule and no clock does that.
UndoEntry undo_entry(const World& before, const Context& context, const std::vector<Write>& writes);

}  // namespace plumb
