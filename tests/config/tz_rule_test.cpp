#include "config/tz_rule.hpp"

#include "tests/core/time/times.hpp"

#include <catch2/catch.hpp>

using namespace plumb;
using namespace std::chrono_literals;

namespace {

struct Turns {
    const char* rule;
    const char* first;
    Seconds to;
    const char* second;
    Seconds back;
};

}  // namespace

TEST_CASE("a zone without summer time has an offset and no changes") {
    const std::pair<const char*, Seconds> cases[] = {{"UTC0", 0s},
                                                     {"<+0545>-5:45", 5h + 45min},
                                                     {"<-03>3", -3h},
                                                     {"EST5", -5h},
                                                     {"LMT-0:53:28", 53min + 28s}};
    for (const auto& [text, offset] : cases) {
        INFO(text);
        const auto rule = parse_tz_rule(text);
        REQUIRE(rule);
        CHECK(rule->standard == offset);
        CHECK(changes_in(*rule, 2050y).empty());
    }
}

TEST_CASE("summer time turns where each form of rule says") {
    // Checked with zdump of tzdata 2026 for 2045, the last two with a calendar.
    const Turns cases[] = {
        {"CET-1CEST,M3.5.0,M10.5.0/3", "2045-03-26T01:00Z", 2h, "2045-10-29T01:00Z", 1h},
        {"EST5EDT,M3.2.0,M11.1.0", "2045-03-12T07:00Z", -4h, "2045-11-05T06:00Z", -5h},
        {"IST-1GMT0,M10.5.0,M3.5.0/1", "2045-03-26T01:00Z", 1h, "2045-10-29T01:00Z", 0h},
        {"<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "2045-04-01T15:00Z", 10h + 30min, "2045-09-30T15:30Z", 11h},
        {"<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2045-03-26T01:00Z", -1h, "2045-10-29T01:00Z", -2h},
        {"EET-2EEST,M3.4.4/50,M10.4.4/50", "2045-03-25T00:00Z", 3h, "2045-10-27T23:00Z", 2h},
        {"<-04>4<-03>,M9.1.6/24,M4.1.6/24", "2045-04-02T03:00Z", -4h, "2045-09-03T04:00Z", -3h},
        {"AAA0BBB,J60,J300/1:30", "2045-03-01T02:00Z", 1h, "2045-10-27T00:30Z", 0h},
        {"AAA0BBB,59,299/1:30:15", "2045-03-01T02:00Z", 1h, "2045-10-27T00:30:15Z", 0h}};
    for (const auto& [text, first, to, second, back] : cases) {
        INFO(text);
        const auto rule = parse_tz_rule(text);
        REQUIRE(rule);
        const auto changes = changes_in(*rule, 2045y);
        REQUIRE(changes.size() == 2);
        CHECK(iso(changes[0].at) == iso(utc(first)));
        CHECK(changes[0].offset == to);
        CHECK(iso(changes[1].at) == iso(utc(second)));
        CHECK(changes[1].offset == back);
    }
}

TEST_CASE("days of the year count leap days or leave them out") {
    CHECK(iso(changes_in(*parse_tz_rule("AAA0BBB,J60,J300"), 2048y)[0].at) == "2048-03-01T02:00:00Z");
    CHECK(iso(changes_in(*parse_tz_rule("AAA0BBB,J59,J300"), 2048y)[0].at) == "2048-02-28T02:00:00Z");
    CHECK(iso(changes_in(*parse_tz_rule("AAA0BBB,59,299"), 2048y)[0].at) == "2048-02-29T02:00:00Z");
}

TEST_CASE("what is no rule is not read") {
    for (const auto* text :
         {"", "CET", "CE-1", "CET-", "<+01-1", "CET-1CEST", "CET-1CEST,", "CET-1CEST,M3.5.0",
          "CET-1CEST,M3.5.0,", "CET-1CEST,M13.5.0,M10.5.0", "CET-1CEST,M3.6.0,M10.5.0",
          "CET-1CEST,M3.0.0,M10.5.0", "CET-1CEST,M3.5.7,M10.5.0", "CET-1CEST,M3.5,M10.5.0",
          "CET-1CEST,M3.5.0,M10.5.0/", "CET-1CEST,M3.5.0,M10.5.0 ", "CET-1CEST,J366,J1",
          "CET-1:CEST,M3.5.0,M10.5.0"})
        CHECK_FALSE(parse_tz_rule(text));
}
