// A wall clock that is read minute by minute: what schedules are compared with.
#pragma once

#include "core/time/schedule.hpp"
#include "tests/config/libc_clock.hpp"

#include <set>
#include <vector>

namespace plumb {

inline bool falls_on(const WallRule& rule, Day day) {
    const std::chrono::weekday weekday{day};
    if (rule.every == WallRule::Every::week) return weekday == rule.on;
    return rule.every == WallRule::Every::day ||
           (weekday != std::chrono::Saturday && weekday != std::chrono::Sunday);
}

/// What the clock of a zone shows in each minute of a stretch, and for some days before it.
class WatchedClock {
  public:
    WatchedClock(const LibcZone& clock, Instant begin, Instant end)
        : begin_(begin), start_(begin - std::chrono::hours{50}) {
        for (Instant now = start_; now < end; now += std::chrono::minutes{1})
            shown_.push_back(clock.wall_clock(now));
    }

    /// The slots of the stretch: each day's at the first minute that shows its time or a later one.
    std::vector<Slot> slots(const WallRule& rule) const {
        std::vector<Slot> slots;
        Day day = std::chrono::floor<Days>(shown_.front());
        Day waiting = day + Days{1};
        std::set<Day> seen{day};
        Instant now = start_;
        for (const Instant wall : shown_) {
            if (wall < day || wall >= day + Days{1}) {
                day = std::chrono::floor<Days>(wall);
                seen.insert(day);
            }
            for (; wall >= waiting + rule.time_of_day; waiting += Days{1}) {
                if (!falls_on(rule, waiting)) continue;
                const bool took_place = seen.contains(waiting) || waiting > day;
                if (!took_place && falls_on(rule, day)) continue;
                if (now > begin_) slots.push_back({waiting, now});
            }
            now += std::chrono::minutes{1};
        }
        return slots;
    }

  private:
    Instant begin_;
    Instant start_;
    std::vector<Instant> shown_;
};

/// The slots of a stretch as the bot finds them.
inline std::vector<Slot> slots_between(const WallRule& rule, const Zone& zone, Instant begin, Instant end) {
    std::vector<Slot> slots;
    for (Slot slot = next_slot(rule, zone, begin); slot.at < end; slot = next_slot(rule, zone, slot.at))
        slots.push_back(slot);
    return slots;
}

}  // namespace plumb
