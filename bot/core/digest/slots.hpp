// When digests come: the slots of channels' schedules and of people's own digests.
#pragma once

#include "core/base/result.hpp"
#include "core/command/context.hpp"
#include "core/time/schedule.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace plumb {

/// `daily`, `weekdays`, `weekly`, whatever their case. A refusal has no example: what is to be mended is
/// known to the command.
Result<Every> rhythm_named(std::string_view typed);

WallRule rule_of(const Schedule& schedule);
/// The schedule's own zone, else its product's.
const Zone& zone_of(const Context& context, const World& world, const Schedule& schedule);
/// What is due by now.
SlotsDue slots_due(const Context& context, const World& world, const Schedule& schedule);
/// The weekly schedule of a product in a channel; nullptr where there is none.
const Schedule* weekly_of(const World& world, ProductId product, const std::string& channel);
/// A weekly digest of the same channel and product comes on that day, or is sent late just now: it holds what
/// the daily one would.
bool replaced(const Context& context, const World& world, const Schedule& daily, const Slot& slot);
/// The next slot after an instant that runs; a daily one's that a weekly one replaces are passed over.
Slot next_run(const Context& context, const World& world, const Schedule& schedule, Instant after);

/// What came after this is news to whoever reads the digest at `at`: since the last one, or a day or a week
/// back where there was none.
Instant told_until(const World& world, const Schedule& schedule, Instant at);
/// The same for a weekly digest of a channel that may have no schedule.
Instant told_until(const World& world, ProductId product, const std::string& channel, Instant at);
/// No weekly digest of that schedule has come in the month of a day; there need be none (nullptr).
bool first_of_month(const Context& context, const World& world, const Schedule* weekly, Day day);

/// What the digests that can be asked for in a place have not told yet: the journal is needed from then on.
Instant news_since(const World& world, const Context& context);

/// Schedules of a channel; of a product, by channel.
std::vector<const Schedule*> schedules_of(const World& world, const std::string& channel);
std::vector<const Schedule*> schedules_of(const World& world, ProductId product);

/// People's digests come at 09:00 of their zone, weekly ones on Monday. The person's digest must not be off.
WallRule rule_of(const Person& person);
/// The person's zone; the first product's where they have set none.
const Zone& zone_of(const Context& context, const World& world, const Person& person);
SlotsDue slots_due(const Context& context, const World& world, const Person& person);
/// The next slot after an instant that runs.
Slot next_run(const Context& context, const World& world, const Person& person, Instant after);

}  // namespace plumb
