// Days as places on a picture's axis, and where its dates are written.
#pragma once

#include "core/time/calendar.hpp"

#include <string>
#include <vector>

namespace plumb {

/// From the beginning of the first day to the end of the last.
class Axis {
  public:
    Axis(Day first, Day last, double left, double right);

    Day first() const { return first_; }
    Day last() const { return last_; }
    double left() const { return left_; }
    double right() const { return right_; }
    /// The beginning of a day; days outside lie on the edge.
    double x(Day day) const;
    /// Its noon: where a date is marked.
    double middle(Day day) const;
    bool shows(Day day) const { return day >= first_ && day <= last_; }

  private:
    double at(double days) const;

    Day first_;
    Day last_;
    double left_;
    double right_;
};

struct AxisTick {
    Day day{};
    /// `Mon 1`, `1 Mar`, `Mar`, `Q2 2027`, `2028`; a year is written at its first
    /// date.
    std::string label;

    bool operator==(const AxisTick&) const = default;
};

/// The finest of days, weeks, months, quarters and years whose labels in that
/// size stand apart.
std::vector<AxisTick> ticks(const Axis& axis, double size);

}  // namespace plumb
