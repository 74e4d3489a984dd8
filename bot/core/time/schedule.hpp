// Schedules: wall-clock rules in a zone, their slots, and what to do about those that were missed.
#pragma once

#include "core/time/zone.hpp"

#include <optional>

namespace plumb {

/// When something comes, on the wall clock of a zone.
struct WallRule {
    enum class Every { day, weekday, week };

    Every every = Every::day;
    /// Of a weekly rule.
    std::chrono::weekday on = std::chrono::Monday;
    Seconds time_of_day{0};

    bool operator==(const WallRule&) const = default;
};

/// One turn of a rule. Its identity is the local day it belongs to: a rule has at most one slot a day.
struct Slot {
    Day local_day{};
    Instant at{};

    bool operator==(const Slot&) const = default;
};

/// The first slot strictly after an instant. A time that does not exist on its day comes at the first moment
/// after the gap, one that exists twice comes the first time. A day that the zone skipped altogether has its
/// slot in the first moment after it too, unless that falls on a day with a slot of its own.
Slot next_slot(const WallRule& rule, const Zone& zone, Instant after);

/// The first 08:00 (or another time) of the zone strictly after an instant: when a new day is evaluated
/// (rules.md).
inline constexpr Seconds kMorning = std::chrono::hours{8};
Slot next_morning(const Zone& zone, Instant after, Seconds time_of_day = kMorning);

/// How old a missed slot may be and still be sent (product.md section 6).
inline constexpr Seconds kDailyGrace = std::chrono::hours{6};
inline constexpr Seconds kWeeklyGrace = std::chrono::hours{48};
constexpr Seconds grace_of(const WallRule& rule) {
    return rule.every == WallRule::Every::week ? kWeeklyGrace : kDailyGrace;
}
/// A slot that runs within this of its time is not called late.
inline constexpr Seconds kPunctual = std::chrono::minutes{1};

/// What has been dealt with before.
struct SlotsBefore {
    /// When the schedule was made or last changed: nothing from before then counts.
    Instant made{};
    /// Local day of the last slot that was run or folded.
    std::optional<Day> last = std::nullopt;
};

/// What is to be done about the slots that have come since.
struct SlotsDue {
    /// The slot to run now.
    std::optional<Slot> run;
    /// It is sent with a word about being late.
    bool late = false;
    /// Older slots, and the newest where it is too old, whose content goes into the next one that runs.
    int folded = 0;
    /// Local day of the newest slot that has come: to be kept as SlotsBefore::last, whether it runs or not.
    std::optional<Day> last;

    bool operator==(const SlotsDue&) const = default;
};

/// What was done by a clock that is behind it by more than this was done while the clock was wrong.
inline constexpr Seconds kClockAhead = std::chrono::hours{36};
/// The local day of a last slot, unless it lies so far ahead that the clock was wrong then: a schedule is not
/// silent until that day comes.
std::optional<Day> believable(std::optional<Day> last, const Zone& zone, Instant now);

/// At most one slot runs however many were missed, none ever runs twice: a clock that goes back brings
/// nothing again.
SlotsDue slots_due(const WallRule& rule, const Zone& zone, const SlotsBefore& before, Instant now);

}  // namespace plumb
