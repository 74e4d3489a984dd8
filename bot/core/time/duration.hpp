// Lengths of time as people type them (product.md section 4, "Durations").
#pragma once

#include "core/base/effort.hpp"
#include "core/base/result.hpp"

#include <string_view>

namespace plumb {

/// Setup and lead days (fields.md, "Limits").
inline constexpr int kMostCalendarDays = 366;

/// Calendar days: `3d`, `2w` (a week is 7), `3 days`, `two weeks`, a bare `3`. Whole, and 0 to `most`.
Result<int> parse_calendar_days(std::string_view text, int most = kMostCalendarDays);

/// Person-days: `3d`, `2w` (a week is kWorkDaysPerWeek), `0.5d`, `5-8d`, `1w-2w`, `5-8 person-days`, a bare
/// `5`. In a range a unit that one end lacks is the other's. 0 to kMaxEffortDays; a range that runs backwards
/// is refused.
Result<Effort> parse_effort(std::string_view text);

}  // namespace plumb
