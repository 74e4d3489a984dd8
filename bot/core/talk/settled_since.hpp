// Whether a request is open or assessed: the policy and the assessments that are there say so, whenever they
// change, and no command alone.
#pragma once

#include "core/command/draft.hpp"

#include <vector>

namespace plumb {

/// The images with every waiting request, as the command left it, in the state it has been settled in since.
std::vector<UndoEntry::Image> settled_since(const World& world, std::vector<UndoEntry::Image> images);

/// Once the images are taken back: settles the requests among them, and those whose assessments are, as the
/// policy has it by now; the images say so. Who watches one that is not among them hears of another state.
void settle_restored(Draft& draft, std::vector<UndoEntry::Image>& images);

}  // namespace plumb
