#include "config/zones.hpp"
#include "tests/config/watched_clock.hpp"
#include "tests/core/time/times.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <set>

using namespace plumb;
using namespace std::chrono_literals;
using Every = WallRule::Every;

namespace {

/// Half an hour of summer time, a skipped day, winter time that is the exception, odd offsets, a month of
/// winter time, gaps about midnight, no changes at all.
const char* const kZones[] = {"Australia/Lord_Howe", "Pacific/Apia",
                              "Europe/Dublin",       "Asia/Kathmandu",
                              "Africa/Casablanca",   "America/Nuuk",
                              "America/Santiago",    "Asia/Gaza",
                              "Europe/Berlin",       "America/New_York",
                              "Pacific/Chatham",     "Africa/Cairo",
                              "Asia/Beirut",         "UTC"};

/// Days on which the offset changes, 2011 (Apia) to 2040.
std::vector<Day> days_of_change(const Zone& zone) {
    std::vector<Day> days;
    for (Day day = on("2011-01-01"); day < on("2041-01-01"); day += Days{1})
        if (zone.offset_at(day) != zone.offset_at(day + Days{1})) days.push_back(day);
    return days;
}

WallRule any_rule() {
    const auto every = *rc::gen::element(Every::day, Every::weekday, Every::week);
    const auto on_day = std::chrono::weekday{*rc::gen::inRange(0U, 7U)};
    // The small hours, where clocks are changed, as often as all others.
    const int minute = *rc::gen::oneOf(rc::gen::inRange(0, 24 * 60), rc::gen::inRange(0, 4 * 60),
                                       rc::gen::inRange(22 * 60, 24 * 60));
    return {every, on_day, std::chrono::minutes{minute}};
}

Day any_day(const std::vector<Day>& changes) {
    const Day day = on("2020-01-01") + Days{*rc::gen::inRange(0, 20 * 366)};
    if (changes.empty() || *rc::gen::inRange(0, 4) == 0) return day;
    return changes[*rc::gen::inRange<std::size_t>(0, changes.size())] - Days{*rc::gen::inRange(0, 4)};
}

}  // namespace

TEST_CASE("slots are those that somebody watching the clock would find") {
    const auto zones = make_zones();
    for (const auto* name : kZones) {
        const Zone& zone = *zones->find(name);
        const LibcZone clock{name};
        const auto changes = days_of_change(zone);
        const bool same = rc::check(name, [&] {
            const WallRule rule = any_rule();
            const Instant begin = any_day(changes) + std::chrono::minutes{*rc::gen::inRange(0, 24 * 60)};
            const Instant end = begin + Days{4};
            RC_ASSERT(slots_between(rule, zone, begin, end) == WatchedClock(clock, begin, end).slots(rule));
        });
        CHECK(same);
    }
}

TEST_CASE("however the bot wakes and sleeps, each slot runs once, in time, or is folded") {
    const auto zones = make_zones();
    for (const auto* name : kZones) {
        const Zone& zone = *zones->find(name);
        const auto changes = days_of_change(zone);
        const bool holds = rc::check(name, [&] {
            const WallRule rule = any_rule();
            SlotsBefore before{any_day(changes)};
            Instant now = before.made;
            std::set<Day> run;
            int dealt_with = 0;
            for (int wakings = *rc::gen::inRange(1, 40); wakings > 0; --wakings) {
                now += std::chrono::minutes{
                    *rc::gen::oneOf(rc::gen::inRange(1, 90), rc::gen::inRange(1, 5'000))};
                const auto due = slots_due(rule, zone, before, now);
                RC_ASSERT(due.last.has_value() == (due.run || due.folded > 0));
                if (due.run) {
                    RC_ASSERT(run.insert(due.run->local_day).second);
                    RC_ASSERT(due.run->at <= now);
                    RC_ASSERT(now - due.run->at <= grace_of(rule));
                    RC_ASSERT(next_slot(rule, zone, due.run->at).at > now);
                    RC_ASSERT(due.late == (now - due.run->at > kPunctual));
                }
                dealt_with += due.folded + (due.run ? 1 : 0);
                if (due.last) before.last = due.last;
                // Clocks that are set back bring nothing again.
                RC_ASSERT(slots_due(rule, zone, before, now - 3h) == SlotsDue{});
            }
            int passed = 0;
            for (Slot slot = next_slot(rule, zone, before.made); slot.at <= now;
                 slot = next_slot(rule, zone, slot.at))
                ++passed;
            RC_ASSERT(dealt_with == passed);
        });
        CHECK(holds);
    }
}
