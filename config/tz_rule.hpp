// The rule for ever after that a zone file ends with (`CET-1CEST,M3.5.0,M10.5.0/3`, POSIX's TZ as RFC 9636
// extends it).
#pragma once

#include "core/time/zone.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace plumb {

struct TzRule {
    /// A moment of every year, on the wall clock that it ends.
    struct Turn {
        enum class By { weekday_of_month, day_of_year, day_without_leap };

        By by = By::weekday_of_month;
        /// Month and week (5 is the last) of a weekday; else `day` alone counts: from 1 without 29 February,
        /// or from 0.
        unsigned month = 0;
        unsigned week = 0;
        unsigned day = 0;
        /// From local midnight; may be negative or beyond a day.
        Seconds time{0};
    };
    struct Summer {
        Seconds offset{0};
        Turn begin;
        Turn end;
    };

    Seconds standard{0};
    std::optional<Summer> summer;
};

/// Nothing when the text is not of that form.
std::optional<TzRule> parse_tz_rule(std::string_view text);

/// What the rule changes in a year, in order; nothing without a summer time.
std::vector<Zone::Change> changes_in(const TzRule& rule, std::chrono::year year);

}  // namespace plumb
