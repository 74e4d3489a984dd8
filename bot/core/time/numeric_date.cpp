#include "core/time/numeric_date.hpp"

#include "core/base/among.hpp"

#include <algorithm>
#include <array>

namespace plumb::dates {

using std::chrono::year_month_day;

namespace {

constexpr int kCentury = 2000;
/// How far from today a year in two digits is taken to lie.
constexpr int kYearsBack = 10;
constexpr int kYearsAhead = 30;
/// Leap years lie eight years apart around 2100.
constexpr int kLongestWait = 8;
/// Above any date limit, and well inside of what std::chrono::year holds.
constexpr int kMostYear = 9999;

void add(std::vector<Day>& days, int year, int month, int day) {
    if (year > kMostYear || month > 12 || day > 31) return;
    const year_month_day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                              std::chrono::day{static_cast<unsigned>(day)}};
    if (date.ok() && !is_among(days, Day{date})) days.push_back(Day{date});
}

int year_of(Day day) { return static_cast<int>(year_month_day{day}.year()); }

std::vector<Day> without_year(int a, int b, Day today) {
    std::vector<Day> days;
    for (const auto& [month, day] : {std::array{a, b}, std::array{b, a}}) {
        if (month > 12 || day > 31) continue;
        const auto next = next_such_day(std::chrono::month{static_cast<unsigned>(month)},
                                        std::chrono::day{static_cast<unsigned>(day)}, today);
        if (next) add(days, year_of(*next), month, day);
    }
    return days;
}

std::vector<Day> with_short_year(int a, int b, int c, Day today) {
    std::vector<Day> days;
    add(days, kCentury + c, a, b);
    add(days, kCentury + c, b, a);
    add(days, kCentury + a, b, c);
    const std::vector<Day> all = days;
    std::erase_if(days, [today](Day day) {
        return year_of(day) < year_of(today) - kYearsBack || year_of(day) > year_of(today) + kYearsAhead;
    });
    return days.empty() ? all : days;
}

}  // namespace

std::optional<Tokens> numbers_only(const Tokens& tokens) {
    Tokens numbers;
    bool after_number = false;
    for (const Token& token : tokens) {
        const bool separates = token.mark('-') || token.mark('.') || token.mark('/');
        if (token.number())
            numbers.push_back(token);
        else if (!separates || !after_number)
            return std::nullopt;
        after_number = token.number();
    }
    if (numbers.empty() || !(after_number || tokens.back().mark('.'))) return std::nullopt;
    return numbers;
}

std::vector<Day> numeric_readings(const Tokens& numbers, Day today) {
    std::vector<Day> days;
    const auto is_year = [](const Token& t) { return t.text.size() > 2; };
    if (numbers.size() == 2) {
        if (is_year(numbers[0]) || is_year(numbers[1])) return days;
        return without_year(numbers[0].value, numbers[1].value, today);
    }
    if (numbers.size() != 3 || is_year(numbers[1])) return days;
    const int a = numbers[0].value;
    const int b = numbers[1].value;
    const int c = numbers[2].value;
    if (is_year(numbers[0])) {
        if (!is_year(numbers[2])) add(days, a, b, c);
    } else if (is_year(numbers[2])) {
        add(days, c, a, b);
        add(days, c, b, a);
    } else {
        return with_short_year(a, b, c, today);
    }
    return days;
}

std::optional<Day> next_such_day(std::chrono::month month, std::chrono::day day, Day today) {
    const std::chrono::year first = year_month_day{today}.year();
    for (int n = 0; n <= kLongestWait; ++n) {
        const year_month_day date{first + std::chrono::years{n}, month, day};
        if (date.ok() && Day{date} > today) return Day{date};
    }
    return std::nullopt;
}

}  // namespace plumb::dates
