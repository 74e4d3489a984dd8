#include "core/time/natural_date.hpp"

#include "core/time/numeric_date.hpp"
#include "core/time/relative_date.hpp"
#include "core/time/typed.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace plumb {

using namespace dates;

using std::chrono::year_month_day;

namespace {

constexpr std::chrono::year kSomeLeapYear{2028};
constexpr std::chrono::year kNoLeapYear{2027};

constexpr Day kFirstDay{std::chrono::year{kFirstYear} / 1 / 1};
constexpr Day kLastDay{std::chrono::year{kLastYear} / 12 / 31};

/// An example is itself a day that would be taken.
std::string example_of(Day day) { return iso(std::clamp(day, kFirstDay, kLastDay)); }

/// Nothing where the text is of another form.
using Maybe = std::optional<Result<Day>>;

/// A day being read: what was typed, and what it is counted from.
struct Reading {
    std::string text;
    const DateContext& context;

    std::string example() const { return example_of(context.today + kAnyDayAhead); }
};

bool is_within_limits(Day day) { return day >= kFirstDay && day <= kLastDay; }

/// `T10`, `T 10`, where an event is at hand: the days before it without their sign.
std::optional<std::string> days_before_meant(const Reading& reading) {
    constexpr std::size_t kMostDigits = 3;
    std::string_view digits = reading.text;
    if (!reading.context.event_day || digits.empty() || (digits.front() != 'T' && digits.front() != 't'))
        return std::nullopt;
    digits.remove_prefix(digits.substr(1).starts_with(' ') ? 2 : 1);
    const bool number = !digits.empty() && digits.size() <= kMostDigits &&
                        digits.find_first_not_of("0123456789") == std::string_view::npos;
    return number ? std::optional("T-" + std::string(digits)) : std::nullopt;
}

tl::unexpected<Refusal> refuse_unknown(const Reading& reading) {
    if (auto before = days_before_meant(reading))
        return refuse(fmt::format("“{}” is no date I know.", reading.text),
                      fmt::format("Did you mean {}?", *before), *before);
    return refuse(fmt::format("“{}” is no date I know.", reading.text),
                  "A day such as 2027-03-01, 1 mar, fri, in 3 weeks or +10d:", reading.example());
}

tl::unexpected<Refusal> refuse_number_alone(const Reading& reading, const Token& number) {
    const std::string_view lacks = number.text.size() == 4 ? "a month and a day" : "a month";
    return refuse(fmt::format("“{}” lacks {}.", reading.text, lacks), "The whole date:", reading.example());
}

tl::unexpected<Refusal> refuse_years(const Reading& reading) {
    return refuse(
        fmt::format("“{}” lies outside of the years {} to {}.", reading.text, kFirstYear, kLastYear),
        fmt::format("A day from {0}-01-01 to {1}-12-31:", kFirstYear, kLastYear), reading.example());
}

unsigned month_length(std::chrono::year year, std::chrono::month month) {
    return static_cast<unsigned>((year / month / std::chrono::last).day());
}

/// Days beyond 99 are no days either way, and std::chrono::day holds no more than 255.
std::chrono::day day_number(int day) { return std::chrono::day{static_cast<unsigned>(std::min(day, 99))}; }

/// A day of a month that is too short for it.
tl::unexpected<Refusal> refuse_missing_day(const Reading& reading, std::optional<int> year,
                                           std::chrono::month month, int day) {
    if (day == 0 || day > 31)
        return refuse(fmt::format("There is no day {} in a month.", day),
                      "A day of the month from 1:", reading.example());
    const std::string name = fmt::format("{} {}", day, kMonthNames[static_cast<unsigned>(month) - 1]);
    if (year) {
        const unsigned length = month_length(std::chrono::year{*year}, month);
        return refuse(
            fmt::format("There is no {} {}: that month has {} days.", name, *year, length),
            "A day that exists:", iso(Day{std::chrono::year{*year} / month / std::chrono::day{length}}));
    }
    const unsigned length = month_length(kSomeLeapYear, month);
    const auto last = next_such_day(month, std::chrono::day{length}, reading.context.today);
    return refuse(fmt::format("There is no {}: that month has {} days.", name, length),
                  "A day that exists:", last ? example_of(*last) : reading.example());
}

/// The example is the month's last day.
tl::unexpected<Refusal> refuse_month_alone(const Reading& reading, std::chrono::month month,
                                           std::optional<int> year) {
    std::optional<Day> last;
    if (!year)
        last =
            next_such_day(month, std::chrono::day{month_length(kNoLeapYear, month)}, reading.context.today);
    else if (*year >= kFirstYear && *year <= kLastYear)
        last = Day{std::chrono::year{*year} / month / std::chrono::last};
    return refuse(fmt::format("“{}” names a month, not a day.", reading.text),
                  "The day as well:", last ? example_of(*last) : reading.example());
}

Result<Day> day_of_year(const Reading& reading, int year, std::chrono::month month, int day) {
    if (year < kFirstYear || year > kLastYear) return refuse_years(reading);
    const year_month_day date{std::chrono::year{year}, month, day_number(day)};
    if (!date.ok()) return refuse_missing_day(reading, year, month, day);
    return Day{date};
}

Result<Day> day_of_next(const Reading& reading, std::chrono::month month, int day) {
    const auto next = next_such_day(month, day_number(day), reading.context.today);
    if (!next) return refuse_missing_day(reading, std::nullopt, month, day);
    return *next;
}

/// `readings` has one or more; the example is the first that is not over.
tl::unexpected<Refusal> refuse_readings(const Reading& reading, const std::vector<Day>& readings) {
    if (!std::all_of(readings.begin(), readings.end(), is_within_limits)) return refuse_years(reading);
    std::string all;
    for (const Day day : readings) all += (all.empty() ? "" : " or ") + iso(day);
    const auto ahead =
        std::find_if(readings.begin(), readings.end(), [&](Day day) { return day >= reading.context.today; });
    return refuse(fmt::format("{} can be read as {}.", reading.text, all),
                  readings.size() == 1 ? "Write it that way:" : "Write one of those:",
                  iso(ahead == readings.end() ? readings.front() : *ahead));
}

/// `2027-3-1`, `20270301`: the order is beyond doubt, so that a day that does not exist can be named.
Maybe year_first(const Tokens& numbers, const Reading& reading) {
    constexpr int kMonthShift = 100;
    constexpr int kYearShift = 10'000;
    int year = numbers[0].value;
    int month = 0;
    int day = 0;
    if (numbers.size() == 3 && numbers[0].text.size() == 4) {
        month = numbers[1].value;
        day = numbers[2].value;
    } else if (numbers.size() == 1 && numbers[0].text.size() == 8) {
        month = year / kMonthShift % kMonthShift;
        day = year % kMonthShift;
        year /= kYearShift;
    } else {
        return std::nullopt;
    }
    if (month < 1 || month > 12)
        return refuse(fmt::format("“{}”: there is no month {}.", reading.text, month),
                      "A month from 01 to 12:", reading.example());
    return day_of_year(reading, year, std::chrono::month{static_cast<unsigned>(month)}, day);
}

/// Dots and dashes: taken where they can mean one day only. 13.4.2027 is read as everyone reads it; 3.4.2027
/// is the third of April in Berlin and the fourth of March in Boston, so it is asked back rather than
/// guessed.
Maybe numeric(const Tokens& tokens, const Reading& reading) {
    const auto numbers = numbers_only(tokens);
    if (!numbers) return std::nullopt;
    if (auto day = year_first(*numbers, reading)) return day;
    if (numbers->size() == 2 && (*numbers)[0].text.size() == 4)
        if (const int month = (*numbers)[1].value; month >= 1 && month <= 12)
            return refuse_month_alone(reading, std::chrono::month{static_cast<unsigned>(month)},
                                      (*numbers)[0].value);
    if (numbers->size() == 1) return refuse_number_alone(reading, numbers->front());
    const auto readings = numeric_readings(*numbers, reading.context.today);
    if (readings.size() == 1) return readings.front();
    if (readings.empty())
        return refuse(fmt::format("“{}” names no day that exists.", reading.text),
                      "Year, month and day:", reading.example());
    return refuse_readings(reading, readings);
}

bool is_ordinal_suffix(const Token& token) {
    return token.word("st") || token.word("nd") || token.word("rd") || token.word("th");
}

/// Without what only joins: `March 1st, '27`, `1. mar`, `the 1st of march`, `25-mar-2027`.
Tokens bare(const Tokens& tokens) {
    Tokens kept;
    for (const Token& token : tokens) {
        const bool joins =
            token.mark('-') || token.mark('.') || token.mark('\'') || token.word("the") || token.word("of");
        const bool suffix = !kept.empty() && kept.back().number() && is_ordinal_suffix(token);
        if (!joins && !suffix) kept.push_back(token);
    }
    return kept;
}

/// Two digits are a year of this century: `1 mar 27`.
int full_year(const Token& token) {
    constexpr int kCentury = 2000;
    return token.text.size() == 2 ? kCentury + token.value : token.value;
}

/// A day and a month's name, in either order, with or without a year.
Maybe with_month_name(const Tokens& all, const Reading& reading) {
    Tokens tokens = bare(all);
    const auto named = std::find_if(tokens.begin(), tokens.end(), [](const Token& t) {
        return t.is == Token::Is::word && month_named(t.text);
    });
    if (named == tokens.end()) return std::nullopt;
    const auto month = *month_named(named->text);
    const auto place = named - tokens.begin();
    tokens.erase(named);
    if (!std::all_of(tokens.begin(), tokens.end(), [](const Token& t) { return t.number(); }))
        return std::nullopt;
    const auto is_year = [](const Token& t) { return t.text.size() > 2; };
    if (tokens.empty()) return refuse_month_alone(reading, month, std::nullopt);
    if (tokens.size() == 1 && is_year(tokens[0])) return refuse_month_alone(reading, month, tokens[0].value);
    if (tokens.size() == 1) return day_of_next(reading, month, tokens[0].value);
    if (tokens.size() != 2 || place == 2) return std::nullopt;
    // `2027-mar-1` has its year in front; everything else has it behind.
    if (place == 1 && is_year(tokens[0])) std::swap(tokens[0], tokens[1]);
    if (is_year(tokens[0]) || tokens[1].text.size() == 1) return std::nullopt;
    return day_of_year(reading, full_year(tokens[1]), month, tokens[0].value);
}

/// Slashes mean one day in America and another elsewhere: always refused, with what they could mean.
Result<Day> slashes(const Tokens& tokens, const Reading& reading) {
    std::vector<Day> readings;
    if (const auto numbers = numbers_only(tokens)) {
        readings = numeric_readings(*numbers, reading.context.today);
    } else {
        Tokens spaced = tokens;
        std::erase_if(spaced, [](const Token& t) { return t.mark('/'); });
        const auto day = with_month_name(spaced, reading);
        if (day && *day) readings.push_back(**day);
    }
    if (readings.empty())
        return refuse(fmt::format("{} cannot be read as a day.", reading.text),
                      "Write dates as year-month-day:", reading.example());
    return refuse_readings(reading, readings);
}

Maybe from_event(const Tokens& tokens, const Reading& reading) {
    const auto offset = event_offset(tokens);
    if (!offset) return std::nullopt;
    if (!reading.context.event_day)
        return refuse(
            fmt::format("“{}” counts from an event's start, and there is no event here.", reading.text),
            "A day of its own:", reading.example());
    return *reading.context.event_day + Days{*offset};
}

/// `3 weeks` may be meant from today or from the event: asked back.
Maybe bare_length(const Tokens& tokens, const Reading& reading) {
    const auto length = length_of(tokens);
    if (!length) return std::nullopt;
    return refuse(fmt::format("“{}” is a length of time, not a day.", reading.text),
                  fmt::format("To count it from today, write in {}:", reading.text),
                  example_of(after(reading.context.today, *length)));
}

Result<Day> read_day(const Tokens& tokens, const Reading& reading) {
    if (const auto day = relative_day(tokens, reading.context.today)) return *day;
    if (const auto day = from_event(tokens, reading)) return *day;
    if (std::any_of(tokens.begin(), tokens.end(), [](const Token& t) { return t.mark('/'); }))
        return slashes(tokens, reading);
    if (const auto day = numeric(tokens, reading)) return *day;
    if (const auto day = with_month_name(tokens, reading)) return *day;
    if (const auto day = bare_length(tokens, reading)) return *day;
    return refuse_unknown(reading);
}

/// Abbreviations may have a dot: `Fri.`, `14 Apr.`.
Tokens without_abbreviation_dots(const Tokens& tokens) {
    Tokens kept;
    for (const Token& token : tokens) {
        const bool dot = token.mark('.') && !kept.empty() && kept.back().is == Token::Is::word;
        if (!dot) kept.push_back(token);
    }
    return kept;
}

}  // namespace

Result<Day> parse_day(std::string_view text, const DateContext& context) {
    const std::string plain = plain_typed(text);
    const Reading reading{shown(text), context};
    Tokens tokens = without_abbreviation_dots(tokens_of(plain));
    if (tokens.empty())
        return refuse("There is no day here.",
                      "A day such as 2027-03-01, 1 mar, fri, in 3 weeks or +10d:", reading.example());
    std::optional<std::chrono::weekday> claimed;
    if (tokens.size() > 1 && !relative_day(tokens, context.today))
        claimed = weekday_named(tokens.front().text);
    if (claimed) tokens.erase(tokens.begin());
    Result<Day> day = read_day(tokens, reading);
    if (!day) return day;
    if (!is_within_limits(*day)) return refuse_years(reading);
    if (claimed && std::chrono::weekday{*day} != *claimed)
        return refuse(fmt::format("{} is a {}, not a {}.", iso(*day),
                                  kWeekdayNames[std::chrono::weekday{*day}.c_encoding()],
                                  kWeekdayNames[claimed->c_encoding()]),
                      "Leave the weekday out, or correct the day:", iso(*day));
    return day;
}

std::optional<int> parse_event_offset(std::string_view text) {
    const std::string plain = plain_typed(text);
    return event_offset(tokens_of(plain));
}

}  // namespace plumb
