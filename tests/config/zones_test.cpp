#include "config/zones.hpp"

#include "tests/config/libc_clock.hpp"
#include "tests/core/time/times.hpp"

#include <catch2/catch.hpp>

using namespace plumb;
using namespace std::chrono_literals;

TEST_CASE("zones are found under their names, links and UTC included") {
    const auto zones = make_zones();
    for (const auto* name :
         {"Europe/Berlin", "US/Pacific", "UTC", "Etc/UTC", "GMT", "America/Argentina/Buenos_Aires",
          "Asia/Kolkata", "Asia/Calcutta", "Etc/GMT+5", "EST5EDT"}) {
        INFO(name);
        REQUIRE(zones->find(name));
        CHECK(zones->find(name)->name() == name);
    }
    CHECK(zones->find("Etc/GMT+5")->offset_at(utc("2027-03-01")) == -5h);
    CHECK(zones->find("UTC")->offset_at(utc("2027-03-01")) == 0s);
}

TEST_CASE("a zone is read once and its address stays") {
    const auto zones = make_zones();
    const Zone* berlin = zones->find("Europe/Berlin");
    for (const auto* name : {"Asia/Tokyo", "America/New_York", "Africa/Cairo"}) zones->find(name);
    CHECK(zones->find("Europe/Berlin") == berlin);
}

TEST_CASE("a zone's name is found in any case and with blanks") {
    const auto zones = make_zones();
    CHECK(zones->find("europe/berlin") == zones->find("Europe/Berlin"));
    REQUIRE(zones->find("america/new york"));
    CHECK(zones->find("america/new york")->name() == "America/New_York");
    CHECK(zones->find("utc")->name() == "UTC");
}

TEST_CASE("what names no zone is not found, whatever file it names") {
    const auto zones = make_zones();
    for (const auto* name : {"",
                             "Europe",
                             "Europe/",
                             "Europe/Atlantis",
                             "Mars/Base",
                             "/etc/localtime",
                             "../../etc/passwd",
                             "./UTC",
                             "tzdata.zi",
                             "zone.tab",
                             "localtime",
                             "posixrules",
                             "posix/Europe/Berlin",
                             "right/UTC",
                             "UTC\n",
                             "Europe/Berlin ",
                             " ",
                             "+02:00",
                             "LOCALTIME",
                             "Posix/UTC"})
        CHECK_FALSE(zones->find(name));
    CHECK_FALSE(zones->find(std::string_view("UTC\0x", 5)));
}

TEST_CASE("summer time goes on after the last change that is listed") {
    const auto zones = make_zones();
    const Zone& berlin = *zones->find("Europe/Berlin");
    CHECK(berlin.offset_at(utc("2037-07-01")) == 2h);
    CHECK(berlin.offset_at(utc("2038-01-01")) == 1h);
    CHECK(berlin.offset_at(utc("2038-07-01")) == 2h);
    CHECK(berlin.offset_at(utc("2199-07-01")) == 2h);
    CHECK(berlin.offset_at(utc("2199-12-31T23:59")) == 1h);
    CHECK(berlin.at(on("2045-03-26"), 2h + 30min) == utc("2045-03-26T01:00"));
}

TEST_CASE("offsets agree with the C library from 1970 to 2199") {
    const auto zones = make_zones();
    for (const auto* name :
         {"Europe/Berlin", "Europe/Dublin", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kathmandu",
          "Africa/Casablanca", "America/Nuuk", "Asia/Gaza", "America/New_York", "America/Santiago"}) {
        INFO(name);
        const Zone& zone = *zones->find(name);
        const LibcZone libc{name};
        // A step that is no multiple of anything, so that over the years it meets every part of day and year.
        constexpr Seconds kStep = std::chrono::hours{619} + std::chrono::minutes{17};
        int different = 0;
        for (Instant at{}; at < utc("2200-01-01"); at += kStep)
            if (zone.offset_at(at) != libc.offset_at(at)) ++different;
        CHECK(different == 0);
    }
}
