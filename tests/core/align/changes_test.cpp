#include "tests/support/world_builder.hpp"

namespace plumb {

namespace {

constexpr auto kLate = "late-change";
constexpr auto kLanding = "late-landing";
constexpr auto kSlipping = "slipping";
constexpr auto kAgain = "slipped-again";
constexpr auto kOverdue = "overdue";
constexpr auto kSilent = std::nullopt;

/// Release 1.0 of day 60, frozen from day 30, holds F-1, and an open request would modify that.
struct Frozen : WorldBuilder {
    ReleaseId one = release("1.0", 60);
    FeatureId offline = feature("Offline mode", one);
    ChangeId asked = request("Sync only on request", ChangeKind::modify);

    Frozen() {
        set(one, [](Release& r) { r.freeze = day(30); });
        set(asked, [&](ChangeRequest& r) { r.feature = offline; });
    }
    /// Approves the request at `now`, in the freeze of those releases.
    void approve(std::vector<ReleaseId> frozen) {
        set(asked, [&](ChangeRequest& r) {
            r.status = ChangeStatus::approved;
            r.decision = Decided::approved;
            r.decided_at = now;
            r.frozen_at_approval = std::move(frozen);
        });
    }
};

}  // namespace

TEST_CASE("late-change: a request touches a release in its freeze") {
    Frozen b;
    CHECK(b.severity(kLate, b.asked, 29) == kSilent);
    CHECK(b.severity(kLate, b.asked, 30) == Severity::warning);
    CHECK(b.severity(kLate, b.asked, 75) == Severity::warning);
    CHECK(b.finding(kLate, b.asked, 30)->subject == std::vector<Ref>{b.asked, b.one});

    SECTION("shipped or cancelled, the freeze is over") {
        b.ship(b.one, 50);
        CHECK(b.severity(kLate, b.asked, 50) == kSilent);
        b.set(b.one, [](Release& r) { r.status = ReleaseStatus::cancelled; });
        CHECK(b.severity(kLate, b.asked, 50) == kSilent);
    }
    SECTION("open and assessed requests only") {
        for (const ChangeStatus status :
             {ChangeStatus::approved, ChangeStatus::declined, ChangeStatus::deferred, ChangeStatus::withdrawn,
              ChangeStatus::merged}) {
            b.set(b.asked, [&](ChangeRequest& r) { r.status = status; });
            CHECK(b.severity(kLate, b.asked, 40) == kSilent);
        }
        b.set(b.asked, [](ChangeRequest& r) { r.status = ChangeStatus::assessed; });
        CHECK(b.severity(kLate, b.asked, 40) == Severity::warning);
    }
    SECTION("a move touches its target; a release it only mentions as target of another kind it does not") {
        const ReleaseId two = b.release("2.0", 120);
        b.set(two, [](Release& r) { r.freeze = day(10); });
        b.set(b.asked, [&](ChangeRequest& r) { r.to = two; });
        CHECK(b.severity(kLate, b.asked, 20) == kSilent);
        b.set(b.asked, [](ChangeRequest& r) { r.change_kind = ChangeKind::move; });
        CHECK(b.severity(kLate, b.asked, 20) == Severity::warning);
    }
}

TEST_CASE("late-change: a big event near it starts soon") {
    Frozen b;
    b.set(b.one, [](Release& r) { r.freeze.reset(); });
    const EventId tour = b.event("Tour", EventType::webinar, 60, 62);
    b.set(tour, [&](LaunchEvent& e) { e.release = b.one; });
    CHECK(b.severity(kLate, b.asked, 29) == kSilent);
    CHECK(b.severity(kLate, b.asked, 30) == Severity::warning);
    CHECK(b.severity(kLate, b.asked, 52) == Severity::warning);
    CHECK(b.severity(kLate, b.asked, 53) == Severity::critical);
    CHECK(b.severity(kLate, b.asked, 62) == Severity::critical);
    CHECK(b.severity(kLate, b.asked, 63) == kSilent);
    CHECK(b.finding(kLate, b.asked, 62)->subject == std::vector<Ref>{b.asked, tour});

    SECTION("tier 3 is not big") {
        b.set(tour, [](LaunchEvent& e) { e.tier = 3; });
        CHECK(b.severity(kLate, b.asked, 55) == kSilent);
    }
    SECTION("near is what it names, what names its feature, what depends on its release") {
        b.set(tour, [](LaunchEvent& e) { e.release = {}; });
        CHECK(b.severity(kLate, b.asked, 40) == kSilent);
        b.set(b.asked, [&](ChangeRequest& r) { r.events = {tour}; });
        CHECK(b.severity(kLate, b.asked, 40) == Severity::warning);
        b.set(b.asked, [](ChangeRequest& r) { r.events.clear(); });
        b.move(b.offline, ReleaseId{});
        b.set(tour, [&](LaunchEvent& e) { e.features = {b.offline}; });
        CHECK(b.severity(kLate, b.asked, 40) == Severity::warning);
    }
    SECTION("the limit is the product's; with nothing frozen an event beyond it is not near") {
        b.threshold(kLate, "freeze", 5);
        CHECK(b.severity(kLate, b.asked, 54) == kSilent);
        CHECK(b.severity(kLate, b.asked, 55) == Severity::critical);
    }
    SECTION("an event within a week makes a change in the freeze critical") {
        b.set(b.one, [](Release& r) { r.freeze = day(10); });
        CHECK(b.severity(kLate, b.asked, 52) == Severity::warning);
        CHECK(b.severity(kLate, b.asked, 53) == Severity::critical);
    }
}

TEST_CASE("late-landing: what was let into the freeze is not done") {
    Frozen b;
    b.now = noon(35);
    b.approve({b.one});
    CHECK(b.severity(kLanding, b.offline, 45) == kSilent);
    CHECK(b.severity(kLanding, b.offline, 46) == Severity::info);
    CHECK(b.severity(kLanding, b.offline, 70) == Severity::info);
    CHECK(b.finding(kLanding, b.offline, 46)->subject == std::vector<Ref>{b.offline, b.one, b.asked});

    SECTION("all that let it in are named") {
        const ChangeId more = b.request("Sync at night", ChangeKind::modify);
        b.set(more, [&](ChangeRequest& r) {
            r = b.at(b.asked);
            r.meta.n = more.n;
            r.title = "Sync at night";
        });
        CHECK(b.finding(kLanding, b.offline, 46)->subject ==
              std::vector<Ref>{b.offline, b.one, b.asked, more});
        CHECK(b.finding(kLanding, b.offline, 46)->facts ==
              "F-1 “Offline mode” is planned and was touched by CR-1 “Sync only on request” (approved Mon 5 "
              "Apr) "
              "and CR-2 “Sync at night” (approved Mon 5 Apr), in the freeze of 1.0, which is due Fri 30 Apr "
              "(in 14 "
              "days).");
    }
    SECTION("done, dropped, shipped: silent") {
        for (const FeatureStatus status : {FeatureStatus::done, FeatureStatus::dropped}) {
            b.set(b.offline, [&](Feature& f) { f.status = status; });
            CHECK(b.severity(kLanding, b.offline, 50) == kSilent);
        }
        b.set(b.offline, [](Feature& f) { f.status = FeatureStatus::in_progress; });
        CHECK(b.severity(kLanding, b.offline, 50) == Severity::info);
        b.ship(b.one, 60);
        CHECK(b.severity(kLanding, b.offline, 60) == kSilent);
    }
    SECTION("the release that still holds it must have been frozen then") {
        const ReleaseId two = b.release("2.0", 62);
        b.set(b.offline, [&](Feature& f) { f.release = two; });
        CHECK(b.severity(kLanding, b.offline, 55) == kSilent);
        b.approve({});
        b.set(b.offline, [&](Feature& f) { f.release = b.one; });
        CHECK(b.severity(kLanding, b.offline, 55) == kSilent);
    }
    SECTION("an add counts by the feature it made, a date does not count") {
        const FeatureId made = b.feature("Dark mode", b.one);
        b.set(b.asked, [&](ChangeRequest& r) {
            r.change_kind = ChangeKind::add;
            r.feature = {};
            r.made_feature = made;
        });
        CHECK(b.severity(kLanding, made, 50) == Severity::info);
        CHECK(b.severity(kLanding, b.offline, 50) == kSilent);
        b.set(b.asked, [&](ChangeRequest& r) {
            r.change_kind = ChangeKind::date;
            r.feature = b.offline;
        });
        CHECK(b.severity(kLanding, b.offline, 50) == kSilent);
    }
}

TEST_CASE("slipping: an event moves later and later") {
    WorldBuilder b;
    const EventId tour = b.event("Tour", EventType::webinar, 100);
    const auto asked = [&] { return b.severity(kSlipping, tour, 5); };
    CHECK(asked() == kSilent);

    SECTION("by 30 days, net") {
        b.move(tour, 129);
        CHECK(asked() == kSilent);
        b.move(tour, 130);
        CHECK(asked() == Severity::warning);
        b.move(tour, 120);
        CHECK(asked() == kSilent);
    }
    SECTION("three times to a later day; an earlier one does not count") {
        b.move(tour, 102);
        b.move(tour, 104);
        b.move(tour, 103);
        CHECK(asked() == kSilent);
        b.move(tour, 104);
        CHECK(asked() == Severity::warning);
        CHECK(b.finding(kSlipping, tour, 5)->facts ==
              "LE-1 “Tour” has been moved to a later day 3 times since it was planned: from Wed 9 Jun to Sun "
              "13 Jun, "
              "4 days "
              "later.");
    }
    SECTION("offers to move it back, or to agree to the new date") {
        b.move(tour, 130);
        CHECK(b.finding(kSlipping, tour, 5)->mend ==
              std::vector<Mend>{{"launch move LE-1 on:2027-06-09", "Move it back to Wed 9 Jun"},
                                {"mute slipping LE-1 until:2027-07-09 why:\"The date is agreed now\"",
                                 "Agree to the new date"}});
    }
    SECTION("moving it back mends no number of moves, and what has begun is not moved") {
        const auto offered = [&](int at) {
            const auto found = b.finding(kSlipping, tour, at);
            std::vector<std::string> commands;
            for (const Mend& mend : found->mend) commands.push_back(mend.command);
            return commands;
        };
        for (const int to : {102, 104, 130}) b.move(tour, to);
        CHECK(offered(5) ==
              std::vector<std::string>{"mute slipping LE-1 until:2027-07-09 why:\"The date is agreed now\""});
        CHECK(offered(130) == std::vector<std::string>{"launch done LE-1"});
    }
    SECTION("thresholds are the product's") {
        b.threshold(kSlipping, "days", 5);
        b.move(tour, 104);
        CHECK(asked() == kSilent);
        b.move(tour, 105);
        CHECK(asked() == Severity::warning);
    }
    SECTION("over, it is the subject of overdue alone") {
        b.move(tour, 130);
        CHECK(b.severity(kSlipping, tour, 130) == Severity::warning);
        CHECK(b.severity(kSlipping, tour, 131) == kSilent);
        CHECK(b.severity(kOverdue, tour, 131) == Severity::info);
    }
}

TEST_CASE("slipping: a release counts from its first confirmed baseline") {
    WorldBuilder b;
    const ReleaseId one = b.release("1.0", 100);
    const auto asked = [&] { return b.severity(kSlipping, one, 20); };
    for (const int to : {102, 104, 106}) b.move(one, to);
    CHECK(asked() == Severity::warning);

    SECTION("moves before it are forgotten, also those of the same instant") {
        b.baseline();
        CHECK(asked() == kSilent);
        b.move(one, 108);
        b.move(one, 110);
        CHECK(asked() == kSilent);
        b.move(one, 112);
        CHECK(asked() == Severity::warning);
    }
    SECTION("a later baseline does not begin anew") {
        b.now = noon(1);
        b.baseline();
        b.now = noon(2);
        b.move(one, 135);
        b.now = noon(3);
        b.baseline();
        CHECK(asked() == kSilent);
        b.now = noon(4);
        b.move(one, 136);
        CHECK(asked() == Severity::warning);
    }
    SECTION("one that is not confirmed, or holds another release, does not count") {
        const BaselineId plan = b.baseline();
        b.set(plan, [](Baseline& p) { p.confirmed_at = p.first_confirmed_at = kSilent; });
        CHECK(asked() == Severity::warning);
        b.set(plan, [](Baseline& p) {
            p.confirmed_at = p.first_confirmed_at = noon(0);
            p.releases.clear();
        });
        CHECK(asked() == Severity::warning);
    }
    SECTION("shipped and cancelled releases are no subject") {
        b.ship(one, 20);
        CHECK(asked() == kSilent);
        b.set(one, [](Release& r) { r.status = ReleaseStatus::cancelled; });
        CHECK(asked() == kSilent);
    }
}

TEST_CASE("slipped-again: a feature is put off twice") {
    WorldBuilder b;
    const ReleaseId one = b.release("1.0", 60);
    const ReleaseId two = b.release("2.0", 120);
    const ReleaseId three = b.release("3.0", 180);
    const FeatureId f = b.feature("Offline mode", one);
    const auto asked = [&] { return b.severity(kAgain, f, 5); };
    b.move(f, two);
    CHECK(asked() == kSilent);

    SECTION("to a later release each time") {
        b.move(f, three);
        CHECK(asked() == Severity::warning);
        CHECK(b.finding(kAgain, f, 5)->subject == std::vector<Ref>{f, one, two, three});
        for (const FeatureStatus status : {FeatureStatus::done, FeatureStatus::dropped}) {
            b.set(f, [&](Feature& r) { r.status = status; });
            CHECK(asked() == kSilent);
        }
    }
    SECTION("an earlier one and the backlog do not count") {
        b.move(f, one);
        CHECK(asked() == kSilent);
        b.move(f, ReleaseId{});
        b.move(f, three);
        CHECK(asked() == kSilent);
        b.move(f, two);
        b.move(f, three);
        CHECK(asked() == Severity::warning);
    }
    SECTION("later at the time, whatever the dates are now") {
        b.move(f, three);
        b.move(two, 50);
        CHECK(asked() == Severity::warning);
    }
    SECTION("the number is the product's") {
        b.threshold(kAgain, "moves", 1);
        CHECK(asked() == Severity::warning);
        b.set(f, [](Feature& r) { r.status = FeatureStatus::in_progress; });
        CHECK(asked() == Severity::warning);
    }
}

TEST_CASE("overdue: what should be over and is not") {
    WorldBuilder b;
    const ReleaseId one = b.release("1.0", 30);
    const EventId fair = b.event("Fair", EventType::tradeshow, 30, 32);
    CHECK(b.severity(kOverdue, one, 30) == kSilent);
    CHECK(b.severity(kOverdue, one, 31) == Severity::critical);
    CHECK(b.severity(kOverdue, fair, 32) == kSilent);
    CHECK(b.severity(kOverdue, fair, 33) == Severity::info);
    CHECK(b.finding(kOverdue, one, 32)->facts == "1.0 was due Wed 31 Mar, 2 days ago, and has not shipped.");

    SECTION("in beta it is still to come; shipped or cancelled it is not") {
        b.set(one, [](Release& r) { r.status = ReleaseStatus::beta; });
        CHECK(b.severity(kOverdue, one, 31) == Severity::critical);
        b.ship(one, 40);
        CHECK(b.severity(kOverdue, one, 41) == kSilent);
        b.set(one, [](Release& r) { r.status = ReleaseStatus::cancelled; });
        CHECK(b.severity(kOverdue, one, 41) == kSilent);
    }
    SECTION("confirmed events, too; done and cancelled ones not") {
        b.set(fair, [](LaunchEvent& e) { e.status = EventStatus::confirmed; });
        CHECK(b.severity(kOverdue, fair, 33) == Severity::info);
        for (const EventStatus status : {EventStatus::done, EventStatus::cancelled}) {
            b.set(fair, [&](LaunchEvent& e) { e.status = status; });
            CHECK(b.severity(kOverdue, fair, 33) == kSilent);
        }
    }
}

}  // namespace plumb
