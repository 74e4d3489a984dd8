#include "core/time/natural_date.hpp"
#include "tests/core/time/times.hpp"

#include <catch2/catch.hpp>

using namespace plumb;

namespace {

const Day kToday = on("2027-03-01");

Refusal refused(std::string_view typed, Day today = kToday) {
    INFO(typed);
    const auto day = parse_day(typed, {today});
    REQUIRE_FALSE(day);
    CHECK(day.error().wrong.back() == '.');
    CHECK(day.error().expected.back() == ':');
    CHECK(parse_day(day.error().example, {today}));
    return day.error();
}

struct Case {
    const char* typed;
    const char* wrong;
};

void check(std::initializer_list<Case> cases) {
    for (const auto& [typed, wrong] : cases) CHECK(refused(typed).wrong == wrong);
}

}  // namespace

TEST_CASE("slashes are refused with both readings") {
    CHECK(refused("3/4/2027") ==
          Refusal{"3/4/2027 can be read as 2027-03-04 or 2027-04-03.", "Write one of those:", "2027-03-04"});
    check({{"03/04/2027", "03/04/2027 can be read as 2027-03-04 or 2027-04-03."},
           {"10/4/2027", "10/4/2027 can be read as 2027-10-04 or 2027-04-10."},
           {" 3 / 4 / 2027 ", "3 / 4 / 2027 can be read as 2027-03-04 or 2027-04-03."},
           {"3/4/27", "3/4/27 can be read as 2027-03-04 or 2027-04-03."},
           {"3/4", "3/4 can be read as 2027-03-04 or 2027-04-03."},
           {"2/3", "2/3 can be read as 2028-02-03 or 2027-03-02."},
           {"Thu 3/4/2027", "Thu 3/4/2027 can be read as 2027-03-04 or 2027-04-03."},
           {"3⁄4⁄2027", "3⁄4⁄2027 can be read as 2027-03-04 or 2027-04-03."},
           {"3/4-2027", "3/4-2027 can be read as 2027-03-04 or 2027-04-03."}});
}

TEST_CASE("slashes are refused where there is one reading, and it is said") {
    CHECK(refused("13/4/2027") ==
          Refusal{"13/4/2027 can be read as 2027-04-13.", "Write it that way:", "2027-04-13"});
    check({{"4/13/2027", "4/13/2027 can be read as 2027-04-13."},
           {"4/4/2027", "4/4/2027 can be read as 2027-04-04."},
           {"2027/03/04", "2027/03/04 can be read as 2027-03-04."},
           {"2027/3/14", "2027/3/14 can be read as 2027-03-14."},
           {"13/4", "13/4 can be read as 2027-04-13."},
           {"29/2", "29/2 can be read as 2028-02-29."},
           {"13/4/27", "13/4/27 can be read as 2027-04-13."},
           {"27/3/14", "27/3/14 can be read as 2027-03-14."},
           {"1/mar/2027", "1/mar/2027 can be read as 2027-03-01."}});
}

TEST_CASE("slashes are refused where there is no reading") {
    check({{"13/13/2027", "13/13/2027 cannot be read as a day."},
           {"31/4/2027", "31/4/2027 cannot be read as a day."},
           {"29/2/2027", "29/2/2027 cannot be read as a day."},
           {"0/4/2027", "0/4/2027 cannot be read as a day."},
           {"3/2027", "3/2027 cannot be read as a day."},
           {"2027/3", "2027/3 cannot be read as a day."},
           {"1/2/3/4", "1/2/3/4 cannot be read as a day."},
           {"30/2", "30/2 cannot be read as a day."},
           {"/", "/ cannot be read as a day."},
           {"3/", "3/ cannot be read as a day."},
           {"//2027", "//2027 cannot be read as a day."},
           {"and/or", "and/or cannot be read as a day."},
           {"2027/13/04", "2027/13/04 cannot be read as a day."},
           {"99999999999/1/1", "99999999999/1/1 cannot be read as a day."}});
    CHECK(refused("3/4/1969").wrong == "“3/4/1969” lies outside of the years 1970 to 2199.");
}

TEST_CASE("dots and dashes between numbers are taken where they have one reading") {
    const std::pair<const char*, const char*> taken[] = {
        {"13.4.2027", "2027-04-13"}, {"13.04.2027", "2027-04-13"}, {"4.13.2027", "2027-04-13"},
        {"4.4.2027", "2027-04-04"},  {"13.4.", "2027-04-13"},      {"13. 4. 2027", "2027-04-13"},
        {"13.4.27", "2027-04-13"},   {"25-03-2027", "2027-03-25"}, {"25-12", "2027-12-25"},
        {"25 12 2027", "2027-12-25"}};
    for (const auto& [typed, expected] : taken) {
        INFO(typed);
        REQUIRE(parse_day(typed, {kToday}));
        CHECK(iso(*parse_day(typed, {kToday})) == expected);
    }
    check({{"3.4.2027", "3.4.2027 can be read as 2027-03-04 or 2027-04-03."},
           {"3.4.", "3.4. can be read as 2027-03-04 or 2027-04-03."},
           {"3-4-2027", "3-4-2027 can be read as 2027-03-04 or 2027-04-03."},
           {"03-04", "03-04 can be read as 2027-03-04 or 2027-04-03."},
           {"27-03-28", "27-03-28 can be read as 2028-03-27 or 2027-03-28."},
           {"31.4.2027", "“31.4.2027” names no day that exists."},
           {"2027-03", "“2027-03” names a month, not a day."}});
}

TEST_CASE("days that do not exist are refused by name") {
    CHECK(refused("31 apr") ==
          Refusal{"There is no 31 April: that month has 30 days.", "A day that exists:", "2027-04-30"});
    CHECK(refused("2027-02-29") == Refusal{"There is no 29 February 2027: that month has 28 days.",
                                           "A day that exists:", "2027-02-28"});
    check({{"29 feb 2100", "There is no 29 February 2100: that month has 28 days."},
           {"30 feb", "There is no 30 February: that month has 29 days."},
           {"31-jun-2027", "There is no 31 June 2027: that month has 30 days."},
           {"2028-02-30", "There is no 30 February 2028: that month has 29 days."},
           {"0 mar", "There is no day 0 in a month."},
           {"32 mar", "There is no day 32 in a month."},
           {"2027-03-00", "There is no day 0 in a month."},
           {"2027-03-32", "There is no day 32 in a month."},
           {"2027-13-01", "“2027-13-01”: there is no month 13."},
           {"2027-00-01", "“2027-00-01”: there is no month 0."},
           {"20270230", "There is no 30 February 2027: that month has 28 days."}});
}

TEST_CASE("days outside of the years are refused with the limit") {
    for (const auto* typed :
         {"1969-12-31", "2200-01-01", "1 mar 1969", "1 mar 2200", "1 mar 202", "in 200 years",
          "in 999999999 days", "in 99999999999999999999 weeks", "in 99999999999 months", "100 years ago",
          "-99999999999y", "0001-01-01", "9999-12-31"}) {
        const auto refusal = refused(typed);
        CHECK(refusal.wrong == "“" + std::string(typed) + "” lies outside of the years 1970 to 2199.");
        CHECK(refusal.expected == "A day from 1970-01-01 to 2199-12-31:");
    }
    CHECK_FALSE(parse_day("tomorrow", {on("2199-12-31")}));
    CHECK_FALSE(parse_day("1 mar", {on("2199-03-01")}));
    CHECK_FALSE(parse_day("yesterday", {on("1970-01-01")}));
    CHECK_FALSE(parse_day("T-9999999999", {kToday, on("2027-04-14")}));
}

TEST_CASE("what names no day is refused, saying what it lacks") {
    check({{"", "There is no day here."},
           {" \u00A0 ", "There is no day here."},
           {"mar 2027", "“mar 2027” names a month, not a day."},
           {"March", "“March” names a month, not a day."},
           {"2027", "“2027” lacks a month and a day."},
           {"14", "“14” lacks a month."},
           {"soon", "“soon” is no date I know."},
           {"next week", "“next week” is no date I know."},
           {"next 14", "“next 14” is no date I know."},
           {"ma 1", "“ma 1” is no date I know."},
           {"1 märz", "“1 märz” is no date I know."},
           {"1 mar 2 apr", "“1 mar 2 apr” is no date I know."},
           {"in weeks", "“in weeks” is no date I know."},
           {"in 1.5 weeks", "“in 1.5 weeks” is no date I know."},
           {"+10", "“+10” is no date I know."},
           {"2027-03-01T09:00", "“2027-03-01T09:00” is no date I know."},
           {"--", "“--” is no date I know."},
           {"2027--03--01", "“2027--03--01” is no date I know."},
           {"3 weeks", "“3 weeks” is a length of time, not a day."},
           {"3d", "“3d” is a length of time, not a day."}});
    CHECK(refused("3d").example == "2027-03-04");
}

TEST_CASE("an example lies within the limits too") {
    CHECK(refused("272027 weeks").example == "2199-12-31");
    CHECK(refused("soon", on("2199-12-30")).example == "2199-12-31");
    CHECK(refused("3.4.1969").example == "2027-03-08");
    CHECK(refused("31 apr", on("2199-06-01")).example == "2199-12-31");
}

TEST_CASE("a long text is cut in the refusal, between characters") {
    const auto refusal = refused(std::string(59, 'x') + "ééé");
    CHECK(refusal.wrong == "“" + std::string(59, 'x') + "…” is no date I know.");
}

TEST_CASE("broken UTF-8 is refused like any other word") {
    for (const auto* typed : {"\xFF", "\xC2", "\xE2\x80", "1 \xE2mar", "fri\xF0\x9F"})
        CHECK_FALSE(parse_day(typed, {kToday}));
}
