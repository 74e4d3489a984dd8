#include "core/time/calendar.hpp"
#include "tests/core/time/times.hpp"

#include <catch2/catch.hpp>

using namespace plumb;
using namespace std::chrono;

TEST_CASE("a day is written and read as YYYY-MM-DD") {
    CHECK(iso(Day{2027y / 3 / 1}) == "2027-03-01");
    CHECK(iso(Day{1970y / 1 / 1}) == "1970-01-01");
    CHECK(iso(Day{year{7} / 12 / 31}) == "0007-12-31");
    for (const auto* text :
         {"2027-03-01", "2028-02-29", "2000-02-29", "0000-01-01", "9999-12-31", "1969-12-31"})
        CHECK(iso(on(text)) == text);
}

TEST_CASE("what is no day in that form is not read") {
    for (const auto* text :
         {"",           "2027",        "2027-03",     "2027-3-1",    "2027-03-1",        "27-03-01",
          "2027/03/01", "20270301",    "2027-03-01 ", " 2027-03-01", "2027-03-01T09:00", "2027-02-29",
          "1900-02-29", "2027-00-10",  "2027-13-01",  "2027-04-31",  "2027-01-00",       "2027-01-32",
          "-027-01-01", "+2027-01-01", "2027-0a-01",  "2027–03–01"})
        CHECK_FALSE(parse_iso_day(text));
}

TEST_CASE("an instant is written in UTC") {
    CHECK(iso(Instant{Day{2027y / 3 / 1}} + 9h) == "2027-03-01T09:00:00Z");
    CHECK(iso(Instant{Seconds{-1}}) == "1969-12-31T23:59:59Z");
}

TEST_CASE("an instant is read from RFC 3339 or its beginning") {
    const std::pair<const char*, const char*> cases[] = {
        {"2027-03-01", "2027-03-01T00:00:00Z"},
        {"2027-03-01T09", "2027-03-01T09:00:00Z"},
        {"2027-03-01T09:00", "2027-03-01T09:00:00Z"},
        {"2027-03-01T09:00Z", "2027-03-01T09:00:00Z"},
        {"2027-03-01t09:00:30z", "2027-03-01T09:00:30Z"},
        {"2027-03-01 09:00:30", "2027-03-01T09:00:30Z"},
        {"2027-03-01T09:00:30.999Z", "2027-03-01T09:00:30Z"},
        {"2027-03-01T09:00:30+02:00", "2027-03-01T07:00:30Z"},
        {"2027-03-01T09:00+0200", "2027-03-01T07:00:00Z"},
        {"2027-03-01T00:30+05:45", "2027-02-28T18:45:00Z"},
        {"2027-12-31T23:00-03:30", "2028-01-01T02:30:00Z"},
        {"2027-03-01T09:00-02", "2027-03-01T11:00:00Z"},
        {"2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"},
    };
    for (const auto& [text, expected] : cases) {
        INFO(text);
        REQUIRE(parse_instant(text));
        CHECK(iso(*parse_instant(text)) == expected);
    }
}

TEST_CASE("what is no instant is not read") {
    for (const auto* text : {"",
                             "2027",
                             "2027-03",
                             "2027-02-30",
                             "2027-03-01T",
                             "2027-03-01T9",
                             "2027-03-01T24:00",
                             "2027-03-01T09:60",
                             "2027-03-01T09:00:61",
                             "2027-03-01T09:",
                             "2027-03-01T09:00:",
                             "2027-03-01T09:00:30.",
                             "2027-03-01T09:00 Z",
                             "2027-03-01T09:00+",
                             "2027-03-01T09:00+2",
                             "2027-03-01T09:00+24:00",
                             "2027-03-01T09:00+02:",
                             "2027-03-01T09:00+02:60",
                             "2027-03-01T09:00Zx",
                             "2027-03-01Z",
                             "tomorrow",
                             "2027-03-01T09:00:30,5"})
        CHECK_FALSE(parse_instant(text));
}

TEST_CASE("a day is spoken with its weekday, or with its year when that is another") {
    const Day today = on("2027-03-01");
    CHECK(spoken(on("2027-04-14"), today) == "Wed 14 Apr");
    CHECK(spoken(on("2027-01-01"), today) == "Fri 1 Jan");
    CHECK(spoken(on("2027-12-31"), today) == "Fri 31 Dec");
    CHECK(spoken(on("2028-01-01"), today) == "1 Jan 2028");
    CHECK(spoken(on("2026-12-31"), today) == "31 Dec 2026");
    CHECK(spoken(on("2028-04-14"), today) == "14 Apr 2028");
}

TEST_CASE("distances are said with the right plural") {
    const Day today = on("2027-03-01");
    const std::pair<int, const char*> cases[] = {{0, "today"},      {1, "tomorrow"},    {-1, "yesterday"},
                                                 {2, "in 2 days"},  {12, "in 12 days"}, {-2, "2 days ago"},
                                                 {-3, "3 days ago"}};
    for (const auto& [n, expected] : cases) CHECK(distance_text(today + Days{n}, today) == expected);
    CHECK(days_text(0) == "0 days");
    CHECK(days_text(1) == "1 day");
    CHECK(days_text(2) == "2 days");
    CHECK(days_text(-1) == "-1 day");
}

TEST_CASE("working days waited are those after the first, up to and including the last") {
    // 1 March 2027 is a Monday.
    const Day monday = on("2027-03-01");
    CHECK(working_days_after(monday, monday + Days{3}) == 3);
    CHECK(working_days_after(monday, monday) == 0);
    CHECK(working_days_after(monday, monday - Days{1}) == 0);
    CHECK(working_days_after(monday + Days{4}, monday + Days{6}) == 0);
    CHECK(working_days_after(monday + Days{4}, monday + Days{7}) == 1);
    CHECK(working_days_after(monday + Days{5}, monday + Days{7}) == 1);
    CHECK(working_days_after(monday, monday + Days{14}) == 10);
}

TEST_CASE("working days agree with counting them, before 1970 too") {
    for (const Day start : {on("2027-03-01"), on("1969-12-20"), on("1969-12-27")})
        for (int first = 0; first < 8; ++first) {
            int counted = 0;
            for (int n = 1; n < 30; ++n) {
                const Day from = start + Days{first};
                if (is_working_day(from + Days{n})) ++counted;
                CHECK(working_days_after(from, from + Days{n}) == counted);
            }
        }
}

TEST_CASE("working days are Monday to Friday") {
    const Day monday = on("2027-03-01");
    for (int n = 0; n < 7; ++n) CHECK(is_working_day(monday + Days{n}) == (n < 5));
}

TEST_CASE("quarters and weeks begin where the calendar says") {
    CHECK(iso(quarter_start(on("2027-01-01"))) == "2027-01-01");
    CHECK(iso(quarter_start(on("2027-03-31"))) == "2027-01-01");
    CHECK(iso(quarter_start(on("2027-04-01"))) == "2027-04-01");
    CHECK(iso(quarter_start(on("2028-02-29"))) == "2028-01-01");
    CHECK(iso(quarter_start(on("2027-12-31"))) == "2027-10-01");
    CHECK(iso(week_start(on("2027-03-01"))) == "2027-03-01");
    CHECK(iso(week_start(on("2027-03-07"))) == "2027-03-01");
    CHECK(iso(week_start(on("2027-02-28"))) == "2027-02-22");
    CHECK(iso(week_start(on("2028-01-01"))) == "2027-12-27");
}

TEST_CASE("days between count whole days, backwards too") {
    CHECK(days_between(on("2027-03-01"), on("2027-03-25")) == 24);
    CHECK(days_between(on("2027-03-25"), on("2027-03-01")) == -24);
    CHECK(days_between(on("2027-02-28"), on("2027-03-01")) == 1);
    CHECK(days_between(on("2028-02-28"), on("2028-03-01")) == 2);
}
