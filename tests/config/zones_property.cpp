#include "config/zones.hpp"
#include "tests/config/libc_clock.hpp"
#include "tests/core/time/times.hpp"

#include <catch2/catch.hpp>
#include <date/tz.h>
#include <rapidcheck.h>

using namespace plumb;
using namespace std::chrono_literals;

namespace {

const Instant kBegin = utc("1970-01-01");
const Instant kEnd = utc("2200-01-01");

/// The zones of the database under all of their names.
std::vector<std::string> all_names() {
    std::vector<std::string> names;
    const auto zones = make_zones();
    for (const auto& zone : date::get_tzdb().zones)
        if (zones->find(zone.name())) names.push_back(zone.name());
    return names;
}

}  // namespace

TEST_CASE("every zone that date knows is found") {
    std::size_t missing = 0;
    const auto zones = make_zones();
    for (const auto& zone : date::get_tzdb().zones)
        // The machine's own setting lies among the zones.
        if (zone.name() != "localtime" && !zones->find(zone.name())) ++missing;
    CHECK(missing == 0);
    CHECK(date::get_tzdb().zones.size() > 400);
}

TEST_CASE("every zone agrees with the C library from 1970 to 2199") {
    const auto zones = make_zones();
    for (const auto& name : all_names()) {
        const Zone& zone = *zones->find(name);
        const LibcZone libc{name};
        const bool same = rc::check(name, [&] {
            const auto span = (kEnd - kBegin).count();
            const Instant at = kBegin + Seconds{*rc::gen::inRange<long>(0, span)};
            RC_ASSERT(zone.offset_at(at) == libc.offset_at(at));
        });
        CHECK(same);
    }
}

TEST_CASE("every change of every zone until 2037 is where date sees it") {
    const auto zones = make_zones();
    const Instant end = utc("2037-12-01");
    for (const auto& name : all_names()) {
        const Zone& zone = *zones->find(name);
        const date::time_zone& other = *date::locate_zone(name);
        INFO(name);
        for (auto info = other.get_info(kBegin); info.begin < end; info = other.get_info(info.end)) {
            if (info.begin >= kBegin) CHECK(zone.offset_at(info.begin) == info.offset);
            CHECK(zone.offset_at(std::min(info.end, end) - 1s) == info.offset);
            if (info.end > end) break;
        }
    }
}

TEST_CASE("a wall-clock time is the first moment at which the clock shows it or has passed it") {
    const auto zones = make_zones();
    for (const auto& name : all_names()) {
        const Zone& zone = *zones->find(name);
        const LibcZone libc{name};
        const bool first = rc::check(name, [&] {
            const Day day = on("2020-01-01") + Days{*rc::gen::inRange(0, 20 * 366)};
            const Seconds time = std::chrono::minutes{*rc::gen::inRange(0, 24 * 60)};
            const Instant found = zone.at(day, time);
            RC_ASSERT(libc.wall_clock(found) >= day + time);
            for (Instant before = found - 1min; before > found - 27h; before -= 45min)
                RC_ASSERT(libc.wall_clock(before) < day + time);
        });
        CHECK(first);
    }
}
