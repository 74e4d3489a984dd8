#include "core/align/change_volume.hpp"
#include "tests/support/world_builder.hpp"

namespace plumb {

namespace {

constexpr auto kChurn = "churn";
constexpr auto kNoBaseline = "no-baseline";
constexpr auto kStale = "plan-stale";
constexpr auto kDisplaced = "nothing-displaced";
constexpr auto kSilent = std::nullopt;

/// A release of so many features, baselined on day 1.
struct Agreed : WorldBuilder {
    ReleaseId one = release("1.0", 200);

    explicit Agreed(int features) {
        for (int i = 0; i < features; ++i) feature("Part", one);
        now = noon(1);
        baseline();
    }
    /// Approved requests that touched the release.
    void approve(int many, int on, ChangeKind kind = ChangeKind::add) {
        now = noon(on);
        for (int i = 0; i < many; ++i) {
            const ChangeId id = request("Wish", kind);
            set(id, [&](ChangeRequest& r) {
                r.release = one;
                r.status = ChangeStatus::approved;
                r.decided_at = noon(on);
                r.touched_at_approval = {one};
                r.baselined_at_approval = true;
            });
        }
    }
    std::optional<Severity> asked(int on) const { return severity(kChurn, one, on); }
};

}  // namespace

TEST_CASE("churn: approved in the last thirty days, in per cent of the baseline's features") {
    Agreed b(100);
    // Two of 100 are just 2 per cent; three are above.
    b.approve(2, 10);
    CHECK(b.asked(16) == kSilent);
    b.approve(1, 12);
    CHECK(b.asked(14) == kSilent);
    CHECK(b.asked(15) == Severity::info);
    CHECK(b.finding(kChurn, b.one, 16)->facts ==
          "3 requests approved since Tue 2 Mar touch 1.0: 3 % of the 100 features in its baseline, notice at "
          "2 %.");
    CHECK(b.finding(kChurn, b.one, 16)->subject == std::vector<Ref>{b.one, BaselineId{1}});
    CHECK(b.asked(40) == Severity::info);
    // Those of day 10 are in the last 30 days until day 40.
    CHECK(b.asked(41) == kSilent);

    SECTION("a warning above 5 per cent") {
        b.approve(2, 12);
        CHECK(b.asked(16) == Severity::info);
        b.approve(1, 13);
        CHECK(b.asked(16) == Severity::warning);
    }
    SECTION("numbers are the product's") {
        b.threshold(kChurn, "notice", 3);
        CHECK(b.asked(16) == kSilent);
        b.approve(2, 12);
        b.threshold(kChurn, "warn", 4);
        CHECK(b.asked(16) == Severity::warning);
    }
}

TEST_CASE("churn: all since the baseline are those on record, also seen from an earlier day") {
    Agreed b(20);
    b.approve(10, 20);
    CHECK(b.asked(16) == Severity::critical);
    CHECK(b.asked(14) == kSilent);
}

TEST_CASE("churn: fewer than three or five requests are none, however many per cent") {
    Agreed b(20);
    b.approve(2, 10);
    CHECK(b.asked(16) == kSilent);
    b.approve(1, 10);
    CHECK(b.asked(16) == Severity::info);
    b.approve(1, 10);
    CHECK(b.asked(16) == Severity::info);
    b.approve(1, 10);
    CHECK(b.asked(16) == Severity::warning);
    CHECK(b.asked(41) == kSilent);
}

TEST_CASE("churn: critical by all since the baseline, whatever the last thirty days held") {
    Agreed b(40);
    b.approve(10, 10);
    // Ten of 40 are just 25 per cent.
    CHECK(b.asked(16) == Severity::warning);
    CHECK(b.asked(60) == kSilent);
    b.approve(1, 11);
    CHECK(b.asked(16) == Severity::critical);
    CHECK(b.asked(190) == Severity::critical);
    CHECK(b.finding(kChurn, b.one, 60)->facts ==
          "11 requests approved since Tue 2 Mar touch 1.0: 27.5 % of the 40 features in its baseline, limit "
          "25 %.");
    b.threshold(kChurn, "total", 28);
    CHECK(b.asked(60) == kSilent);

    SECTION("nine are not enough") {
        Agreed few(20);
        few.approve(9, 10);
        CHECK(few.asked(60) == kSilent);
        few.approve(1, 10);
        CHECK(few.asked(60) == Severity::critical);
    }
}

TEST_CASE("churn: nothing for small releases, young baselines, and what is over") {
    Agreed small(9);
    small.approve(20, 10);
    CHECK(small.asked(16) == kSilent);
    Agreed b(10);
    b.approve(20, 10);
    CHECK(b.asked(14) == kSilent);
    CHECK(b.asked(15) == Severity::critical);

    SECTION("a newer baseline begins anew, one confirmed again does not") {
        b.now = noon(20);
        b.set(BaselineId{1}, [](Baseline& base) { base.confirmed_at = noon(20); });
        CHECK(b.asked(34) == Severity::critical);
        b.baseline();
        CHECK(b.asked(34) == kSilent);
        b.approve(3, 30);
        CHECK(b.asked(34) == Severity::info);
    }
    SECTION("a baseline that nobody confirmed is none") {
        b.set(BaselineId{1}, [](Baseline& base) { base.confirmed_at.reset(); });
        CHECK(b.asked(16) == kSilent);
    }
    SECTION("shipped or cancelled, it is none") {
        b.set(b.one, [](Release& r) { r.status = ReleaseStatus::cancelled; });
        CHECK(b.asked(16) == kSilent);
        b.ship(b.one, 16);
        CHECK(b.asked(16) == kSilent);
    }
    SECTION("declined ones and those of another release do not count") {
        const ReleaseId two = b.release("2.0", 300);
        for (int n = 1; n <= 9; ++n)
            b.set(ChangeId{n}, [](ChangeRequest& r) { r.status = ChangeStatus::declined; });
        for (int n = 10; n <= 18; ++n)
            b.set(ChangeId{n}, [&](ChangeRequest& r) { r.touched_at_approval = {two}; });
        CHECK(b.asked(16) == kSilent);
        b.approve(1, 12);
        CHECK(b.asked(16) == Severity::info);
    }
}

TEST_CASE("change volume: each kind apart, from the moment of the baseline on") {
    Agreed b(20);
    b.approve(2, 1);
    b.set(ChangeId{1}, [](ChangeRequest& r) { r.baselined_at_approval = false; });
    b.approve(1, 0);
    b.approve(3, 5, ChangeKind::drop);
    b.approve(1, 40, ChangeKind::move);
    b.approve(1, 50, ChangeKind::date);
    b.approve(1, 99);
    const Plan plan(b.world, b.product, day(50), b.zone());
    const auto volumes = change_volumes(plan);
    REQUIRE(volumes.size() == 1);
    const ChangeVolume& v = volumes.front();
    // Of the two at the very instant of the confirmation the one that was baselined; not the one of day 0.
    // Seen from an earlier day, what is on record is on record.
    CHECK(v.by_kind == std::array<int, 5>{2, 0, 3, 1, 1});
    CHECK(v.all() == 7);
    CHECK(v.recent == 2);
    CHECK(v.features == 20);
    CHECK(v.age == 49);
}

TEST_CASE("no-baseline: due within sixty days and agreed by nobody") {
    WorldBuilder b;
    const ReleaseId one = b.release("1.0", 100);
    const auto asked = [&](int on) { return b.severity(kNoBaseline, one, on); };
    CHECK(asked(39) == kSilent);
    CHECK(asked(40) == Severity::warning);
    CHECK(asked(110) == Severity::warning);
    CHECK(b.finding(kNoBaseline, one, 40)->facts == "1.0 is due Wed 9 Jun (in 60 days) and in no baseline.");
    CHECK(b.finding(kNoBaseline, one, 40)->mend.front().command == "plan baseline");

    SECTION("one that waits for its confirmation is none, a confirmed one is enough") {
        const BaselineId base = b.baseline();
        b.set(base, [](Baseline& r) { r.confirmed_at.reset(); });
        CHECK(asked(40) == Severity::warning);
        CHECK(b.finding(kNoBaseline, one, 40)->mend.front().command == "plan confirm");
        b.set(base, [](Baseline& r) { r.confirmed_at = noon(30); });
        CHECK(asked(40) == kSilent);
        CHECK(b.severity(kNoBaseline, b.release("2.0", 100), 40) == Severity::warning);
    }
    SECTION("shipped or cancelled, it is none; the days are the product's") {
        b.threshold(kNoBaseline, "days", 10);
        CHECK(asked(89) == kSilent);
        CHECK(asked(90) == Severity::warning);
        b.ship(one, 90);
        CHECK(asked(90) == kSilent);
    }
}

TEST_CASE("plan-stale: confirmed 150 days ago, 183 to warn") {
    WorldBuilder b;
    const ReleaseId one = b.release("1.0", 600);
    const auto asked = [&](int on) { return b.severity(kStale, b.product, on); };
    CHECK(asked(500) == kSilent);
    const BaselineId base = b.baseline();
    CHECK(asked(149) == kSilent);
    CHECK(asked(150) == Severity::info);
    CHECK(asked(182) == Severity::info);
    CHECK(asked(183) == Severity::warning);
    CHECK(b.finding(kStale, b.product, 150)->facts ==
          "The plan of Atlas (baseline 1) was last confirmed Mon 1 Mar, 150 days ago.");
    CHECK(b.finding(kStale, b.product, 150)->subject == std::vector<Ref>{b.product, base});

    SECTION("confirmed again, it counts from then on") {
        b.set(base, [](Baseline& r) { r.confirmed_at = noon(100); });
        CHECK(asked(249) == kSilent);
        CHECK(asked(250) == Severity::info);
    }
    SECTION("a newer one counts once it is confirmed") {
        b.now = noon(120);
        const BaselineId newer = b.baseline();
        CHECK(asked(183) == kSilent);
        b.set(newer, [](Baseline& r) { r.confirmed_at.reset(); });
        CHECK(asked(183) == Severity::warning);
    }
    SECTION("silent once no release is still to come; the days are the product's") {
        b.threshold(kStale, "notice", 30);
        b.threshold(kStale, "warn", 40);
        CHECK(asked(30) == Severity::info);
        CHECK(asked(40) == Severity::warning);
        b.ship(one, 40);
        CHECK(asked(40) == kSilent);
    }
}

TEST_CASE("nothing-displaced: five days added to what was agreed") {
    Agreed b(1);
    b.approve(1, 3);
    const ChangeId added{1};
    const auto asked = [&](int on) { return b.severity(kDisplaced, added, on); };
    CHECK(asked(4) == kSilent);
    const AssessmentId judged = b.assessment(added, Function::engineering, Effort{2, 5});
    CHECK(asked(3) == Severity::info);
    CHECK(asked(33) == Severity::info);
    CHECK(asked(34) == kSilent);
    CHECK(b.finding(kDisplaced, added, 4)->facts ==
          "CR-1 “Wish”, up to 5 days of work, was approved Thu 4 Mar for 1.0, and "
          "nothing was said of what it displaces.");

    SECTION("a smaller one; the effort is the product's") {
        b.set(judged, [](Assessment& a) { a.effort = Effort{4, 4}; });
        CHECK(asked(4) == kSilent);
        b.threshold(kDisplaced, "effort", 4);
        CHECK(asked(4) == Severity::info);
    }
    SECTION("a feature, a date, or expressly nothing is said") {
        b.set(added, [](ChangeRequest& r) { r.displaces = Displaces{FeatureId{1}, std::nullopt, false}; });
        CHECK(asked(4) == kSilent);
        b.set(added, [](ChangeRequest& r) { r.displaces = Displaces{{}, std::nullopt, true}; });
        CHECK(asked(4) == kSilent);
    }
    SECTION("another kind, not baselined then, or not approved") {
        b.set(added, [](ChangeRequest& r) { r.change_kind = ChangeKind::modify; });
        CHECK(asked(4) == kSilent);
        b.set(added, [](ChangeRequest& r) {
            r.change_kind = ChangeKind::add;
            r.baselined_at_approval = false;
        });
        CHECK(asked(4) == kSilent);
        b.set(added, [](ChangeRequest& r) {
            r.baselined_at_approval = true;
            r.status = ChangeStatus::assessed;
        });
        CHECK(asked(4) == kSilent);
    }
}

}  // namespace plumb
