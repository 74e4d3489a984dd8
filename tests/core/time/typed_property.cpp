#include "core/time/duration.hpp"
#include "core/time/hours.hpp"
#include "core/time/natural_date.hpp"
#include "tests/core/time/times.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>

using namespace plumb;

namespace {

/// Pieces of dates, and what else may be typed between them, in any order.
const char* const kPieces[] = {
    "mar", "February", "29",  "31",    "0",    "2027", "99999999999", "27", "/",   "-", ".",     "–",
    " ",   "\u00A0",   "fri", "next",  "last", "in",   "weeks",       "d",  "+",   "T", "today", "eom",
    "end", "of",       "the", "month", "1st",  "th",   "'",           ",",  ":",   "a", "ago",   "\xFF",
    "é",   "3",        "4",   "10000", "am",   "h",    "to",          "x",  "1.5", "w", "\n",    "\u200E"};

std::string any_text() {
    const auto pieces = *rc::gen::resize(
        8, rc::gen::container<std::vector<std::string>>(
               rc::gen::elementOf(std::vector<std::string>(std::begin(kPieces), std::end(kPieces)))));
    std::string text;
    for (const auto& piece : pieces) text += piece;
    return text;
}

Day any_day() { return on("1970-01-01") + Days{*rc::gen::inRange(0, 230 * 365 + 55)}; }

bool complete(const Refusal& refusal) {
    return !refusal.wrong.empty() && refusal.wrong.back() == '.' && refusal.expected.back() == ':' &&
           !refusal.example.empty();
}

}  // namespace

TEST_CASE("whatever is typed is a day within the limits or refused with an example that is taken") {
    CHECK(rc::check([] {
        const DateContext context{any_day(), any_day()};
        const auto day = parse_day(any_text(), context);
        if (day) {
            RC_ASSERT(*day >= on("1970-01-01"));
            RC_ASSERT(*day <= on("2199-12-31"));
        } else {
            RC_ASSERT(complete(day.error()));
            RC_ASSERT(parse_day(day.error().example, context).has_value());
        }
    }));
}

TEST_CASE(
    "whatever is typed is a duration or an hour within the limits or refused with an example that is taken") {
    CHECK(rc::check([] {
        const std::string text = any_text();
        const auto effort = parse_effort(text);
        if (effort)
            RC_ASSERT(0 <= effort->min && effort->min <= effort->max && effort->max <= kMaxEffortDays);
        else
            RC_ASSERT(complete(effort.error()) && parse_effort(effort.error().example));
        const auto days = parse_calendar_days(text);
        if (days)
            RC_ASSERT(*days >= 0 && *days <= kMostCalendarDays);
        else
            RC_ASSERT(complete(days.error()) && parse_calendar_days(days.error().example));
        const auto time = parse_time_of_day(text);
        if (time)
            RC_ASSERT(*time >= Seconds{0} && *time < Days{1});
        else
            RC_ASSERT(complete(time.error()) && parse_time_of_day(time.error().example));
    }));
}

TEST_CASE("a day is read back from every way of writing it") {
    CHECK(rc::check([] {
        const Day day = any_day();
        const std::chrono::year_month_day date{day};
        const std::string month{kMonthNames[static_cast<unsigned>(date.month()) - 1]};
        const std::string weekday{kWeekdayNames[std::chrono::weekday{day}.c_encoding()]};
        const std::string number = std::to_string(static_cast<unsigned>(date.day()));
        const std::string year = std::to_string(static_cast<int>(date.year()));
        const DateContext context{any_day()};
        for (const std::string& text :
             {iso(day), number + " " + month + " " + year, month + " " + number + ", " + year,
              weekday + " " + iso(day),
              weekday.substr(0, 3) + ", " + number + "-" + month.substr(0, 3) + "-" + year,
              year + "." + iso(day).substr(5, 2) + "." + number})
            RC_ASSERT(parse_day(text, context) == day);
        // What the bot says of a day of the next year or of this is read back on the day it is said.
        const Day said_on = day - Days{*rc::gen::inRange(1, 300)};
        if (said_on >= on("1970-01-01")) RC_ASSERT(parse_day(spoken(day, said_on), {said_on}) == day);
    }));
}

TEST_CASE("a slashed date is refused with readings that are days") {
    CHECK(rc::check([] {
        const int a = *rc::gen::inRange(0, 40);
        const int b = *rc::gen::inRange(0, 40);
        const std::string text = std::to_string(a) + "/" + std::to_string(b) + "/2027";
        const auto day = parse_day(text, {on("2027-03-01")});
        RC_ASSERT_FALSE(day.has_value());
        const auto is_day = [](int month, int number) {
            return (std::chrono::year{2027} / std::chrono::month{static_cast<unsigned>(month)} /
                    std::chrono::day{static_cast<unsigned>(number)})
                .ok();
        };
        const auto said = [&day](int month, int number) {
            const auto reading = std::chrono::year{2027} / month / number;
            return day.error().wrong.find(iso(Day{reading})) != std::string::npos;
        };
        if (is_day(a, b)) RC_ASSERT(said(a, b));
        if (is_day(b, a)) RC_ASSERT(said(b, a));
    }));
}
