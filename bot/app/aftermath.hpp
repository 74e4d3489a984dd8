// What is added to a decision before it is committed.
#pragma once

#include "core/command/decision.hpp"

#include <vector>

namespace plumb {

/// The images that undo needs: what the command itself wrote, not what the rules and the clock made of it.
UndoEntry undo_entry(const World& before, const Context& context, const std::vector<Write>& writes);

/// A product that the decision makes begins with what the installation has agreed on, where the command does
/// not say otherwise.
void give_policy(Decision& decision, const World& before, const Policy& policy);

}  // namespace plumb
