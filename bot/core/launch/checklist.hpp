// A tier's checklist: what an event of that tier needs, made as collateral when the tier is given
// (fields.md).
#pragma once

#include "core/command/draft.hpp"

#include <vector>

namespace plumb {

/// The product's own list for the tier (1 to 3), else the usual one of fields.md.
std::vector<ChecklistItem> checklist_of(const Product& product, int tier);

/// For a tier that was given: makes what it asks for and the event does not have yet, and takes away what it
/// does not ask for and came from another tier's checklist, as long as that is still `todo`. An event without
/// a tier has none.
struct ChecklistChange {
    int added = 0;
    int taken = 0;
};
ChecklistChange follow_checklist(Draft& draft, EventId event);

}  // namespace plumb
