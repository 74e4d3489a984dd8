// Dates of bare numbers (3/4/2027, 13.4.2027, 2027-3-1): what they can be read as.
#pragma once

#include "core/time/calendar.hpp"
#include "core/time/typed.hpp"

#include <optional>
#include <vector>

namespace plumb::dates {

/// The numbers of a date that has nothing but numbers in it, with marks of separation (`-` `.` `/`) between
/// them and, after dots, behind them; nothing when it is of another form.
std::optional<Tokens> numbers_only(const Tokens& tokens);

/// The days that two or three numbers can mean, month first before day first, each once. With no year among
/// them the next such day after today. Years are not held to the limits; three and more digits are a year, in
/// front or at the end. Of a year in two digits only readings near today are kept, if there are any (13.4.27
/// is not in 2013).
std::vector<Day> numeric_readings(const Tokens& numbers, Day today);

/// The next such day after today (29 February: of a leap year); nothing for a day that no year has.
std::optional<Day> next_such_day(std::chrono::month month, std::chrono::day day, Day today);

}  // namespace plumb::dates
