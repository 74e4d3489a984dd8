#include "core/picture/timeline.hpp"
#include "tests/support/world_builder.hpp"

#include <catch2/catch.hpp>

namespace plumb {
namespace {

std::vector<Conflict> conflicts(const WorldBuilder& b, int today) {
    return conflicts_of(b.world, b.product, day(today), b.zone());
}

EventId launch_of(WorldBuilder& b, ReleaseId release, int on, EventType type = EventType::launch) {
    const EventId id = b.event("Launch", type, on);
    b.set(id, [&](LaunchEvent& e) { e.release = release; });
    return id;
}

}  // namespace

TEST_CASE("an event before its release is linked to it, with the days between") {
    WorldBuilder b;
    const ReleaseId release = b.release("2.0", 24);
    const EventId event = launch_of(b, release, 15);
    const auto found = conflicts(b, 0);
    REQUIRE(found.size() == 1);
    CHECK(found[0].severity == Severity::critical);
    CHECK(found[0].event == Ref{event});
    CHECK(found[0].with == Ref{release});
    CHECK(found[0].event_day == day(15));
    CHECK(found[0].with_day == day(24));
    CHECK(found[0].words == "9 days early");
    CHECK(found[0].sentence == "LE-1 starts 9 days before 2.0");
}

TEST_CASE("too little room is linked, too") {
    WorldBuilder b;
    const ReleaseId release = b.release("2.0", 24);
    launch_of(b, release, 28, EventType::webinar);
    const auto found = conflicts(b, 0);
    REQUIRE(found.size() == 1);
    CHECK(found[0].words == "4 days after");
    CHECK(found[0].sentence == "LE-1 starts 4 days after 2.0");
}

TEST_CASE("an immovable event on the day of its release says so") {
    WorldBuilder b;
    const EventId event = launch_of(b, b.release("2.0", 24), 24, EventType::tradeshow);
    b.set(event, [](LaunchEvent& e) { e.immovable = true; });
    const auto found = conflicts(b, 0);
    REQUIRE(found.size() == 1);
    CHECK(found[0].words == "same day");
}

TEST_CASE("build-up that comes too late is linked to its event") {
    WorldBuilder b;
    const EventId parent = b.event("Fair", EventType::tradeshow, 30);
    const EventId child = b.event("Rehearsal", EventType::prep, 31);
    b.set(child, [&](LaunchEvent& e) { e.parent = parent; });
    const auto found = conflicts(b, 0);
    REQUIRE(found.size() == 1);
    CHECK(found[0].event == Ref{child});
    CHECK(found[0].with == Ref{parent});
    CHECK(found[0].words == "1 day after");
}

TEST_CASE("a claim on what comes later links the event to that release, once") {
    WorldBuilder b;
    const ReleaseId release = b.release("2.0", 24);
    const FeatureId feature = b.feature("Offline", release);
    const EventId event = b.event("Training", EventType::training, 15);
    for (int i = 0; i < 2; ++i) {
        const CollateralId piece = b.collateral(event, "Sheet", 10);
        b.set(piece, [&](Collateral& c) { c.claims = {feature}; });
    }
    const auto found = conflicts(b, 0);
    REQUIRE(found.size() == 1);
    CHECK(found[0].event == Ref{event});
    CHECK(found[0].with == Ref{release});
    CHECK(found[0].words == "9 days early");
}

TEST_CASE("what is off, shipped or far apart is no conflict") {
    WorldBuilder b;
    const ReleaseId release = b.release("2.0", 24);
    launch_of(b, release, 15);
    RuleSetting off;
    off.rule = "event-before-release";
    off.key = "on";
    b.add(off);
    CHECK(conflicts(b, 0).empty());

    WorldBuilder fine;
    launch_of(fine, fine.release("2.0", 24), 60, EventType::webinar);
    CHECK(conflicts(fine, 0).empty());
}

}  // namespace plumb
