// A tier's checklist: what an event of that tier needs, made as collateral when the tier is given
// (fields.md).
#pragma once

#include "core/command/draft.hpp"

#include <span>
#include <vector>

namespace plumb {

/// The product's own list for the tier (1 to 3), else the usual one of fields.md.
std::vector<ChecklistItem> checklist_of(const Product& product, int tier);

/// Makes what the event's tier asks for and does not have yet, and takes away what the tier it had before
/// asked for and this one does not, as long as it is still `todo`. `had` is the tier before; nothing where it
/// had none.
void follow_checklist(Draft& draft, EventId event, std::optional<int> had);

}  // namespace plumb
