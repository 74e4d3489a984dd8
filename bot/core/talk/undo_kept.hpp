// What holds of the plan as a whole, and must still hold once a command is taken back.
#pragma once

#include "core/base/result.hpp"
#include "core/command/draft.hpp"
#include "core/command/undo_entry.hpp"

#include <vector>

namespace plumb {

/// Once the images are put back: collateral due at T-n follows its event again, where the day or the rule was
/// another one in the meantime. Its owners are told. What moved besides the images.
std::vector<Ref> follow_restored(Draft& draft, const std::vector<UndoEntry::Image>& images);

/// Refused where what is put back does not fit what is there by now: a name that another has taken, events
/// that would stand below each other, a record that is gone.
Result<void> still_fits(const World& restored, const std::vector<UndoEntry::Image>& images);

}  // namespace plumb
