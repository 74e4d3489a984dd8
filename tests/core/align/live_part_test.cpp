#include "core/align/live_part.hpp"

#include "tests/support/world_builder.hpp"

namespace plumb {

namespace {

constexpr int kToday = 400;

struct Years : WorldBuilder {
    ReleaseId one = release("1.0", kToday + 200);

    ChangeId decided(ChangeStatus status, int on, FeatureId feature = {}) {
        now = noon(on);
        const ChangeId id = request("Wish", ChangeKind::modify);
        set(id, [&](ChangeRequest& r) {
            r.status = status;
            r.decided_at = noon(on);
            r.feature = feature;
        });
        return id;
    }
    void voice(ChangeId change, int on) {
        now = noon(on);
        Evidence made;
        made.change = change;
        add(std::move(made));
    }
    World live(int today = kToday) const { return live_part(world, noon(today)); }
    bool kept(Ref record, int today = kToday) const { return exists(live(today), record); }
    template <class T>
    bool unsettled(T record, bool erase = false) const {
        return unsettles(world, {AnyRecord{std::move(record)}, erase});
    }
    /// The live part after a write in a copy of the world.
    template <class T>
    World after(T record) const {
        Live kept(world, noon(kToday));
        kept.follow(world, {{AnyRecord{std::move(record)}, false}}, noon(kToday));
        return kept.world();
    }
};

}  // namespace

TEST_CASE("live part: requests that were closed long ago are left out, with what hangs on them") {
    Years b;
    const ChangeId old = b.decided(ChangeStatus::declined, 100);
    const AssessmentId said = b.assessment(old, Function::engineering);
    CHECK_FALSE(b.kept(old));
    CHECK_FALSE(b.kept(said));
    CHECK(b.kept(old, 150));
    CHECK(b.kept(said, 150));
    CHECK(b.kept(b.decided(ChangeStatus::declined, kToday - 90)));
    CHECK(b.kept(b.decided(ChangeStatus::open, 100)));
    CHECK(b.kept(b.decided(ChangeStatus::deferred, 100)));
    // The numbers that were given stay given.
    CHECK(b.live().last(Kind::change) == b.world.last(Kind::change));

    SECTION("unless somebody acted on it not long ago") {
        b.set(old, [](ChangeRequest& r) { r.meta.acts[0] = noon(kToday - 30); });
        CHECK(b.kept(old));
        CHECK_FALSE(b.kept(old, kToday + 2));
        b.threshold("function-drift", "days", 40);
        CHECK(b.kept(old, kToday + 2));
    }
    SECTION("unless it was let into the freeze of a release still to come") {
        const ChangeId late = b.decided(ChangeStatus::approved, 100);
        CHECK_FALSE(b.kept(late));
        b.set(late, [&](ChangeRequest& r) { r.frozen_at_approval = {b.one}; });
        CHECK(b.kept(late));
        b.ship(b.one, 300);
        CHECK_FALSE(b.kept(late));
    }
    SECTION("unless it was approved after the baseline of a release still to come") {
        const ChangeId before = b.decided(ChangeStatus::approved, 99);
        b.now = noon(100);
        b.baseline();
        const ChangeId after = b.decided(ChangeStatus::approved, 101);
        CHECK_FALSE(b.kept(before));
        CHECK(b.kept(after));
    }
    SECTION("unless it stands for what was heard of a feature, or is of the last ten") {
        const FeatureId offline = b.feature("Offline mode", b.one);
        const ChangeId heard = b.decided(ChangeStatus::declined, 100, offline);
        b.voice(heard, 100);
        const ChangeId again = b.decided(ChangeStatus::declined, 101, offline);
        b.voice(again, 101);
        CHECK(b.kept(heard));
        CHECK_FALSE(b.kept(again));
        std::vector<ChangeId> horizons;
        for (int i = 0; i < 11; ++i) {
            horizons.push_back(b.decided(ChangeStatus::approved, 110 + i));
            b.set(horizons.back(), [](ChangeRequest& r) { r.horizon = Horizon::year; });
        }
        CHECK_FALSE(b.kept(horizons.front()));
        CHECK(b.kept(horizons[1]));
    }
}

TEST_CASE("live part: events that are over are left out, but not what an open one is build-up to") {
    Years b;
    const EventId fair = b.event("Fair", EventType::tradeshow, 100);
    const CollateralId stand = b.collateral(fair, "Stand", 90);
    CHECK(b.kept(fair));
    b.set(fair, [](LaunchEvent& e) { e.status = EventStatus::done; });
    CHECK_FALSE(b.kept(fair));
    CHECK_FALSE(b.kept(stand));
    const EventId teaser = b.event("Teaser", EventType::content, kToday + 5);
    b.set(teaser, [&](LaunchEvent& e) { e.parent = fair; });
    CHECK(b.kept(fair));
    CHECK(b.kept(stand));
    b.set(teaser, [](LaunchEvent& e) { e.status = EventStatus::cancelled; });
    CHECK_FALSE(b.kept(fair));
    b.set(fair, [&](LaunchEvent& e) { e.release = b.one; });
    CHECK(b.kept(fair));
}

TEST_CASE("live part: what a change reaches for comes back, with all that hangs on it") {
    Years b;
    const ChangeId old = b.decided(ChangeStatus::declined, 100);
    const AssessmentId said = b.assessment(old, Function::engineering);
    const FeatureId offline = b.feature("Offline mode", b.one);
    const EventId fair = b.event("Fair", EventType::tradeshow, 100);
    const CollateralId stand = b.collateral(fair, "Stand", 90);
    b.set(fair, [&](LaunchEvent& e) {
        e.status = EventStatus::done;
        e.features = {b.feature("Demo", {})};
    });
    REQUIRE_FALSE(b.kept(old));
    REQUIRE_FALSE(b.kept(fair));

    ChangeRequest reopened = b.at(old);
    reopened.status = ChangeStatus::open;
    CHECK(b.after(reopened).find(old)->status == ChangeStatus::open);
    CHECK(exists(b.after(reopened), said));
    Evidence voice;
    voice.meta.n = 1;
    voice.change = old;
    CHECK(exists(b.after(voice), old));
    LaunchEvent teaser;
    teaser.meta.n = 2;
    CHECK_FALSE(exists(b.after(teaser), fair));
    teaser.parent = fair;
    CHECK(exists(b.after(teaser), fair));
    CHECK(exists(b.after(teaser), stand));
    Feature moved = b.at(offline);
    moved.release = {};
    CHECK_FALSE(exists(b.after(moved), fair));
    Feature demo = b.at(b.at(fair).features.front());
    demo.release = b.one;
    CHECK(exists(b.after(demo), fair));
}

TEST_CASE("live part: it is taken anew where a change takes away what stood for others") {
    Years b;
    const FeatureId offline = b.feature("Offline mode", b.one);
    const ChangeId open = b.decided(ChangeStatus::open, 390);
    CHECK_FALSE(b.unsettled(b.at(open), true));
    b.set(open, [&](ChangeRequest& r) {
        r.status = ChangeStatus::approved;
        r.feature = offline;
    });
    ChangeRequest reopened = b.at(open);
    reopened.status = ChangeStatus::open;
    ChangeRequest elsewhere = b.at(open);
    elsewhere.feature = b.feature("Export", b.one);
    CHECK_FALSE(b.unsettled(reopened));
    CHECK_FALSE(b.unsettled(elsewhere));

    SECTION("what was heard of a feature") {
        b.voice(open, 390);
        CHECK_FALSE(b.unsettled(b.at(open)));
        CHECK(b.unsettled(reopened));
        CHECK(b.unsettled(elsewhere));
        CHECK(b.unsettled(b.at(open), true));
        CHECK(b.unsettled(b.at(EvidenceId{1}), true));
    }
    SECTION("one of the last with a horizon") {
        b.set(open, [](ChangeRequest& r) { r.horizon = Horizon::year; });
        CHECK(b.unsettled(reopened));
        CHECK(b.unsettled(b.at(open), true));
    }
    SECTION("a release that comes again") {
        b.ship(b.one, 380);
        Release again = b.at(b.one);
        CHECK_FALSE(b.unsettled(again));
        again.status = ReleaseStatus::planned;
        CHECK(b.unsettled(again));
    }
}

}  // namespace plumb
