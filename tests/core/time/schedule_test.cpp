#include "core/time/schedule.hpp"
#include "tests/core/time/times.hpp"

#include <catch2/catch.hpp>

using namespace plumb;
using namespace std::chrono_literals;
using Every = WallRule::Every;

namespace {

const Zone kBerlin{"Europe/Berlin", 1h, {{utc("2027-03-28T01:00"), 2h}, {utc("2027-10-31T01:00"), 1h}}};
const Zone kApia{"Pacific/Apia", -10h, {{utc("2011-12-30T10:00"), 14h}}};
const WallRule kDaily{Every::day, std::chrono::Monday, 9h};
const WallRule kWeekdays{Every::weekday, std::chrono::Monday, 9h};
const WallRule kWeekly{Every::week, std::chrono::Monday, 9h};

Slot slot(const char* day, const char* at) { return {on(day), utc(at)}; }

}  // namespace

TEST_CASE("the next slot lies strictly after") {
    CHECK(next_slot(kDaily, kBerlin, utc("2027-03-01T07:59:59")) == slot("2027-03-01", "2027-03-01T08:00"));
    CHECK(next_slot(kDaily, kBerlin, utc("2027-03-01T08:00")) == slot("2027-03-02", "2027-03-02T08:00"));
    CHECK(next_slot(kDaily, kBerlin, utc("2027-03-01T23:30")) == slot("2027-03-02", "2027-03-02T08:00"));
    CHECK(next_slot(kDaily, kBerlin, utc("2027-03-27T12:00")) == slot("2027-03-28", "2027-03-28T07:00"));
    CHECK(next_slot(kDaily, kBerlin, utc("2027-10-30T12:00")) == slot("2027-10-31", "2027-10-31T08:00"));
}

TEST_CASE("weekdays pass over the weekend, weekly comes on its day") {
    CHECK(next_slot(kWeekdays, kBerlin, utc("2027-03-05T07:00")) == slot("2027-03-05", "2027-03-05T08:00"));
    CHECK(next_slot(kWeekdays, kBerlin, utc("2027-03-05T08:00")) == slot("2027-03-08", "2027-03-08T08:00"));
    CHECK(next_slot(kWeekly, kBerlin, utc("2027-03-01T07:00")) == slot("2027-03-01", "2027-03-01T08:00"));
    CHECK(next_slot(kWeekly, kBerlin, utc("2027-03-01T08:00")) == slot("2027-03-08", "2027-03-08T08:00"));
    const WallRule friday{Every::week, std::chrono::Friday, 16h};
    CHECK(next_slot(friday, kBerlin, utc("2027-03-01T08:00")) == slot("2027-03-05", "2027-03-05T15:00"));
}

TEST_CASE("a time in a gap comes at the first moment after it") {
    const WallRule night{Every::day, std::chrono::Monday, 2h + 30min};
    CHECK(next_slot(night, kBerlin, utc("2027-03-27T12:00")) == slot("2027-03-28", "2027-03-28T01:00"));
    CHECK(next_slot(night, kBerlin, utc("2027-03-28T01:00")) == slot("2027-03-29", "2027-03-29T00:30"));
}

TEST_CASE("a time that exists twice comes the first time only") {
    const WallRule night{Every::day, std::chrono::Monday, 2h + 30min};
    CHECK(next_slot(night, kBerlin, utc("2027-10-30T12:00")) == slot("2027-10-31", "2027-10-31T00:30"));
    CHECK(next_slot(night, kBerlin, utc("2027-10-31T00:30")) == slot("2027-11-01", "2027-11-01T01:30"));
    CHECK(next_slot(night, kBerlin, utc("2027-10-31T01:15")) == slot("2027-11-01", "2027-11-01T01:30"));
}

TEST_CASE("a day that the zone skipped has no slot of its own beside the next day's") {
    CHECK(next_slot(kDaily, kApia, utc("2011-12-29T19:00")) == slot("2011-12-31", "2011-12-30T19:00"));
    // Friday 30 December did not take place; what was due on it comes as Saturday begins.
    const WallRule friday{Every::week, std::chrono::Friday, 9h};
    CHECK(next_slot(friday, kApia, utc("2011-12-29T19:00")) == slot("2011-12-30", "2011-12-30T10:00"));
    CHECK(next_slot(friday, kApia, utc("2011-12-30T10:00")) == slot("2012-01-06", "2012-01-05T19:00"));
    CHECK(next_slot(kWeekdays, kApia, utc("2011-12-29T19:00")) == slot("2011-12-30", "2011-12-30T10:00"));
}

TEST_CASE("a gap at the end of a day pushes its slot into the next, which keeps its own") {
    // As in Nuuk: at 23:00 on Saturday it is Sunday.
    const Zone nuuk{"America/Nuuk", -2h, {{utc("2027-03-28T01:00"), -1h}}};
    const WallRule late{Every::day, std::chrono::Monday, 23h + 30min};
    CHECK(next_slot(late, nuuk, utc("2027-03-27T12:00")) == slot("2027-03-27", "2027-03-28T01:00"));
    CHECK(next_slot(late, nuuk, utc("2027-03-28T01:00")) == slot("2027-03-28", "2027-03-29T00:30"));
}

TEST_CASE("a morning is eight o'clock in the zone") {
    CHECK(next_morning(kBerlin, utc("2027-03-01T06:59:59")) == slot("2027-03-01", "2027-03-01T07:00"));
    CHECK(next_morning(kBerlin, utc("2027-03-01T07:00")) == slot("2027-03-02", "2027-03-02T07:00"));
    CHECK(next_morning(Zone{}, utc("2027-03-01")) == slot("2027-03-01", "2027-03-01T08:00"));
    CHECK(next_morning(Zone{}, utc("2027-03-01"), 9h) == slot("2027-03-01", "2027-03-01T09:00"));
}

TEST_CASE("nothing is due before the first slot, and a slot runs on its minute") {
    const SlotsBefore fresh{utc("2027-03-01T10:00")};
    CHECK(slots_due(kDaily, kBerlin, fresh, utc("2027-03-01T10:00")) == SlotsDue{});
    CHECK(slots_due(kDaily, kBerlin, fresh, utc("2027-03-02T07:59:59")) == SlotsDue{});
    const Slot second = slot("2027-03-02", "2027-03-02T08:00");
    CHECK(slots_due(kDaily, kBerlin, fresh, second.at) == SlotsDue{second, false, 0, second.local_day});
    CHECK(slots_due(kDaily, kBerlin, fresh, second.at + 60s) == SlotsDue{second, false, 0, second.local_day});
    CHECK(slots_due(kDaily, kBerlin, fresh, second.at + 61s) == SlotsDue{second, true, 0, second.local_day});
}

TEST_CASE("a missed daily slot runs late up to six hours, and is folded after") {
    const SlotsBefore before{utc("2027-02-01"), on("2027-03-01")};
    const Slot missed = slot("2027-03-02", "2027-03-02T08:00");
    for (const WallRule& rule : {kDaily, kWeekdays}) {
        CHECK(slots_due(rule, kBerlin, before, missed.at + 6h) ==
              SlotsDue{missed, true, 0, missed.local_day});
        CHECK(slots_due(rule, kBerlin, before, missed.at + 6h + 1s) ==
              SlotsDue{std::nullopt, false, 1, missed.local_day});
    }
}

TEST_CASE("a missed weekly slot runs late up to two days, and is folded after") {
    const SlotsBefore before{utc("2027-02-01"), on("2027-03-01")};
    const Slot missed = slot("2027-03-08", "2027-03-08T08:00");
    CHECK(slots_due(kWeekly, kBerlin, before, missed.at + 48h) ==
          SlotsDue{missed, true, 0, missed.local_day});
    CHECK(slots_due(kWeekly, kBerlin, before, missed.at + 48h + 1s) ==
          SlotsDue{std::nullopt, false, 1, missed.local_day});
}

TEST_CASE("of many missed slots the newest runs and the others are folded into it") {
    const SlotsBefore before{utc("2027-02-01"), on("2027-03-01")};
    const Slot newest = slot("2027-03-05", "2027-03-05T08:00");
    CHECK(slots_due(kDaily, kBerlin, before, newest.at) == SlotsDue{newest, false, 3, newest.local_day});
    CHECK(slots_due(kDaily, kBerlin, before, newest.at + 1h) == SlotsDue{newest, true, 3, newest.local_day});
    CHECK(slots_due(kDaily, kBerlin, before, newest.at + 7h) ==
          SlotsDue{std::nullopt, false, 4, newest.local_day});
}

TEST_CASE("a slot that was run or folded never comes again, though the clock goes back") {
    const SlotsBefore before{utc("2027-02-01"), on("2027-03-02")};
    for (const auto* now :
         {"2027-03-02T08:00", "2027-03-02T07:00", "2027-03-02T20:00", "2027-03-01T08:00", "2027-03-03T07:59"})
        CHECK(slots_due(kDaily, kBerlin, before, utc(now)) == SlotsDue{});
    // Much further back it is the clock before that was wrong: what comes from then on is run.
    CHECK(slots_due(kDaily, kBerlin, before, utc("2027-02-20T07:59")) == SlotsDue{});
    CHECK(slots_due(kDaily, kBerlin, before, utc("2027-02-20T08:00")).run ==
          slot("2027-02-20", "2027-02-20T08:00"));
    CHECK(slots_due(kDaily, kBerlin, before, utc("2027-02-20T12:00")) == SlotsDue{});
    // Neither when the schedule moves to a later hour of the same day, nor to a zone in which the day is not
    // over.
    const WallRule afternoon{Every::day, std::chrono::Monday, 15h};
    CHECK(slots_due(afternoon, kBerlin, before, utc("2027-03-02T14:00")) == SlotsDue{});
    CHECK(slots_due(kDaily, kApia, {utc("2027-02-01"), on("2027-03-02")}, utc("2027-03-01T20:00")) ==
          SlotsDue{});
}

TEST_CASE("what came before a schedule was made is not missed") {
    const Slot first = slot("2027-03-02", "2027-03-02T08:00");
    CHECK(slots_due(kDaily, kBerlin, {first.at - 1s}, first.at).run == first);
    CHECK_FALSE(slots_due(kDaily, kBerlin, {first.at}, first.at + 1h).run);
    CHECK(slots_due(kDaily, kBerlin, {first.at, on("2027-02-01")}, first.at + 1h) == SlotsDue{});
}

TEST_CASE("every slot of a year runs once, whatever the rhythm of waking up") {
    for (const Seconds rhythm : {Seconds{1h}, Seconds{5h}}) {
        SlotsBefore before{utc("2027-01-01")};
        int runs = 0;
        int folded = 0;
        for (Instant now = before.made; now < utc("2028-01-01"); now += rhythm) {
            const auto due = slots_due(kDaily, kBerlin, before, now);
            if (due.run) ++runs;
            folded += due.folded;
            if (due.last) before.last = due.last;
        }
        CHECK(runs == 365);
        CHECK(folded == 0);
    }
}
