#include "core/time/natural_date.hpp"
#include "tests/core/time/times.hpp"

#include <catch2/catch.hpp>

using namespace plumb;

namespace {

/// A Monday.
const Day kToday = on("2027-03-01");

struct Case {
    const char* typed;
    const char* expected;
};

void check(std::initializer_list<Case> cases, const DateContext& context = {kToday}) {
    for (const auto& [typed, expected] : cases) {
        INFO(typed << " on " << iso(context.today));
        const auto day = parse_day(typed, context);
        if (!day)
            FAIL_CHECK(day.error().wrong);
        else
            CHECK(iso(*day) == expected);
    }
}

/// The text is refused, in whole sentences, and the example is a day that would be taken.
Refusal refused(const char* typed, const DateContext& context = {kToday}) {
    INFO(typed << " on " << iso(context.today));
    const auto day = parse_day(typed, context);
    REQUIRE_FALSE(day);
    CHECK(day.error().wrong.back() == '.');
    CHECK(day.error().expected.back() == ':');
    CHECK(parse_day(day.error().example, context));
    return day.error();
}

}  // namespace

TEST_CASE("ISO days are read, with one digit too") {
    check({{"2027-03-01", "2027-03-01"},
           {"1970-01-01", "1970-01-01"},
           {"2199-12-31", "2199-12-31"},
           {"2028-02-29", "2028-02-29"},
           {"2027-3-1", "2027-03-01"},
           {"2027-11-5", "2027-11-05"},
           {"20270301", "2027-03-01"},
           {"2027.03.01", "2027-03-01"},
           {"2027 03 01", "2027-03-01"},
           {"2027-mar-01", "2027-03-01"},
           {"2027 March 1st", "2027-03-01"}});
}

TEST_CASE("days with a month's name are read in either order") {
    check({{"25 mar", "2027-03-25"},
           {"mar 25", "2027-03-25"},
           {"25 mar 2027", "2027-03-25"},
           {"mar 1 2027", "2027-03-01"},
           {"1 mar 2027", "2027-03-01"},
           {"March 1st, 2027", "2027-03-01"},
           {"MARCH 1ST 2028", "2028-03-01"},
           {"2nd April", "2027-04-02"},
           {"3rd of April", "2027-04-03"},
           {"the 4th of april 2029", "2029-04-04"},
           {"april the 4th", "2027-04-04"},
           {"1st May", "2027-05-01"},
           {"30 Sept.", "2027-09-30"},
           {"sep 30", "2027-09-30"},
           {"24. dec", "2027-12-24"},
           {"Dec. 24, 2028", "2028-12-24"},
           {"25mar", "2027-03-25"},
           {"mar25", "2027-03-25"},
           {"25mar2028", "2028-03-25"}});
    const char* months[] = {"january", "february", "march",     "april",   "may",      "june",
                            "july",    "august",   "september", "october", "november", "december"};
    for (unsigned m = 1; m <= 12; ++m) {
        const auto expected = iso(Day{std::chrono::year{2030} / std::chrono::month{m} / 7});
        check({{("7 " + std::string(months[m - 1]) + " 2030").c_str(), expected.c_str()},
               {("7-" + std::string(months[m - 1]).substr(0, 3) + "-2030").c_str(), expected.c_str()}});
    }
}

TEST_CASE("hyphens join a day, a month's name and a year") {
    check({{"25-mar", "2027-03-25"},
           {"25-Mar-2027", "2027-03-25"},
           {"mar-25", "2027-03-25"},
           {"25-march-2028", "2028-03-25"},
           {"1st-April", "2027-04-01"}});
}

TEST_CASE("a year in two digits is one of this century") {
    check({{"1 mar 27", "2027-03-01"},
           {"mar 1 28", "2028-03-01"},
           {"1 mar '28", "2028-03-01"},
           {"1 mar ’28", "2028-03-01"},
           {"1-mar-70", "2070-03-01"}});
    // Two numbers about a month's name, one of them its day: `mar 27` is the 27th, not the year.
    check({{"mar 27", "2027-03-27"}});
}

TEST_CASE("a year left out means the next such day, today not counted") {
    check({{"28 feb", "2028-02-28"},
           {"1 mar", "2028-03-01"},
           {"2 mar", "2027-03-02"},
           {"31 dec", "2027-12-31"}});
    check({{"1 jan", "2028-01-01"}, {"31 dec", "2028-12-31"}}, {on("2027-12-31")});
    check({{"29 feb", "2028-02-29"}, {"feb 29th", "2028-02-29"}});
    check({{"29 feb", "2028-02-29"}}, {on("2028-02-28")});
    check({{"29 feb", "2032-02-29"}}, {on("2028-02-29")});
    check({{"29 feb", "2104-02-29"}}, {on("2096-02-29")});
}

TEST_CASE("a weekday in front is taken when it agrees") {
    check({{"Wed 14 Apr", "2027-04-14"},
           {"wednesday, april 14th", "2027-04-14"},
           {"Wed. 14 Apr. 2027", "2027-04-14"},
           {"Wed 2027-04-14", "2027-04-14"},
           {"Thu, 25-mar", "2027-03-25"},
           {"weds 14 apr", "2027-04-14"},
           {"Tue 13.4.2027", "2027-04-13"}});
}

TEST_CASE("a weekday in front is refused when it disagrees") {
    CHECK(refused("Tue 14 Apr") == Refusal{"2027-04-14 is a Wednesday, not a Tuesday.",
                                           "Leave the weekday out, or correct the day:", "2027-04-14"});
    CHECK(refused("friday 2027-03-04").wrong == "2027-03-04 is a Thursday, not a Friday.");
    // A day of the past, as a card spoke of it, is next year's now.
    CHECK(refused("Thu 25 Feb").wrong == "2028-02-25 is a Friday, not a Thursday.");
}

TEST_CASE("days around today have names") {
    check({{"today", "2027-03-01"}, {"Tomorrow", "2027-03-02"}, {"YESTERDAY", "2027-02-28"}});
    check({{"tomorrow", "2028-02-29"}}, {on("2028-02-28")});
}

TEST_CASE("a weekday is the next one, today not counted") {
    check({{"mon", "2027-03-08"},
           {"tue", "2027-03-02"},
           {"tues", "2027-03-02"},
           {"wed", "2027-03-03"},
           {"thu", "2027-03-04"},
           {"thurs", "2027-03-04"},
           {"fri", "2027-03-05"},
           {"Friday", "2027-03-05"},
           {"fri.", "2027-03-05"},
           {"sat", "2027-03-06"},
           {"SUN", "2027-03-07"}});
    check({{"fri", "2027-03-12"}, {"sun", "2027-03-07"}}, {on("2027-03-05")});
    check({{"fri", "2027-03-12"}, {"sun", "2027-03-14"}}, {on("2027-03-07")});
}

TEST_CASE("next, this and last say which week's day it is") {
    check({{"next fri", "2027-03-12"},
           {"next mon", "2027-03-08"},
           {"next sunday", "2027-03-14"},
           {"fri next week", "2027-03-12"},
           {"this fri", "2027-03-05"},
           {"last fri", "2027-02-26"},
           {"last mon", "2027-02-22"}});
    check({{"next fri", "2027-03-12"}, {"next mon", "2027-03-08"}, {"last fri", "2027-03-05"}},
          {on("2027-03-07")});
    check({{"next fri", "2027-03-12"}, {"last fri", "2027-02-26"}}, {on("2027-03-05")});
}

TEST_CASE("lengths of time are counted from today") {
    check({{"in 3 weeks", "2027-03-22"},
           {"in 10 days", "2027-03-11"},
           {"in 1 day", "2027-03-02"},
           {"in 0 days", "2027-03-01"},
           {"in a week", "2027-03-08"},
           {"in two weeks", "2027-03-15"},
           {"In Twelve Days", "2027-03-13"},
           {"in 2 months", "2027-05-01"},
           {"in a year", "2028-03-01"},
           {"in 3w", "2027-03-22"},
           {"+10d", "2027-03-11"},
           {"+2w", "2027-03-15"},
           {"+ 2 weeks", "2027-03-15"},
           {"+1m", "2027-04-01"},
           {"+1y", "2028-03-01"},
           {"-3d", "2027-02-26"},
           {"3 days ago", "2027-02-26"},
           {"a month ago", "2027-02-01"}});
}

TEST_CASE("months end where they end") {
    check({{"in 1 month", "2027-02-28"}, {"in 3 months", "2027-04-30"}, {"in 2 months", "2027-03-31"}},
          {on("2027-01-31")});
    check({{"in 1 year", "2029-02-28"}, {"in 4 years", "2032-02-29"}}, {on("2028-02-29")});
    check({{"in 2 months", "2028-02-29"}}, {on("2027-12-31")});
}

TEST_CASE("ends of week, month, quarter and year") {
    check({{"eow", "2027-03-05"}, {"eom", "2027-03-31"}, {"eoq", "2027-03-31"}, {"eoy", "2027-12-31"}});
    check({{"EOM", "2028-02-29"}, {"eoq", "2028-03-31"}}, {on("2028-02-01")});
    check({{"eom", "2027-04-30"}, {"eoq", "2027-06-30"}}, {on("2027-04-30")});
    check({{"eoq", "2027-09-30"}}, {on("2027-08-31")});
    check({{"eoq", "2027-12-31"}, {"eom", "2027-12-31"}}, {on("2027-12-31")});
    check({{"end of week", "2027-03-05"},
           {"end of the month", "2027-03-31"},
           {"end of this quarter", "2027-03-31"}});
    const char* fridays[] = {"2027-03-05", "2027-03-05", "2027-03-05", "2027-03-05",
                             "2027-03-05", "2027-03-12", "2027-03-12"};
    for (int n = 0; n < 7; ++n) check({{"eow", fridays[n]}}, {kToday + Days{n}});
}

TEST_CASE("days from an event's start need the event") {
    const DateContext at_event{kToday, on("2027-04-14")};
    check({{"T-14", "2027-03-31"},
           {"t-14", "2027-03-31"},
           {"T–14", "2027-03-31"},
           {"T - 1", "2027-04-13"},
           {"T-0", "2027-04-14"},
           {"T+3", "2027-04-17"},
           {"T-14d", "2027-03-31"},
           {"T-2w", "2027-03-31"}},
          at_event);
    CHECK(refused("T-14").wrong == "“T-14” counts from an event's start, and there is no event here.");
    CHECK(parse_event_offset("T-14") == -14);
    CHECK(parse_event_offset(" t−2w ") == -14);
    CHECK(parse_event_offset("T+3") == 3);
    CHECK(parse_event_offset("T-0") == 0);
    for (const auto* text : {"T", "T14", "14", "T-", "T-1-2", "T-2 months", "T-x", "U-14", "2027-03-01", ""})
        CHECK_FALSE(parse_event_offset(text));
}

TEST_CASE("the dashes and blanks of a phone mean what they look like") {
    check({{"  2027-03-01\t", "2027-03-01"},
           {"2027–03–01", "2027-03-01"},
           {"2027—03—01", "2027-03-01"},
           {"2027−03−01", "2027-03-01"},
           {"2027‑03‑01", "2027-03-01"},
           {"25‐mar‒2027", "2027-03-25"},
           {"1\u00A0apr", "2027-04-01"},
           {"in\u202F3\u2009weeks", "2027-03-22"},
           {"next  fri\n", "2027-03-12"},
           {"\u200E\u2068fri\u2069", "2027-03-05"},
           {"\uFEFF2027-03-01", "2027-03-01"}});
}
