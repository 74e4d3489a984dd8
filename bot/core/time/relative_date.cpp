#include "core/time/relative_date.hpp"

#include <algorithm>
#include <array>

namespace plumb::dates {

using std::chrono::year_month_day;
using Unit = Length::Unit;

namespace {

constexpr int kDaysPerWeek = 7;
constexpr int kMonthsPerYear = 12;
/// More than any two days within the date limits lie apart, and small enough for calendar arithmetic.
constexpr int kMostDays = 400'000;
constexpr int kMostMonths = 12'000;

constexpr std::array<std::string_view, 13> kCounts{
    "", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"};

struct UnitWord {
    std::string_view word;
    Unit unit;
};
constexpr std::array kUnits{
    UnitWord{"d", Unit::day},        UnitWord{"day", Unit::day},    UnitWord{"days", Unit::day},
    UnitWord{"w", Unit::week},       UnitWord{"wk", Unit::week},    UnitWord{"wks", Unit::week},
    UnitWord{"week", Unit::week},    UnitWord{"weeks", Unit::week}, UnitWord{"m", Unit::month},
    UnitWord{"mo", Unit::month},     UnitWord{"mos", Unit::month},  UnitWord{"month", Unit::month},
    UnitWord{"months", Unit::month}, UnitWord{"y", Unit::year},     UnitWord{"yr", Unit::year},
    UnitWord{"yrs", Unit::year},     UnitWord{"year", Unit::year},  UnitWord{"years", Unit::year}};

std::optional<int> count_of(const Token& token) {
    if (token.number()) return token.value;
    if (token.word("a") || token.word("an")) return 1;
    const auto found = std::find(kCounts.begin() + 1, kCounts.end(), token.text);
    if (found == kCounts.end()) return std::nullopt;
    return static_cast<int>(found - kCounts.begin());
}

Day add_months(Day from, int months) {
    const year_month_day date{from};
    const auto target = date.year() / date.month() + std::chrono::months{months};
    const auto last = (target / std::chrono::last).day();
    return Day{target / std::min(date.day(), last)};
}

Day moved(Day from, Length length, int direction) {
    switch (length.unit) {
        case Unit::day: return from + Days{direction * std::min(length.count, kMostDays)};
        case Unit::week:
            return from + Days{direction * kDaysPerWeek * std::min(length.count, kMostDays / kDaysPerWeek)};
        case Unit::month: return add_months(from, direction * std::min(length.count, kMostMonths));
        case Unit::year:
            return add_months(
                from, direction * kMonthsPerYear * std::min(length.count, kMostMonths / kMonthsPerYear));
    }
    return from;
}

Day month_end(Day day) {
    const year_month_day date{day};
    return Day{date.year() / date.month() / std::chrono::last};
}

/// Friday; on Saturday and Sunday the next one (product.md section 4).
Day end_of_week(Day today) { return today + (std::chrono::Friday - std::chrono::weekday{today}); }

std::optional<Day> end_of(std::string_view what, Day today) {
    if (what == "week") return end_of_week(today);
    if (what == "month") return month_end(today);
    if (what == "quarter") return month_end(add_months(quarter_start(today), 2));
    if (what == "year") return Day{year_month_day{today}.year() / 12 / 31};
    return std::nullopt;
}

std::optional<Day> of_one_word(std::string_view word, Day today) {
    if (word == "today") return today;
    if (word == "tomorrow") return today + Days{1};
    if (word == "yesterday") return today - Days{1};
    if (word == "eow") return end_of("week", today);
    if (word == "eom") return end_of("month", today);
    if (word == "eoq") return end_of("quarter", today);
    if (word == "eoy") return end_of("year", today);
    if (const auto weekday = weekday_named(word)) {
        const Day tomorrow = today + Days{1};
        return tomorrow + (*weekday - std::chrono::weekday{tomorrow});
    }
    return std::nullopt;
}

/// `next fri`, `fri next week`, `this fri`, `last fri`; weeks run from Monday to Sunday.
std::optional<Day> of_weekday(const Tokens& tokens, Day today) {
    const bool turned = tokens.size() == 3 && tokens[2].word("week");
    if (tokens.size() != 2 && !turned) return std::nullopt;
    const Token& which = tokens[turned ? 1 : 0];
    const auto weekday = weekday_named(tokens[turned ? 0 : 1].text);
    if (!weekday) return std::nullopt;
    const Day this_week = week_start(today) + (*weekday - std::chrono::Monday);
    if (which.word("next")) return this_week + Days{kDaysPerWeek};
    if (which.word("this")) return this_week;
    if (!which.word("last")) return std::nullopt;
    if (turned) return this_week - Days{kDaysPerWeek};
    const Day yesterday = today - Days{1};
    return yesterday - (std::chrono::weekday{yesterday} - *weekday);
}

/// `end of month`, `end of the quarter`.
std::optional<Day> of_ending(const Tokens& tokens, Day today) {
    if (tokens.size() < 3 || !tokens[0].word("end") || !tokens[1].word("of")) return std::nullopt;
    const bool article = tokens[2].word("the") || tokens[2].word("this");
    if (tokens.size() != (article ? 4U : 3U)) return std::nullopt;
    return end_of(tokens.back().text, today);
}

}  // namespace

std::optional<Length> length_of(std::span<const Token> tokens) {
    if (tokens.size() != 2) return std::nullopt;
    const auto count = count_of(tokens[0]);
    const auto unit = std::find_if(kUnits.begin(), kUnits.end(),
                                   [&](const UnitWord& u) { return u.word == tokens[1].text; });
    if (!count || unit == kUnits.end()) return std::nullopt;
    return Length{*count, unit->unit};
}

Day after(Day from, Length length) { return moved(from, length, 1); }

Day before(Day from, Length length) { return moved(from, length, -1); }

std::optional<Day> relative_day(const Tokens& tokens, Day today) {
    if (tokens.size() == 1 && tokens[0].is == Token::Is::word) return of_one_word(tokens[0].text, today);
    if (const auto day = of_weekday(tokens, today)) return day;
    if (const auto day = of_ending(tokens, today)) return day;
    if (tokens.size() != 3) return std::nullopt;
    const std::span all{tokens};
    const auto length = length_of(tokens[2].word("ago") ? all.first(2) : all.last(2));
    if (!length) return std::nullopt;
    if (tokens[0].word("in") || tokens[0].mark('+')) return after(today, *length);
    if (tokens[0].mark('-') || tokens[2].word("ago")) return before(today, *length);
    return std::nullopt;
}

std::optional<int> event_offset(const Tokens& tokens) {
    if (tokens.size() < 3 || tokens.size() > 4 || !tokens[0].word("t") || !tokens[2].number())
        return std::nullopt;
    if (!tokens[1].mark('-') && !tokens[1].mark('+')) return std::nullopt;
    Length length{tokens[2].value, Unit::day};
    if (tokens.size() == 4) {
        const auto with_unit = length_of(std::span{tokens}.last(2));
        if (!with_unit || with_unit->unit > Unit::week) return std::nullopt;
        length = *with_unit;
    }
    return days_between(Day{}, tokens[1].mark('-') ? before(Day{}, length) : after(Day{}, length));
}

}  // namespace plumb::dates
