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
    CHECK(told_until(s.world, "console/#atlas", nine) == nine - 7 * 24h);
    s.set(weekly, [&](Schedule& w) { w.last_run = nine - 12h; });
    CHECK(told_until(s.world, s.get(daily), nine) == nine - 12h);
    CHECK(told_until(s.world, "console/#atlas", nine) == nine - 12h);
    // A weekly one tells the week, whatever the daily ones told.
    CHECK(told_until(s.world, s.get(weekly), nine + 24h) == nine - 12h);
}
