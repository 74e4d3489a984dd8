// Person-days of work, a range.
#pragma once

namespace plumb {

/// Person-days, `min` to `max` (equal when no range was given). Rules count the upper end.
struct Effort {
    double min = 0;
    double max = 0;

    bool operator==(const Effort&) const = default;
};

inline constexpr double kMaxEffortDays = 10'000;
inline constexpr double kWorkDaysPerWeek = 5;

}  // namespace plumb
