#include "core/time/hours.hpp"
#include "tests/core/time/times.hpp"

#include <catch2/catch.hpp>

using namespace plumb;
using namespace std::chrono_literals;

namespace {

const Zone kBerlin{"Europe/Berlin", 1h, {{utc("2027-03-28T01:00"), 2h}, {utc("2027-10-31T01:00"), 1h}}};

}  // namespace

TEST_CASE("times of day are read in the forms people use") {
    const std::pair<const char*, const char*> cases[] = {
        {"09:00", "09:00"}, {"9:30", "09:30"},    {"9", "09:00"},         {"09", "09:00"},
        {"0900", "09:00"},  {"930", "09:30"},     {"1730", "17:30"},      {"9.30", "09:30"},
        {"9h", "09:00"},    {"9h30", "09:30"},    {"17 h 05", "17:05"},   {"9am", "09:00"},
        {"9 AM", "09:00"},  {"9:30pm", "21:30"},  {"9:30 p.m.", "21:30"}, {"9.30 a.m.", "09:30"},
        {"12am", "00:00"},  {"12:30am", "00:30"}, {"12pm", "12:00"},      {"12:30 PM", "12:30"},
        {"1pm", "13:00"},   {"11:59pm", "23:59"}, {"930pm", "21:30"},     {"0:00", "00:00"},
        {"23:59", "23:59"}, {"noon", "12:00"},    {"Midnight", "00:00"},  {" 09:00\u00A0", "09:00"}};
    for (const auto& [typed, expected] : cases) {
        INFO(typed);
        REQUIRE(parse_time_of_day(typed));
        CHECK(clock_text(*parse_time_of_day(typed)) == expected);
    }
}

TEST_CASE("what is no time of day is refused") {
    CHECK(parse_time_of_day("25:00").error() ==
          Refusal{"“25:00” is no time of day.", "A time from 00:00 to 23:59:", "09:00"});
    for (const auto* typed :
         {"",         "24:00",   "24",    "2400", "9:60",     "9:5",     "9:",
          ":30",      "9:30:15", "0am",   "13pm", "13:00 am", "00:30pm", "am",
          "9 xm",     "-9",      "12345", "999",  "9 30",     "soon",    "9:30 Europe/Berlin",
          "09.00.00", "9hh"}) {
        INFO(typed);
        CHECK_FALSE(parse_time_of_day(typed));
    }
}

TEST_CASE("hours are two times of day") {
    const std::pair<const char*, Hours> cases[] = {
        {"18:00-08:00", {18h, 8h}},  {"18:00–08:00", {18h, 8h}}, {"6pm-8am", {18h, 8h}},
        {"6 pm to 8 am", {18h, 8h}}, {"18-8", {18h, 8h}},        {"18:30 - 7:15", {18h + 30min, 7h + 15min}},
        {"18:00-24:00", {18h, 0h}},  {"22-24", {22h, 0h}},       {"00:00-08:00", {0h, 8h}},
        {"noon-midnight", {12h, 0h}}};
    for (const auto& [typed, expected] : cases) {
        INFO(typed);
        REQUIRE(parse_hours(typed));
        CHECK(*parse_hours(typed) == expected);
    }
    for (const auto* typed : {"", "18:00", "18:00-", "-08:00", "24:00-08:00", "18:00-25:00",
                              "18:00-08:00-09:00", "night", "off"}) {
        INFO(typed);
        REQUIRE_FALSE(parse_hours(typed));
        CHECK(parse_hours(typed).error().example == "18:00-08:00");
    }
}

TEST_CASE("hours hold their beginning and not their end, over midnight too") {
    const Hours night{18h, 8h};
    CHECK(covers(night, 18h));
    CHECK(covers(night, 23h + 59min));
    CHECK(covers(night, 0h));
    CHECK(covers(night, 8h - 1s));
    CHECK_FALSE(covers(night, 8h));
    CHECK_FALSE(covers(night, 18h - 1s));
    const Hours day{9h, 18h};
    CHECK(covers(day, 9h));
    CHECK(covers(day, 18h - 1s));
    CHECK_FALSE(covers(day, 9h - 1s));
    CHECK_FALSE(covers(day, 18h));
    const Hours until_midnight{18h, 0h};
    CHECK(covers(until_midnight, 23h));
    CHECK_FALSE(covers(until_midnight, 0h));
    for (const Seconds at : {0h, 9h, 23h}) CHECK_FALSE(covers(Hours{9h, 9h}, at));
}

TEST_CASE("working hours are nine to six, Monday to Friday, in the zone") {
    // Friday 5 March 2027, an hour ahead of UTC.
    CHECK_FALSE(in_working_hours(kBerlin, utc("2027-03-05T07:59:59")));
    CHECK(in_working_hours(kBerlin, utc("2027-03-05T08:00")));
    CHECK(in_working_hours(kBerlin, utc("2027-03-05T16:59:59")));
    CHECK_FALSE(in_working_hours(kBerlin, utc("2027-03-05T17:00")));
    CHECK_FALSE(in_working_hours(kBerlin, utc("2027-03-06T10:00")));
    CHECK_FALSE(in_working_hours(kBerlin, utc("2027-03-07T10:00")));
    CHECK(in_working_hours(kBerlin, utc("2027-03-29T07:00")));
}

TEST_CASE("the next working moment is now, this morning, tomorrow or Monday") {
    CHECK(next_working_moment(kBerlin, utc("2027-03-05T10:00")) == utc("2027-03-05T10:00"));
    CHECK(next_working_moment(kBerlin, utc("2027-03-05T05:00")) == utc("2027-03-05T08:00"));
    CHECK(next_working_moment(kBerlin, utc("2027-03-04T17:00")) == utc("2027-03-05T08:00"));
    CHECK(next_working_moment(kBerlin, utc("2027-03-05T17:00")) == utc("2027-03-08T08:00"));
    CHECK(next_working_moment(kBerlin, utc("2027-03-27T12:00")) == utc("2027-03-29T07:00"));
}

TEST_CASE("what is held back in quiet hours comes at their end") {
    const Hours night{18h, 8h};
    CHECK(after_quiet(kBerlin, night, utc("2027-03-05T12:00")) == utc("2027-03-05T12:00"));
    CHECK(after_quiet(kBerlin, night, utc("2027-03-05T17:00")) == utc("2027-03-06T07:00"));
    CHECK(after_quiet(kBerlin, night, utc("2027-03-05T02:00")) == utc("2027-03-05T07:00"));
    CHECK(after_quiet(kBerlin, night, utc("2027-03-27T22:00")) == utc("2027-03-28T06:00"));
    CHECK(after_quiet(kBerlin, Hours{12h, 14h}, utc("2027-03-05T11:30")) == utc("2027-03-05T13:00"));
    CHECK(after_quiet(kBerlin, Hours{}, utc("2027-03-05T11:30")) == utc("2027-03-05T11:30"));
}
