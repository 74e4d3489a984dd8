// Every change of every zone from 2020 to 2040, and what schedules make of it.
#include "config/zones.hpp"
#include "tests/config/watched_clock.hpp"
#include "tests/core/time/times.hpp"

#include <catch2/catch.hpp>
#include <date/tz.h>

#include <iostream>

using namespace plumb;
using namespace std::chrono_literals;
using Every = WallRule::Every;

namespace {

const Day kFirst = on("2020-01-01");
const Day kEnd = on("2041-01-01");

/// Days in which the offset changes, each with the offset that holds after it.
struct Changes {
    std::vector<Day> days;
    std::vector<Seconds> offsets;

    auto operator<=>(const Changes&) const = default;
};

Changes changes_of(const Zone& zone) {
    Changes changes;
    changes.offsets.push_back(zone.offset_at(kFirst));
    for (Day day = kFirst; day < kEnd; day += Days{1}) {
        const Seconds after = zone.offset_at(day + Days{1});
        if (after == changes.offsets.back()) continue;
        changes.days.push_back(day);
        changes.offsets.push_back(after);
    }
    return changes;
}

/// At midnight, when some zones change, in the small hours, when most do, and at nine.
constexpr Seconds kTimes[] = {0min, 90min, 150min, 540min};

/// Compares a stretch about a change for every rhythm and time; how many were compared.
int compare(const Zone& zone, const LibcZone& libc, Day day) {
    const Instant begin = day - Days{1};
    const Instant end = day + Days{3};
    const WatchedClock clock(libc, begin, end);
    int cases = 0;
    int wrong = 0;
    for (const Seconds time : kTimes) {
        for (const WallRule& rule : {WallRule{Every::day, std::chrono::Monday, time},
                                     WallRule{Every::week, std::chrono::weekday{day + Days{1}}, time}}) {
            wrong += slots_between(rule, zone, begin, end) == clock.slots(rule) ? 0 : 1;
            ++cases;
        }
    }
    INFO(zone.name() << " " << iso(day));
    CHECK(wrong == 0);
    return cases;
}

}  // namespace

TEST_CASE("about every change of every zone from 2020 to 2040 slots are those that a clock shows") {
    const auto zones = make_zones();
    // Many names share one history.
    std::set<Changes> compared;
    std::size_t names = 0;
    std::size_t changes = 0;
    long cases = 0;
    for (const auto& known : date::get_tzdb().zones) {
        const Zone* zone = zones->find(known.name());
        if (!zone) continue;
        ++names;
        const auto [history, fresh] = compared.insert(changes_of(*zone));
        if (!fresh) continue;
        const LibcZone libc{known.name()};
        changes += history->days.size();
        for (const Day day : history->days) cases += compare(*zone, libc, day);
    }
    std::cout << names << " zones, " << compared.size() << " histories, " << changes << " changes, " << cases
              << " cases\n";
    CHECK(names > 400);
    CHECK(changes > 1000);
}
