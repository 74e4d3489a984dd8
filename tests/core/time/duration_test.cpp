#include "core/time/duration.hpp"

#include <catch2/catch.hpp>

using namespace plumb;

namespace {

Refusal refused_effort(const char* typed) {
    INFO(typed);
    const auto effort = parse_effort(typed);
    REQUIRE_FALSE(effort);
    CHECK(effort.error().wrong.back() == '.');
    CHECK(effort.error().expected.back() == ':');
    CHECK(parse_effort(effort.error().example));
    return effort.error();
}

Refusal refused_days(const char* typed, int most = kMostCalendarDays) {
    INFO(typed);
    const auto days = parse_calendar_days(typed, most);
    REQUIRE_FALSE(days);
    CHECK(days.error().wrong.back() == '.');
    CHECK(days.error().expected.back() == ':');
    CHECK(parse_calendar_days(days.error().example, most));
    return days.error();
}

}  // namespace

TEST_CASE("efforts are person-days, a week of them five") {
    const std::pair<const char*, Effort> cases[] = {
        {"3d", {3, 3}},
        {"2w", {10, 10}},
        {"5", {5, 5}},
        {"0", {0, 0}},
        {"0.5d", {0.5, 0.5}},
        {".5d", {0.5, 0.5}},
        {"1.5w", {7.5, 7.5}},
        {"3 D", {3, 3}},
        {"1 day", {1, 1}},
        {"8 days", {8, 8}},
        {"1 Week", {5, 5}},
        {"3 person-days", {3, 3}},
        {"3 person days", {3, 3}},
        {"5 working days", {5, 5}},
        {"3pd", {3, 3}},
        {" 3d\u00A0", {3, 3}},
        {"10000d", {10'000, 10'000}},
        {"2000w", {10'000, 10'000}},
    };
    for (const auto& [typed, expected] : cases) {
        INFO(typed);
        REQUIRE(parse_effort(typed));
        CHECK(*parse_effort(typed) == expected);
    }
}

TEST_CASE("an effort may be a range, with any dash") {
    const std::pair<const char*, Effort> cases[] = {
        {"5-8d", {5, 8}},        {"5–8d", {5, 8}},
        {"5—8d", {5, 8}},        {"5−8d", {5, 8}},
        {"5 - 8 days", {5, 8}},  {"5-8", {5, 8}},
        {"5d-8d", {5, 8}},       {"5d-8", {5, 8}},
        {"1w-2w", {5, 10}},      {"1-2w", {5, 10}},
        {"3d-1w", {3, 5}},       {"1w-8d", {5, 8}},
        {"5-5d", {5, 5}},        {"0.5-1.5d", {0.5, 1.5}},
        {"5 to 8 days", {5, 8}}, {"5-8 person-days", {5, 8}},
        {"0-3d", {0, 3}},
    };
    for (const auto& [typed, expected] : cases) {
        INFO(typed);
        REQUIRE(parse_effort(typed));
        CHECK(*parse_effort(typed) == expected);
    }
}

TEST_CASE("efforts that cannot be are refused") {
    CHECK(refused_effort("8-5d") == Refusal{"“8-5d” runs backwards.", "The smaller figure first:", "5-8d"});
    CHECK(refused_effort("2w-3d").example == "3-10d");
    CHECK(refused_effort("-3d").wrong == "“-3d” is less than no effort.");
    CHECK(refused_effort("–3d").wrong == "“–3d” is less than no effort.");
    for (const auto* typed : {"10001d", "10000.1d", "2001w", "5-10001d", "99999999999d", "1e5"})
        CHECK(refused_effort(typed).expected.find("5-8d") != std::string::npos);
    CHECK(refused_effort(std::string(400, '9').c_str()).wrong.find("more than 10,000 days") !=
          std::string::npos);
    CHECK(refused_effort("10001d").wrong == "“10001d” is more than 10,000 days, the limit.");
    CHECK(refused_effort("99999999999999999999w").wrong ==
          "“99999999999999999999w” is more than 10,000 days, the limit.");
}

TEST_CASE("units that are no fixed number of days are refused with a hint") {
    CHECK(refused_effort("2 months") ==
          Refusal{"A month is no fixed number of working days.", "Days or weeks (a week is 5 days):", "4w"});
    CHECK(refused_effort("2m").example == "4w");
    CHECK(refused_effort("3-4 mo").example == "4w");
    CHECK(refused_effort("4h") ==
          Refusal{"Efforts are counted in person-days, not in hours.", "Parts of a day are taken:", "0.5d"});
    CHECK(refused_effort("5 bananas").wrong == "“bananas” is no unit of effort.");
    CHECK(refused_effort("5y").wrong == "“y” is no unit of effort.");
}

TEST_CASE("what is no effort is refused") {
    CHECK(refused_effort("").wrong == "There is no effort here.");
    CHECK(refused_effort(" ").wrong == "There is no effort here.");
    for (const auto* typed : {"d",    "XL",      "~5d",   "5+d",     "5-",          "5-d",   "-",    "to 5",
                              "5,5d", "10,000d", "5..8d", "5 . 5 d", "5-8-9d",      "1w 2d", "1w2d", "5d!",
                              "0x10", "inf",     "nan",   "½d",      "person-days", "5d-8d-"})
        CHECK(refused_effort(typed).wrong.starts_with("“"));
}

TEST_CASE("calendar days are whole, a week of them seven") {
    const std::pair<const char*, int> cases[] = {
        {"3d", 3},     {"2w", 14},   {"3 days", 3}, {"1 day", 1},   {"3", 3},
        {"0", 0},      {"0d", 0},    {"1 week", 7}, {"a week", 7},  {"two weeks", 14},
        {"366d", 366}, {"52w", 364}, {" 3D ", 3},   {"3\u00A0d", 3}};
    for (const auto& [typed, expected] : cases) {
        INFO(typed);
        REQUIRE(parse_calendar_days(typed));
        CHECK(*parse_calendar_days(typed) == expected);
    }
    CHECK(*parse_calendar_days("400d", 1000) == 400);
}

TEST_CASE("calendar days that cannot be are refused") {
    CHECK(refused_days("367d").wrong == "“367d” is more than 366 days, the limit.");
    CHECK(refused_days("53w").wrong == "“53w” is more than 366 days, the limit.");
    CHECK(refused_days("99999999999").wrong == "“99999999999” is more than 366 days, the limit.");
    CHECK(refused_days("8d", 7).wrong == "“8d” is more than 7 days, the limit.");
    CHECK(refused_days("-3d").wrong == "“-3d” is less than no days.");
    CHECK(refused_days("2.5d").wrong == "“2.5d” is no whole number of days.");
    CHECK(refused_days("5-8d").wrong == "“5-8d” is more than one number.");
    CHECK(refused_days("2 months") ==
          Refusal{"“2 months” is no fixed number of days.", "Days or weeks:", "4w"});
    CHECK(refused_days("1y").example == "4w");
    CHECK(refused_days("").wrong == "There is no number of days here.");
    for (const auto* typed : {"d", "soon", "3 dogs", "3d!", "+3d", "in 3 days", "T-3", "3h"})
        CHECK(refused_days(typed).wrong == "“" + std::string(typed) + "” is no number of days.");
}
