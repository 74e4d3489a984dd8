#include "core/time/calendar.hpp"

#include "core/base/ascii.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cstdlib>

namespace plumb {

using std::chrono::year_month_day;

namespace {

/// Takes exactly `count` digits off the front.
std::optional<int> take_digits(std::string_view& text, std::size_t count) {
    if (text.size() < count) return std::nullopt;
    int value = 0;
    for (const char c : text.substr(0, count)) {
        if (!ascii::is_digit(c)) return std::nullopt;
        value = value * 10 + (c - '0');
    }
    text.remove_prefix(count);
    return value;
}

/// Takes one character off the front if it is one of these.
bool take_any(std::string_view& text, std::string_view which) {
    if (text.empty() || which.find(text.front()) == std::string_view::npos) return false;
    text.remove_prefix(1);
    return true;
}

std::optional<Day> take_day(std::string_view& text) {
    const auto y = take_digits(text, 4);
    if (!y || !take_any(text, "-")) return std::nullopt;
    const auto m = take_digits(text, 2);
    if (!m || !take_any(text, "-")) return std::nullopt;
    const auto d = take_digits(text, 2);
    if (!d) return std::nullopt;
    const year_month_day date{std::chrono::year{*y}, std::chrono::month{static_cast<unsigned>(*m)},
                              std::chrono::day{static_cast<unsigned>(*d)}};
    if (!date.ok()) return std::nullopt;
    return Day{date};
}

/// `09`, `09:00`, `09:00:30`, `09:00:30.25`. RFC 3339 knows a 60th second (leap seconds); it is the next
/// minute's first.
std::optional<Seconds> take_time(std::string_view& text) {
    const auto h = take_digits(text, 2);
    if (!h || *h > 23) return std::nullopt;
    Seconds time = std::chrono::hours{*h};
    if (!take_any(text, ":")) return time;
    const auto m = take_digits(text, 2);
    if (!m || *m > 59) return std::nullopt;
    time += std::chrono::minutes{*m};
    if (!take_any(text, ":")) return time;
    const auto s = take_digits(text, 2);
    if (!s || *s > 60) return std::nullopt;
    time += Seconds{*s};
    if (!take_any(text, ".")) return time;
    if (text.empty() || !ascii::is_digit(text.front())) return std::nullopt;
    while (!text.empty() && ascii::is_digit(text.front())) text.remove_prefix(1);
    return time;
}

/// Nothing left, `Z`, `+02:00`, `+0200`, `+02`.
std::optional<Seconds> take_offset(std::string_view& text) {
    if (text.empty() || take_any(text, "Zz")) return Seconds{0};
    const bool west = text.front() == '-';
    if (!take_any(text, "+-")) return std::nullopt;
    const auto h = take_digits(text, 2);
    if (!h || *h > 23) return std::nullopt;
    Seconds offset = std::chrono::hours{*h};
    if (take_any(text, ":") || !text.empty()) {
        const auto m = take_digits(text, 2);
        if (!m || *m > 59) return std::nullopt;
        offset += std::chrono::minutes{*m};
    }
    return west ? -offset : offset;
}

/// Writes a number into a field of zeros that ends before `end`.
void put_digits(std::string& out, std::size_t end, int number) {
    for (; number > 0 && end > 0; number /= 10) out[--end] = static_cast<char>('0' + number % 10);
}

/// How many of the days from Monday 5 January 1970 up to and including this one are working days.
long working_days_to(Day day) {
    constexpr Day kMonday = std::chrono::sys_days{std::chrono::year{1970} / 1 / 5};
    const long days = (day - kMonday).count() + 1;
    const long weeks = days >= 0 ? days / 7 : (days - 6) / 7;
    return weeks * 5 + std::min(days - weeks * 7, 5L);
}

}  // namespace

// Days are written thousands of times in one evaluation of the rules: without fmt, in one small string.
std::string iso(Day day) {
    const year_month_day d{day};
    std::string out = "0000-00-00";
    put_digits(out, 4, static_cast<int>(d.year()));
    put_digits(out, 7, static_cast<int>(static_cast<unsigned>(d.month())));
    put_digits(out, 10, static_cast<int>(static_cast<unsigned>(d.day())));
    return out;
}

std::string iso(Instant at) {
    const Day day = std::chrono::floor<Days>(at);
    const std::chrono::hh_mm_ss<Seconds> time{at - day};
    return fmt::format("{}T{:02}:{:02}:{:02}Z", iso(day), time.hours().count(), time.minutes().count(),
                       time.seconds().count());
}

std::optional<Day> parse_iso_day(std::string_view text) {
    const auto day = take_day(text);
    return text.empty() ? day : std::nullopt;
}

std::optional<Instant> parse_instant(std::string_view text) {
    const auto day = take_day(text);
    if (!day) return std::nullopt;
    if (text.empty()) return Instant{*day};
    if (!take_any(text, "Tt ")) return std::nullopt;
    const auto time = take_time(text);
    if (!time) return std::nullopt;
    const auto offset = take_offset(text);
    if (!offset || !text.empty()) return std::nullopt;
    return Instant{*day} + *time - *offset;
}

std::string spoken(Day day, Day today) {
    const year_month_day d{day};
    std::string out;
    const int year = static_cast<int>(d.year());
    const bool this_year = d.year() == year_month_day{today}.year();
    if (this_year) out.append(kWeekdayNames[std::chrono::weekday{day}.c_encoding()].substr(0, 3)) += ' ';
    out += std::to_string(static_cast<unsigned>(d.day()));
    out += ' ';
    out.append(kMonthNames[static_cast<unsigned>(d.month()) - 1].substr(0, 3));
    if (!this_year) (out += ' ') += std::to_string(year);
    return out;
}

std::string days_text(int n) { return std::to_string(n) += std::abs(n) == 1 ? " day" : " days"; }

std::string distance_text(Day day, Day today) {
    const int n = days_between(today, day);
    if (n == 0) return "today";
    if (n == 1) return "tomorrow";
    if (n == -1) return "yesterday";
    return n > 0 ? "in " + days_text(n) : days_text(-n) + " ago";
}

bool is_working_day(Day day) { return std::chrono::weekday{day}.iso_encoding() <= 5; }

int working_days_after(Day from, Day to) {
    return to <= from ? 0 : static_cast<int>(working_days_to(to) - working_days_to(from));
}

Day quarter_start(Day day) {
    const year_month_day d{day};
    const unsigned first = (static_cast<unsigned>(d.month()) - 1) / 3 * 3 + 1;
    return Day{d.year() / std::chrono::month{first} / 1};
}

Day week_start(Day day) { return day - (std::chrono::weekday{day} - std::chrono::Monday); }

}  // namespace plumb
