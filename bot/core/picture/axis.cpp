#include "core/picture/axis.hpp"

#include "core/picture/scene.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <optional>

namespace plumb {

namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::months;
using std::chrono::year_month_day;
using std::chrono::years;

/// Between two labels, in ems.
constexpr double kGap = 0.9;
constexpr std::size_t kShortName = 3;

enum class Step : std::uint8_t { day, week, fortnight, month, quarter, year, decade };
constexpr Step kSteps[]{Step::day,     Step::week, Step::fortnight, Step::month,
                        Step::quarter, Step::year, Step::decade};

int year_of(Day d) { return static_cast<int>(year_month_day{d}.year()); }
unsigned month_of(Day d) { return static_cast<unsigned>(year_month_day{d}.month()); }
unsigned day_of(Day d) { return static_cast<unsigned>(year_month_day{d}.day()); }
std::string_view month_name(Day d) { return kMonthNames.at(month_of(d) - 1).substr(0, kShortName); }

/// The first day of the step that holds `d`.
Day start_of(Step step, Day d) {
    const year_month_day date{d};
    constexpr int kDecade = 10;
    switch (step) {
        case Step::day: return d;
        case Step::week:
        case Step::fortnight: return week_start(d);
        case Step::month: return Day{date.year() / date.month() / day{1}};
        case Step::quarter: return quarter_start(d);
        case Step::year: return Day{date.year() / month{1} / day{1}};
        case Step::decade: return Day{std::chrono::year{year_of(d) / kDecade * kDecade} / month{1} / day{1}};
    }
    return d;
}

Day next(Step step, Day d) {
    constexpr Days kWeek{7};
    constexpr int kMonths = 3;
    constexpr int kYears = 10;
    const year_month_day date{d};
    switch (step) {
        case Step::day: return d + Days{1};
        case Step::week: return d + kWeek;
        case Step::fortnight: return d + 2 * kWeek;
        case Step::month: return Day{date + months{1}};
        case Step::quarter: return Day{date + months{kMonths}};
        case Step::year: return Day{date + years{1}};
        case Step::decade: return Day{date + years{kYears}};
    }
    return d + Days{1};
}

std::string label_of(Step step, Day d, std::optional<Day> before) {
    const std::string year = before && year_of(*before) == year_of(d) ? "" : fmt::format(" {}", year_of(d));
    constexpr unsigned kQuarter = 3;
    switch (step) {
        case Step::day:
            return fmt::format("{} {}",
                               kWeekdayNames.at(std::chrono::weekday{d}.c_encoding()).substr(0, kShortName),
                               day_of(d));
        case Step::week:
        case Step::fortnight: return fmt::format("{} {}", day_of(d), month_name(d));
        case Step::month: return fmt::format("{}{}", month_name(d), year);
        case Step::quarter:
            // The year itself stands for its first quarter: there is room for no more.
            return month_of(d) == 1 ? fmt::format("{}", year_of(d))
                                    : fmt::format("Q{}", (month_of(d) - 1) / kQuarter + 1);
        case Step::year:
        case Step::decade: return fmt::format("{}", year_of(d));
    }
    return {};
}

/// The widest that a label of the step gets; months name the year here and there.
std::string_view widest(Step step) {
    switch (step) {
        case Step::day: return "Wed 28";
        case Step::week:
        case Step::fortnight: return "28 May";
        case Step::month: return "May 2028";
        case Step::quarter:
        case Step::year:
        case Step::decade: return "2028";
    }
    return {};
}

std::string_view usual(Step step) {
    if (step == Step::month) return "May";
    return step == Step::quarter ? "Q4" : widest(step);
}

int usual_days(Step step) {
    switch (step) {
        case Step::day: return 1;
        case Step::week: return 7;
        case Step::fortnight: return 14;
        case Step::month: return 30;
        case Step::quarter: return 91;
        case Step::year: return 365;
        case Step::decade: return 3652;
    }
    return 1;
}

}  // namespace

Axis::Axis(Day first, Day last, double left, double right)
    : first_(first), last_(std::max(first, last)), left_(left), right_(right) {}

double Axis::at(double days) const {
    const double all = days_between(first_, last_) + 1;
    return left_ + (right_ - left_) * std::clamp(days / all, 0.0, 1.0);
}

double Axis::x(Day day) const { return at(days_between(first_, day)); }

double Axis::middle(Day day) const {
    constexpr double kNoon = 0.5;
    return at(days_between(first_, day) + kNoon);
}

std::vector<AxisTick> ticks(const Axis& axis, double size) {
    const double a_day = (axis.right() - axis.left()) / (days_between(axis.first(), axis.last()) + 1);
    // The shortest month, beside the usual one.
    constexpr double kShortest = 28.0 / 30.0;
    Step step = Step::decade;
    for (const Step candidate : kSteps) {
        const double apart = usual_days(candidate) * a_day * kShortest;
        const double wide = text_width(widest(candidate), size);
        if (apart < wide || apart < (wide + text_width(usual(candidate), size)) / 2 + kGap * size) continue;
        step = candidate;
        break;
    }
    std::vector<AxisTick> ticks;
    Day day = start_of(step, axis.first());
    const Step first_step = step == Step::fortnight ? Step::week : step;
    while (day < axis.first()) day = next(first_step, day);
    std::optional<Day> before;
    for (; day <= axis.last(); day = next(step, day)) {
        ticks.push_back({day, label_of(step, day, before)});
        before = day;
    }
    return ticks;
}

}  // namespace plumb
