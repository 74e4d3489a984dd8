// What a launch event may be, who may change it, and how it moves.
#pragma once

#include "core/command/draft.hpp"

#include <string>
#include <vector>

namespace plumb {

/// The type whose name stands in a title (`Spring webinar`), else launch.
EventType type_in_title(std::string_view title);

/// The day that `T-before` of an event is, kept within the years that a date may lie in.
Day due_day(const LaunchEvent& event, int before);

/// Whether the event is `top`, or stands below it.
bool stands_below(const World& world, EventId event, EventId top);

/// The last event of its type and product that was over before this one and left a line in its retrospect;
/// nullptr: none.
const LaunchEvent* last_looked_back_on(const World& world, const LaunchEvent& event);

/// Collateral due at T-n follows its event: what has another day gets the right one, and each owner is told
/// once of all of theirs. What moved.
std::vector<CollateralId> move_collateral(Draft& draft, EventId event);

/// Refuses an event that ends before it starts, a tier that is none, a parent that is the event itself or
/// stands below it.
Result<void> check_event(const World& world, const LaunchEvent& event, Day today);

/// Its owners may change it, anybody while it has none, approvers and admins (fields.md, "Who may").
Result<void> may_change(const Draft& draft, const LaunchEvent& event);

/// Refuses, with what is possible, unless the event is planned or confirmed.
Result<void> still_ahead(const World& world, const LaunchEvent& event);

/// Moves an event: its end moves along unless `to` is given, so does collateral due at T-n; a row in the
/// ledger; the owners of what moved are told. Refuses an end before the start.
Result<void> move_event(Draft& draft, EventId event, Day on, std::optional<Day> to, std::string why);

}  // namespace plumb
