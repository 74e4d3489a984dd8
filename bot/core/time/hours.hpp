// Times of day, quiet hours and working hours.
#pragma once

#include "core/base/result.hpp"
#include "core/time/zone.hpp"

#include <string_view>

namespace plumb {

/// Hours of every day, `from` up to but not including `to`, over midnight where from > to; none where they
/// are equal.
struct Hours {
    Seconds from{0};
    Seconds to{0};

    bool operator==(const Hours&) const = default;
};

/// Working hours are 09:00 to 18:00, Monday to Friday; a person is nudged in them only (product.md section
/// 4).
inline constexpr Hours kWorkingHours{std::chrono::hours{9}, std::chrono::hours{18}};

/// `09:00`, `9:30`, `9`, `0900`, `9.30`, `9h30`, `9am`, `9:30 p.m.`, `noon`, `midnight`. 00:00 to 23:59.
Result<Seconds> parse_time_of_day(std::string_view text);

/// `18:00-08:00`, `6pm to 8am`. The end may be 24:00, which is midnight.
Result<Hours> parse_hours(std::string_view text);

/// `09:00`.
std::string clock_text(Seconds time_of_day);

/// Whether a time of day lies in the hours.
bool covers(const Hours& hours, Seconds time_of_day);
/// Whether a moment lies in the working hours of a zone.
bool in_working_hours(const Zone& zone, Instant at);

/// The first moment from `at` on that lies in working hours there.
Instant next_working_moment(const Zone& zone, Instant at);
/// The first moment from `at` on that is not quiet there.
Instant after_quiet(const Zone& zone, const Hours& quiet, Instant at);

}  // namespace plumb
