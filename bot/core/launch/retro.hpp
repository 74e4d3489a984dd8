// The retrospect of an event (product.md section 3): what was planned and what came of it.
#pragma once

#include "core/command/draft.hpp"

namespace plumb {

/// Whether an event can be looked back on: it is done, or its last day is over. A cancelled one cannot.
bool is_over(const LaunchEvent& event, Day today);

/// Planned against actual dates, moves, late decisions, warnings, collateral, promises, what was heard, and
/// the owners' lines of what to keep and what to change; owners who have not said theirs are asked, and those
/// of them that are `pinged` hear of it. Made anew from the records and Context::archive's journal since the
/// event was made, whenever it is shown.
Card retro_card(const World& world, const Context& context, EventId id,
                const std::vector<PersonId>& pinged = {});

/// `launch retro LE-n [keep: change:]`: shows it; with a line to keep or to change it records that for the
/// speaker.
Result<void> launch_retro(Draft& draft, const Command& command);

}  // namespace plumb
