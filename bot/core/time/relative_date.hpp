// Days that are counted from today or from an event.
#pragma once

#include "core/time/calendar.hpp"
#include "core/time/typed.hpp"

#include <optional>
#include <span>

namespace plumb::dates {

/// `3 weeks`, `10d`, `a month`.
struct Length {
    enum class Unit { day, week, month, year };

    int count = 0;
    Unit unit = Unit::day;
};

/// A count and a unit and nothing else. The count may be a word up to twelve.
std::optional<Length> length_of(std::span<const Token> tokens);

/// The day that far after `from`, or before it. A month's last day stands in for one that the month does not
/// have. Far beyond any date limit it stops counting.
Day after(Day from, Length length);
Day before(Day from, Length length);

/// `today`, `fri`, `next fri`, `last fri`, `this fri`, `in 3 weeks`, `+10d`, `-10d`, `3 days ago`, `eow`,
/// `end of month` and so on. Nothing when the text is of another form.
std::optional<Day> relative_day(const Tokens& tokens, Day today);

/// Days from the event's start in `t-14`, `t+3`, `t-2w`: negative before it.
std::optional<int> event_offset(const Tokens& tokens);

}  // namespace plumb::dates
