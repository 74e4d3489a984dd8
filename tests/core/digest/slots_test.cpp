#include "core/digest/slots.hpp"

#include "tests/core/digest/reader.hpp"

using namespace plumb;
using namespace std::chrono_literals;

namespace {

class Slots : public Reader {
  public:
    ScheduleId schedule(Every every, Seconds at, int made) {
        Schedule s;
        s.channel = "console/#atlas";
        s.every = every;
        s.time_of_day = static_cast<int>(at.count());
        now = noon(made);
        return add(std::move(s));
    }
    const Schedule& get(ScheduleId id) const { return *world.find(id); }
    void at(int on, Seconds time) { context.now = Instant{day(on)} + time; }
};

}  // namespace

TEST_CASE("the weekly digest replaces the daily one of its day") {
    Slots s;
    const auto daily = s.schedule(Every::daily, 8h, -3);
    const auto weekly = s.schedule(Every::weekly, 9h, -3);
    s.at(7, 8h);
    REQUIRE(slots_due(s.context, s.world, s.get(daily)).run);
    CHECK(replaced(s.context, s.world, s.get(daily), *slots_due(s.context, s.world, s.get(daily)).run));
    CHECK_FALSE(replaced(s.context, s.world, s.get(weekly), {day(7), s.context.now}));
    // After the slot of Saturday comes Sunday's, then Tuesday's.
    s.at(5, 12h);
    CHECK(next_run(s.context, s.world, s.get(daily), Instant{day(5)} + 12h).local_day == day(6));
    s.set(weekly, [](Schedule& w) { w.last_slot = day(0); });
    CHECK(next_run(s.context, s.world, s.get(daily), Instant{day(6)} + 12h).local_day == day(8));
}

TEST_CASE("a weekly schedule made after its own time leaves that day's daily alone") {
    Slots s;
    const auto daily = s.schedule(Every::daily, 17h, -3);
    s.schedule(Every::weekly, 9h, 7);
    s.at(7, 17h);
    CHECK_FALSE(replaced(s.context, s.world, s.get(daily), *slots_due(s.context, s.world, s.get(daily)).run));
}

TEST_CASE("a weekly digest that comes late takes the daily one of the day along") {
    Slots s;
    const auto daily = s.schedule(Every::daily, 9h, -10);
    const auto weekly = s.schedule(Every::weekly, 9h, -10);
    s.set(daily, [](Schedule& d) { d.last_slot = day(6); });
    s.set(weekly, [](Schedule& w) { w.last_slot = day(0); });
    s.at(8, 10h);
    const auto due = slots_due(s.context, s.world, s.get(daily));
    REQUIRE(due.run);
    CHECK(due.run->local_day == day(8));
    CHECK(due.late);
    CHECK(replaced(s.context, s.world, s.get(daily), *due.run));
    s.set(weekly, [&](Schedule& w) {
        w.last_slot = day(7);
        w.last_run = s.context.now;
    });
    CHECK(replaced(s.context, s.world, s.get(daily), *due.run));
    s.set(weekly, [&](Schedule& w) { w.last_run = s.context.now - 1h; });
    CHECK_FALSE(replaced(s.context, s.world, s.get(daily), *due.run));
}

TEST_CASE("news are what came since the last digest of the channel") {
    Slots s;
    const auto daily = s.schedule(Every::daily, 9h, -10);
    const Instant nine = Instant{day(2)} + 9h;
    // None was sent yet: from its making on.
    CHECK(told_until(s.world, s.get(daily), nine) == noon(-10));
    s.set(daily, [&](Schedule& d) { d.last_run = nine - 24h; });
    CHECK(told_until(s.world, s.get(daily), nine) == nine - 24h);
    const auto weekly = s.schedule(Every::weekly, 9h, -10);
    CHECK(told_until(s.world, s.product, "console/#other", nine) == nine - 7 * 24h);
    // What is asked for tells what the scheduled one would: none was sent yet, so all since its making.
    CHECK(told_until(s.world, s.product, "console/#atlas", nine) == noon(-10));
    s.set(weekly, [&](Schedule& w) { w.last_run = nine + 12h; });
    CHECK(told_until(s.world, s.product, "console/#atlas", nine) == nine - 7 * 24h);
    s.set(weekly, [&](Schedule& w) { w.last_run = nine - 12h; });
    CHECK(told_until(s.world, s.get(daily), nine) == nine - 12h);
    CHECK(told_until(s.world, s.product, "console/#atlas", nine) == nine - 12h);
    // A weekly one tells the week, whatever the daily ones told.
    CHECK(told_until(s.world, s.get(weekly), nine + 24h) == nine - 12h);
}

TEST_CASE("the next daily digest is looked for beside a weekly one that was sent just now") {
    Slots s;
    const auto daily = s.schedule(Every::daily, 9h, -10);
    const auto weekly = s.schedule(Every::weekly, 9h, -10);
    s.at(8, 10h);
    s.set(daily, [](Schedule& d) { d.last_slot = day(8); });
    s.set(weekly, [&](Schedule& w) { w.last_run = s.context.now; });
    CHECK(next_run(s.context, s.world, s.get(daily), s.context.now).local_day == day(9));
}

TEST_CASE("the weekly digest of another product replaces nothing") {
    Slots s;
    const auto daily = s.schedule(Every::daily, 9h, -3);
    const auto weekly = s.schedule(Every::weekly, 9h, -3);
    Product other;
    other.key = "other";
    const ProductId id = s.add(std::move(other));
    s.set(weekly, [&](Schedule& w) { w.product = id; });
    s.at(7, 9h);
    CHECK_FALSE(replaced(s.context, s.world, s.get(daily), {day(7), s.context.now}));
    CHECK(weekly_of(s.world, id, "console/#atlas") == &s.get(weekly));
    CHECK_FALSE(weekly_of(s.world, s.product, "console/#atlas"));
}

TEST_CASE("the first weekly digest of a month is the first that is sent in it") {
    Slots s;
    const auto weekly = s.schedule(Every::weekly, 9h, -3);
    const auto first = [&](int on) { return first_of_month(s.context, s.world, &s.get(weekly), day(on)); };
    // Day 0 is Monday, 1 March. Nothing was sent on it: the next says it.
    CHECK(first(7));
    s.set(weekly, [](Schedule& w) { w.last_run = Instant{day(7)} + 9h; });
    CHECK_FALSE(first(14));
    CHECK(first(35));
    // Due on Monday, 29 March, and sent late in April: April's is still to come.
    s.set(weekly, [](Schedule& w) { w.last_run = Instant{day(31)} + 8h; });
    CHECK(first(35));
    CHECK(first_of_month(s.context, s.world, nullptr, day(14)));
}

TEST_CASE("a weekly digest that is moved to another weekday stays the first of its month") {
    Slots s;
    const auto weekly = s.schedule(Every::weekly, 9h, -3);
    const auto first = [&](int on) { return first_of_month(s.context, s.world, &s.get(weekly), day(on)); };
    // Sent on Monday, 1 March; on Fridays from then on.
    s.set(weekly, [](Schedule& w) {
        w.on = Weekday::fri;
        w.last_slot = day(0);
        w.last_run = Instant{day(0)} + 9h;
        w.meta.updated_at = *w.last_run + 30min;
    });
    CHECK_FALSE(first(4));
    CHECK(first(32));
    // Slots that passed without a digest hide the day it was due on: the day it was sent on stands for it.
    s.set(weekly, [](Schedule& w) { w.last_slot = day(11); });
    CHECK_FALSE(first(18));
}

TEST_CASE("a person’s next digest is none that was sent where they were before") {
    Slots s;
    s.set(s.ana, [](Person& p) {
        p.digest = PersonalDigest::daily;
        p.digest_slot = day(1);
    });
    const auto next = [&] {
        return next_run(s.context, s.world, *s.world.find(s.ana), s.context.now).local_day;
    };
    // Tuesday’s came at nine in Tokyo.
    s.at(1, 30min);
    CHECK(next() == day(2));
    s.at(1, 10h);
    CHECK(next() == day(2));
    s.set(s.ana, [](Person& p) {
        p.digest = PersonalDigest::weekly;
        p.digest_slot = day(7);
    });
    s.at(7, 30min);
    CHECK(next() == day(14));
}

TEST_CASE("a clock that was years ahead silences nothing, and brings nothing again") {
    Slots s;
    const auto daily = s.schedule(Every::daily, 9h, -3);
    s.set(daily, [](Schedule& d) { d.last_slot = day(3653); });
    s.at(7, 10h);
    // Today's slot may have been sent before the clock ran ahead.
    CHECK_FALSE(slots_due(s.context, s.world, s.get(daily)).run);
    CHECK_FALSE(slots_due(s.context, s.world, s.get(daily)).last);
    CHECK(next_run(s.context, s.world, s.get(daily), s.context.now).local_day == day(8));
    s.at(8, 9h);
    const auto due = slots_due(s.context, s.world, s.get(daily));
    REQUIRE(due.run);
    CHECK(due.run->local_day == day(8));
    CHECK_FALSE(due.late);
    CHECK(due.last == day(8));
    // A schedule that was made then comes too.
    const auto made = s.schedule(Every::daily, 9h, 3653);
    s.at(8, 9h);
    CHECK(slots_due(s.context, s.world, s.get(made)).run);
    // A day and a half is no such leap: what was sent is not sent again.
    s.set(daily, [](Schedule& d) { d.last_slot = day(9); });
    CHECK_FALSE(slots_due(s.context, s.world, s.get(daily)).run);
}
