// What waits for one person: `me` alone, and personal digests.
#pragma once

#include "core/base/card.hpp"
#include "core/command/context.hpp"

#include <string_view>
#include <vector>

namespace plumb {

/// Labels of lines that are no calls to act: what is theirs, to come and over.
inline constexpr std::string_view kDue = "Due";
inline constexpr std::string_view kWasDue = "Was due";
inline constexpr std::string_view kYourEvents = "Your events";
inline constexpr std::string_view kYourOver = "Ended";

/// Questions put to the person, requests that wait for their function's assessment or for their decision,
/// baselines to confirm, what they own that is due, promises, assumptions, offers of help on their events,
/// and warnings that concern them: one field line each, most pressing first, of all products. Empty when
/// nothing waits.
std::vector<Line> waiting_lines(const World& world, const Context& context, PersonId person);

}  // namespace plumb
