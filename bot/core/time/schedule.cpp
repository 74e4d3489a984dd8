#include "core/time/schedule.hpp"

#include <algorithm>

namespace plumb {

namespace {

bool falls_on(const WallRule& rule, Day day) {
    switch (rule.every) {
        case WallRule::Every::day: return true;
        case WallRule::Every::weekday: return is_working_day(day);
        case WallRule::Every::week: return std::chrono::weekday{day} == rule.on;
    }
    return false;
}

/// The slot of a day, if the rule gives it one.
std::optional<Slot> slot_on(const WallRule& rule, const Zone& zone, Day day) {
    if (!falls_on(rule, day)) return std::nullopt;
    const Day begins = zone.day_of(zone.at(day, Seconds{0}));
    const bool skipped = begins != day;
    if (skipped && falls_on(rule, begins)) return std::nullopt;
    return Slot{day, zone.at(day, rule.time_of_day)};
}

}  // namespace

Slot next_slot(const WallRule& rule, const Zone& zone, Instant after) {
    // A gap can push a slot past the end of its own day, a skipped day by one more.
    constexpr Days kPushed{2};
    for (Day day = zone.day_of(after) - kPushed;; day += Days{1}) {
        const auto slot = slot_on(rule, zone, day);
        if (slot && slot->at > after) return *slot;
    }
}

Slot next_morning(const Zone& zone, Instant after, Seconds time_of_day) {
    return next_slot({WallRule::Every::day, std::chrono::Monday, time_of_day}, zone, after);
}

std::optional<Day> believable(std::optional<Day> last, const Zone& zone, Instant now) {
    return last && zone.at(*last, Seconds{0}) - now > kClockAhead ? std::nullopt : last;
}

SlotsDue slots_due(const WallRule& rule, const Zone& zone, const SlotsBefore& before, Instant now) {
    SlotsDue due;
    std::optional<Slot> newest;
    const auto last = believable(before.last, zone, now);
    const bool was_ahead = last != before.last || before.made - now > kClockAhead;
    // How far it had come when the clock was still right is not known: what is due now, and nothing older.
    const Instant since = was_ahead ? now - kPunctual
                          : last    ? std::max(before.made, zone.at(*last, Seconds{0}))
                                    : before.made;
    for (Slot slot = next_slot(rule, zone, since); slot.at <= now; slot = next_slot(rule, zone, slot.at)) {
        if (last && slot.local_day <= *last) continue;
        if (newest) ++due.folded;
        newest = slot;
    }
    if (!newest) return due;
    due.last = newest->local_day;
    const Seconds age = now - newest->at;
    if (age > grace_of(rule)) {
        ++due.folded;
        return due;
    }
    due.run = newest;
    due.late = age > kPunctual;
    return due;
}

}  // namespace plumb
