// Days as people type them (product.md section 4, "Dates").
#pragma once

#include "core/base/result.hpp"
#include "core/time/calendar.hpp"

#include <optional>
#include <string_view>

namespace plumb {

/// What a typed day is counted from.
struct DateContext {
    /// In the speaker's zone, else the product's.
    Day today;
    /// Start of the event at hand, which `T-14` is counted from.
    std::optional<Day> event_day = std::nullopt;
};

/// The day that a refusal offers where the text tells none lies this far ahead: near enough to be useful, far
/// enough not to look like today.
inline constexpr Days kAnyDayAhead{7};

/// Reads a day: `2027-03-01`, `1 mar`, `March 1st, 2027`, `25-mar-2027`, `Tue 14 Apr`, `tomorrow`, `fri`,
/// `next fri`, `in 3 weeks`, `+10d`, `3 days ago`, `T-14`, `eow`, `eom`, `eoq`, `eoy`. Case, the kind of dash
/// and of blank do not matter. A year left out means the next such day, today not counted.
///
/// Refused: slashes always, and dots or dashes between bare numbers where they can be read in two ways, each
/// with its readings in ISO form; days that do not exist; a weekday that disagrees; days outside of
/// kFirstYear to kLastYear; `T-14` without an event. Every refusal has an example: a day that can stand in
/// place of the text.
Result<Day> parse_day(std::string_view text, const DateContext& context);

/// The days of a `T-14`, `T+3` or `T-2w`, negative before the event; nothing when the text is no such rule.
std::optional<int> parse_event_offset(std::string_view text);

}  // namespace plumb
