// Days and instants. Everything that asks "when" gets its time, zone and today as arguments.
#pragma once

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace plumb {

/// A calendar day, in nobody's zone.
using Day = std::chrono::sys_days;
/// A moment, UTC, whole seconds.
using Instant = std::chrono::sys_seconds;
using Days = std::chrono::days;
using Seconds = std::chrono::seconds;

/// The years a date may lie in (operation.md section 5: 1970 to 2199).
inline constexpr int kFirstYear = 1970;
inline constexpr int kLastYear = 2199;

/// January first.
inline constexpr std::array<std::string_view, 12> kMonthNames{
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};
/// Sunday first, as std::chrono::weekday::c_encoding counts.
inline constexpr std::array<std::string_view, 7> kWeekdayNames{"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                               "Thursday", "Friday", "Saturday"};

/// `2027-03-01`.
std::string iso(Day day);
/// `2027-03-01T09:00:00Z`.
std::string iso(Instant at);
/// Exactly `YYYY-MM-DD` and a day that exists, any year 0000 to 9999.
std::optional<Day> parse_iso_day(std::string_view text);
/// RFC 3339 or its beginning from the day on (`2027-03-01`, `2027-03-01T09:00`, `…:30Z`, `…+02:00`); without
/// an offset it is UTC. Fractions of a second are dropped.
std::optional<Instant> parse_instant(std::string_view text);

/// `Tue 14 Apr`, with the year when it is not `today`'s: `14 Apr 2028`.
std::string spoken(Day day, Day today);
/// `1 day`, `2 days`, `0 days`.
std::string days_text(int n);
/// `today`, `tomorrow`, `yesterday`, `in 12 days`, `3 days ago`.
std::string distance_text(Day day, Day today);

bool is_working_day(Day day);
/// Working days waited: those after `from`, up to and including `to`. Monday to Thursday is 3. 0 when to <=
/// from.
int working_days_after(Day from, Day to);
/// Whole days from one to the other; negative when `to` lies before `from`.
constexpr int days_between(Day from, Day to) { return static_cast<int>((to - from).count()); }

/// First day of the calendar quarter that holds the day.
Day quarter_start(Day day);
/// Monday of the day's week.
Day week_start(Day day);

}  // namespace plumb
