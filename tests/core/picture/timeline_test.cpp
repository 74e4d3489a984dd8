#include "core/picture/timeline.hpp"
#include "tests/core/picture/seen.hpp"

#include <catch2/catch.hpp>

namespace plumb {

TEST_CASE("with nothing planned six weeks are shown") {
    const Timeline timeline = seen(WorldBuilder(), 2);
    CHECK(timeline.product == "Atlas");
    CHECK(timeline.from == day(-7));
    CHECK(timeline.to == day(2 + 42));
    CHECK(timeline.releases.empty());
    CHECK(timeline.conflicts.empty());
}

TEST_CASE("the span reaches the last thing within a year; what lies behind it is counted") {
    WorldBuilder b;
    b.release("2.0", 100);
    b.event("Fair", EventType::tradeshow, 200, 210);
    b.release("9.0", 2000);
    b.event("Far", EventType::launch, 1500);
    const Timeline timeline = seen(b, 0);
    CHECK(timeline.to == day(217));
    CHECK(timeline.releases.size() == 1);
    CHECK(timeline.events.size() == 1);
    CHECK(timeline.later == 2);
    CHECK(timeline.later_to == day(2000));
    CHECK(timeline.later_first == "LE-2 on " + spoken(day(1500), day(0)));
    const Timeline all = seen(b, 0, {std::nullopt, day(2000)});
    CHECK(all.later == 0);
    CHECK(all.releases.size() == 2);
}

TEST_CASE("what is overdue is still seen, within bounds") {
    WorldBuilder b;
    b.release("1.0", -30);
    CHECK(seen(b, 0).from == day(-30));
    CHECK(seen(b, 300).from == day(300 - 56));
}

TEST_CASE("the days asked for are the days shown") {
    WorldBuilder b;
    b.release("2.0", 100);
    const Timeline both = seen(b, 0, {day(10), day(20)});
    CHECK(both.from == day(10));
    CHECK(both.to == day(20));
    CHECK(both.releases.empty());
    const Timeline only_from = seen(b, 0, {day(150), std::nullopt});
    CHECK(only_from.from == day(150));
    CHECK(only_from.to > only_from.from);
    const Timeline only_to = seen(b, 0, {std::nullopt, day(-20)});
    CHECK(only_to.from < day(-20));
}

TEST_CASE("a release is shown from the first of its freeze, its beta and its date") {
    WorldBuilder b;
    const ReleaseId release = b.release("2.0", 100);
    b.set(release, [](Release& r) {
        r.freeze = day(60);
        r.beta_from = day(50);
    });
    const Timeline timeline = seen(b, 0, {day(0), day(55)});
    REQUIRE(timeline.releases.size() == 1);
    CHECK(timeline.releases[0].beta_to == day(100));
    CHECK(timeline.releases[0].freeze == day(60));
    CHECK(seen(b, 0, {day(0), day(49)}).releases.empty());
}

TEST_CASE("a beta whose end lies behind its release ends with it") {
    WorldBuilder b;
    const ReleaseId release = b.release("2.0", 20);
    b.set(release, [](Release& r) {
        r.beta_from = day(5);
        r.beta_to = day(60);
    });
    CHECK(seen(b, 0).releases.at(0).beta_to == day(20));
    b.set(release, [](Release& r) { r.beta_from = day(30); });
    CHECK(seen(b, 0).releases.at(0).beta_to == day(30));
}

TEST_CASE("cancelled releases and events are not shown, nor what hung on them") {
    WorldBuilder b;
    const ReleaseId release = b.release("2.0", 20);
    const EventId event = b.event("Fair", EventType::tradeshow, 20);
    b.collateral(event, "Sheet", 15);
    b.set(release, [](Release& r) { r.status = ReleaseStatus::cancelled; });
    b.set(event, [](LaunchEvent& e) { e.status = EventStatus::cancelled; });
    const Timeline timeline = seen(b, 0);
    CHECK(timeline.releases.empty());
    CHECK(timeline.events.empty());
    CHECK(timeline.due.empty());
}

TEST_CASE("setup days belong to an event, and late is what is past due and not done") {
    WorldBuilder b;
    const EventId event = b.event("Fair", EventType::tradeshow, 20, 22);
    b.set(event, [](LaunchEvent& e) { e.prep = 3; });
    b.collateral(event, "Late", 4);
    b.set(b.collateral(event, "Done", 4), [](Collateral& c) { c.status = CollateralStatus::done; });
    b.collateral(event, "Today", 5);
    const Timeline timeline = seen(b, 5);
    REQUIRE(timeline.events.size() == 1);
    CHECK(timeline.events[0].busy_from == day(17));
    REQUIRE(timeline.due.size() == 3);
    CHECK(timeline.due[0].late);
    CHECK_FALSE(timeline.due[1].late);
    CHECK_FALSE(timeline.due[2].late);
}

TEST_CASE("records of another product are not shown") {
    WorldBuilder b;
    Product other;
    other.key = "orion";
    const ProductId second = b.add(std::move(other));
    Release release;
    release.name = "X";
    release.date = day(10);
    release.product = second;
    b.add(std::move(release));
    CHECK(seen(b, 0).releases.empty());
}

}  // namespace plumb
