#include "tests/core/time/times.hpp"
#include "tests/support/world_builder.hpp"

namespace plumb {

namespace {

/// A request deferred until day 20, in a zone two hours ahead of UTC.
struct Deferred : WorldBuilder {
    ChangeId asked = request("Sync", ChangeKind::add);

    Deferred() {
        zone(Zone("Test/East", std::chrono::hours{2}, {}));
        set(asked, [](ChangeRequest& r) {
            r.status = ChangeStatus::deferred;
            r.decision = Decided::deferred;
            r.until = day(20);
        });
    }
    const ChangeRequest& on(const World& seen) const { return *seen.find(asked); }
    World seen(int today) const { return as_of(world, product, day(today), zone()); }
};

}  // namespace

TEST_CASE("a deferral ends when its day begins, and the clocks start then") {
    Deferred b;
    const Instant midnight = utc("2027-03-20T22:00");
    CHECK(effects(b.world, b.product, day(19), b.zone()).empty());
    CHECK(b.on(b.seen(20)).status == ChangeStatus::open);
    CHECK(b.on(b.seen(35)).waiting_since == midnight);
    CHECK(b.on(b.seen(35)).assessed_at == std::nullopt);

    SECTION("assessed where every required assessment is in") {
        b.assessment(b.asked, Function::engineering);
        CHECK(b.on(b.seen(20)).status == ChangeStatus::open);
        b.assessment(b.asked, Function::marketing);
        CHECK(b.on(b.seen(20)).status == ChangeStatus::assessed);
        CHECK(b.on(b.seen(35)).assessed_at == midnight);
    }
    SECTION("without a day it sleeps on") {
        b.set(b.asked, [](ChangeRequest& r) { r.until.reset(); });
        CHECK(b.on(b.seen(900)).status == ChangeStatus::deferred);
    }
    SECTION("once is enough") {
        const World later = b.seen(20);
        CHECK(effects(later, b.product, day(21), b.zone()).empty());
    }
    SECTION("on a day before it came back, it sleeps; one that was reopened does not") {
        b.world = b.seen(20);
        CHECK(b.on(b.seen(19)).status == ChangeStatus::deferred);
        CHECK(b.on(b.seen(20)).status == ChangeStatus::open);
        b.set(b.asked, [](ChangeRequest& r) { r.waiting_since = noon(15); });
        CHECK(b.on(b.seen(19)).status == ChangeStatus::open);
    }
    SECTION("another product's clock is its own") {
        Product other;
        other.key = "hermes";
        CHECK(effects(b.world, b.add(std::move(other)), day(30), b.zone()).empty());
    }
}

TEST_CASE("a beta begins on its day, unless the release is over") {
    WorldBuilder b;
    const ReleaseId one = b.release("1.0", 60);
    b.set(one, [](Release& r) { r.beta_from = day(10); });
    const auto status = [&](int today) {
        return as_of(b.world, b.product, day(today), b.zone()).find(one)->status;
    };
    CHECK(status(9) == ReleaseStatus::planned);
    CHECK(status(10) == ReleaseStatus::beta);

    b.world = as_of(b.world, b.product, day(10), b.zone());
    CHECK(status(9) == ReleaseStatus::planned);
    for (const ReleaseStatus over : {ReleaseStatus::shipped, ReleaseStatus::cancelled}) {
        b.set(one, [&](Release& r) { r.status = over; });
        CHECK(status(9) == over);
        CHECK(status(10) == over);
    }
}

TEST_CASE("snoozed and accepted warnings wake when their day begins") {
    WorldBuilder b;
    Warning made;
    made.rule = "overdue";
    made.until = day(10);
    const WarningId id = b.add(std::move(made));
    const auto status = [&](WarningStatus held, int today) {
        b.set(id, [&](Warning& w) { w.status = held; });
        return as_of(b.world, b.product, day(today), b.zone()).find(id)->status;
    };
    for (const WarningStatus waits : {WarningStatus::snoozed, WarningStatus::accepted}) {
        CHECK(status(waits, 9) == waits);
        CHECK(status(waits, 10) == WarningStatus::open);
    }
    for (const WarningStatus stays : {WarningStatus::acknowledged, WarningStatus::resolved})
        CHECK(status(stays, 10) == stays);
}

TEST_CASE("nobody answers any more for a warning that wakes") {
    WorldBuilder b;
    Warning made;
    made.rule = "overdue";
    made.status = WarningStatus::accepted;
    made.until = day(10);
    made.reason = "Agreed with sales";
    made.by = b.person("ana");
    const WarningId id = b.add(std::move(made));
    const auto answer = [&](int today) {
        const Warning warning = *as_of(b.world, b.product, day(today), b.zone()).find(id);
        return std::pair{warning.reason, bool{warning.by}};
    };
    CHECK(answer(9) == std::pair{std::string("Agreed with sales"), true});
    CHECK(answer(10) == std::pair{std::string(), false});
}

}  // namespace plumb
