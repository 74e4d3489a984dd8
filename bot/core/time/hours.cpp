#include "core/time/hours.hpp"

#include "core/time/typed.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <optional>

namespace plumb {

using namespace dates;

namespace {

constexpr std::string_view kNoon = "noon";
constexpr std::string_view kMidnight = "midnight";

/// Hour and minute as typed, before they are held to a clock of 12 or 24 hours.
struct Typed {
    int hour = 0;
    int minute = 0;
};

/// `9`, `930`, `0930`, `9:30`, `9.30`, `9h`, `9h30`.
std::optional<Typed> clock_face(const Tokens& tokens) {
    constexpr int kHourShift = 100;
    if (tokens.empty() || !tokens[0].number()) return std::nullopt;
    const int first = tokens[0].value;
    const std::size_t digits = tokens[0].text.size();
    if (tokens.size() == 1 && (digits == 3 || digits == 4))
        return Typed{first / kHourShift, first % kHourShift};
    if (digits > 2) return std::nullopt;
    const bool h = tokens.size() > 1 && tokens[1].word("h");
    if (tokens.size() == 1 || (tokens.size() == 2 && h)) return Typed{first, 0};
    const bool separated = h || tokens[1].mark(':') || tokens[1].mark('.');
    if (tokens.size() != 3 || !separated || !tokens[2].number() || tokens[2].text.size() != 2)
        return std::nullopt;
    return Typed{first, tokens[2].value};
}

/// Takes `am`, `pm`, `a.m.`, `p.m.` off the end; `a`, `p` or nothing.
std::optional<char> take_half(Tokens& tokens) {
    Tokens rest = tokens;
    std::string letters;
    while (!rest.empty() && (rest.back().is == Token::Is::word || rest.back().mark('.'))) {
        if (!rest.back().mark('.')) letters.insert(0, rest.back().text);
        rest.pop_back();
    }
    if (letters != "am" && letters != "pm") return std::nullopt;
    tokens = std::move(rest);
    return letters.front();
}

std::optional<Seconds> time_of(std::string_view plain) {
    if (plain == kNoon) return std::chrono::hours{12};
    if (plain == kMidnight) return Seconds{0};
    Tokens tokens = tokens_of(plain);
    const auto half = take_half(tokens);
    auto face = clock_face(tokens);
    if (!face || face->minute > 59 || face->hour > 23) return std::nullopt;
    if (half && (face->hour < 1 || face->hour > 12)) return std::nullopt;
    if (half) face->hour = face->hour % 12 + (*half == 'p' ? 12 : 0);
    return std::chrono::hours{face->hour} + std::chrono::minutes{face->minute};
}

bool is_end_of_day(std::string_view plain) { return plain == "24" || plain == "24:00" || plain == "2400"; }

}  // namespace

Result<Seconds> parse_time_of_day(std::string_view text) {
    if (const auto time = time_of(plain_typed(text))) return *time;
    return refuse(fmt::format("“{}” is no time of day.", shown(text)),
                  "A time from 00:00 to 23:59:", "09:00");
}

Result<Hours> parse_hours(std::string_view text) {
    const std::string plain = plain_typed(text);
    std::size_t cut = plain.find('-');
    std::size_t width = 1;
    if (cut == std::string::npos) {
        cut = plain.find(" to ");
        width = 4;
    }
    if (cut != std::string::npos) {
        const std::string end = plain_typed(std::string_view(plain).substr(cut + width));
        const auto from = time_of(plain_typed(std::string_view(plain).substr(0, cut)));
        const auto to = is_end_of_day(end) ? Seconds{0} : time_of(end);
        if (from && to) return Hours{*from, *to};
    }
    return refuse(fmt::format("“{}” names no hours.", shown(text)), "Two times of day:", "18:00-08:00");
}

std::string clock_text(Seconds time_of_day) {
    const std::chrono::hh_mm_ss<Seconds> time{time_of_day};
    return fmt::format("{:02}:{:02}", time.hours().count(), time.minutes().count());
}

bool covers(const Hours& hours, Seconds time_of_day) {
    if (hours.from <= hours.to) return time_of_day >= hours.from && time_of_day < hours.to;
    return time_of_day >= hours.from || time_of_day < hours.to;
}

bool in_working_hours(const Zone& zone, Instant at) {
    return is_working_day(zone.day_of(at)) && covers(kWorkingHours, zone.time_of_day(at));
}

Instant next_working_moment(const Zone& zone, Instant at) {
    if (in_working_hours(zone, at)) return at;
    Day day = zone.day_of(at);
    while (!is_working_day(day) || zone.at(day, kWorkingHours.from) < at) day += Days{1};
    return zone.at(day, kWorkingHours.from);
}

Instant after_quiet(const Zone& zone, const Hours& quiet, Instant at) {
    if (!covers(quiet, zone.time_of_day(at))) return at;
    const Day today = zone.day_of(at);
    const Instant end = zone.at(today, quiet.to);
    return end > at ? end : zone.at(today + Days{1}, quiet.to);
}

}  // namespace plumb
