#include "core/time/zone.hpp"
#include "tests/core/time/times.hpp"

#include <catch2/catch.hpp>

using namespace plumb;
using namespace std::chrono;

namespace {

/// 2027 in Berlin: forward at 01:00 UTC on 28 March, back at 01:00 UTC on 31 October.
Zone berlin() {
    return Zone{"Europe/Berlin", 1h, {{utc("2027-03-28T01:00"), 2h}, {utc("2027-10-31T01:00"), 1h}}};
}

/// Samoa skipped 30 December 2011: from ten hours behind UTC to fourteen ahead.
Zone apia() { return Zone{"Pacific/Apia", -10h, {{utc("2011-12-30T10:00"), 14h}}}; }

}  // namespace

TEST_CASE("a zone without changes is UTC, or a fixed offset") {
    CHECK(Zone{}.name() == "UTC");
    CHECK(Zone{}.offset_at(utc("2027-03-01")) == 0s);
    CHECK(Zone{}.at(on("2027-03-01"), 9h) == utc("2027-03-01T09:00"));
    const Zone kathmandu{"Asia/Kathmandu", 5h + 45min, {}};
    CHECK(kathmandu.at(on("2027-03-01"), 0h) == utc("2027-02-28T18:15"));
    CHECK(kathmandu.day_of(utc("2027-02-28T18:14:59")) == on("2027-02-28"));
    CHECK(kathmandu.day_of(utc("2027-02-28T18:15")) == on("2027-03-01"));
    CHECK(kathmandu.time_of_day(utc("2027-02-28T18:16")) == 60s);
}

TEST_CASE("an offset holds from its change on") {
    const Zone zone = berlin();
    CHECK(zone.offset_at(utc("1970-01-01")) == 1h);
    CHECK(zone.offset_at(utc("2027-03-28T00:59:59")) == 1h);
    CHECK(zone.offset_at(utc("2027-03-28T01:00")) == 2h);
    CHECK(zone.offset_at(utc("2027-10-31T00:59:59")) == 2h);
    CHECK(zone.offset_at(utc("2027-10-31T01:00")) == 1h);
    CHECK(zone.time_of_day(utc("2027-03-28T00:59:59")) == 1h + 59min + 59s);
    CHECK(zone.time_of_day(utc("2027-03-28T01:00")) == 3h);
    CHECK(zone.day_of(utc("2027-07-01T21:59:59")) == on("2027-07-01"));
    CHECK(zone.day_of(utc("2027-07-01T22:00")) == on("2027-07-02"));
}

TEST_CASE("a wall-clock time that does not exist is the first moment after the gap") {
    const Zone zone = berlin();
    CHECK(zone.at(on("2027-03-28"), 1h + 59min) == utc("2027-03-28T00:59"));
    CHECK(zone.at(on("2027-03-28"), 2h) == utc("2027-03-28T01:00"));
    CHECK(zone.at(on("2027-03-28"), 2h + 30min) == utc("2027-03-28T01:00"));
    CHECK(zone.at(on("2027-03-28"), 3h) == utc("2027-03-28T01:00"));
    CHECK(zone.at(on("2027-03-28"), 3h + 1min) == utc("2027-03-28T01:01"));
}

TEST_CASE("a wall-clock time that exists twice is the first") {
    const Zone zone = berlin();
    CHECK(zone.at(on("2027-10-31"), 1h + 59min) == utc("2027-10-30T23:59"));
    CHECK(zone.at(on("2027-10-31"), 2h) == utc("2027-10-31T00:00"));
    CHECK(zone.at(on("2027-10-31"), 2h + 59min) == utc("2027-10-31T00:59"));
    CHECK(zone.at(on("2027-10-31"), 3h) == utc("2027-10-31T02:00"));
}

TEST_CASE("a day that a zone skipped is the first moment of the next") {
    const Zone zone = apia();
    CHECK(zone.at(on("2011-12-29"), 23h) == utc("2011-12-30T09:00"));
    CHECK(zone.at(on("2011-12-30"), 9h) == utc("2011-12-30T10:00"));
    CHECK(zone.at(on("2011-12-31"), 0h) == utc("2011-12-30T10:00"));
    CHECK(zone.at(on("2011-12-31"), 9h) == utc("2011-12-30T19:00"));
    CHECK(zone.day_of(utc("2011-12-30T09:59:59")) == on("2011-12-29"));
    CHECK(zone.day_of(utc("2011-12-30T10:00")) == on("2011-12-31"));
}

TEST_CASE("two changes close together are both seen") {
    // Back by two hours and, an hour later, forward by one: 01:00 to 02:00 comes twice.
    const Zone zone{"Test/Twice", 2h, {{utc("2027-06-01T01:00"), 0h}, {utc("2027-06-01T02:00"), 1h}}};
    CHECK(zone.at(on("2027-06-01"), 1h) == utc("2027-05-31T23:00"));
    CHECK(zone.at(on("2027-06-01"), 2h + 59min) == utc("2027-06-01T00:59"));
    CHECK(zone.at(on("2027-06-01"), 3h) == utc("2027-06-01T02:00"));
}
