#include "tests/support/world_builder.hpp"

namespace plumb {

namespace {

constexpr auto kMissing = "event-feature-missing";
constexpr auto kOverclaim = "overclaim";
constexpr auto kRisk = "promise-at-risk";
constexpr auto kOverdue = "promise-overdue";
constexpr auto kStale = "collateral-stale";
constexpr auto kLate = "collateral-late";
constexpr auto kLeft = "left-behind";
constexpr auto kSilent = std::nullopt;

/// F-1 in release 1.0 of day 60, and a tour on days 60 to 62.
struct Claimed : WorldBuilder {
    ReleaseId one = release("1.0", 60);
    FeatureId offline = feature("Offline mode", one);
    EventId tour = event("Tour", EventType::webinar, 60, 62);

    void drop(FeatureId id) {
        set(id, [](Feature& f) { f.status = FeatureStatus::dropped; });
    }
    void cancel(ReleaseId id) {
        set(id, [](Release& r) { r.status = ReleaseStatus::cancelled; });
    }
};

}  // namespace

TEST_CASE("event-feature-missing: an event shows what will not be there") {
    Claimed b;
    const FeatureId dark = b.feature("Dark mode");
    const auto names = [&](std::vector<FeatureId> features) {
        b.set(b.tour, [&](LaunchEvent& e) { e.features = std::move(features); });
        return b.severity(kMissing, b.tour, 5);
    };
    CHECK(names({}) == kSilent);
    CHECK(names({b.offline}) == kSilent);
    CHECK(names({b.offline, dark}) == Severity::warning);
    CHECK(b.finding(kMissing, b.tour, 5)->facts ==
          "LE-1 “Tour” on Fri 30 Apr shows F-2 “Dark mode”, which is in no release.");
    CHECK(b.finding(kMissing, b.tour, 5)->mend ==
          std::vector<Mend>{{"launch set LE-1 features:F-1", "Leave it out of the event"},
                            {"feature move F-2 to:1.0", "Put F-2 into 1.0"}});
    CHECK(b.severity(kMissing, b.tour, 62) == Severity::warning);
    CHECK(b.severity(kMissing, b.tour, 63) == kSilent);

    SECTION("a cancelled release is none") {
        b.cancel(b.one);
        CHECK(names({b.offline}) == Severity::warning);
        CHECK(b.finding(kMissing, b.tour, 5)->subject == std::vector<Ref>{b.tour, b.one, b.offline});
    }
    SECTION("one dropped feature is critical, the others stand behind it") {
        b.drop(b.offline);
        CHECK(names({dark, b.offline}) == Severity::critical);
        CHECK(b.found(kMissing, 5).size() == 1);
        CHECK(b.finding(kMissing, b.tour, 5)->subject == std::vector<Ref>{b.tour, b.offline, dark});
    }
    SECTION("shipped with it, it is there") {
        b.ship(b.one, 70);
        CHECK(names({b.offline}) == kSilent);
    }
}

TEST_CASE("overclaim: collateral claims what the event cannot show") {
    Claimed b;
    const CollateralId sheet = b.collateral(b.tour, "Data sheet", 50);
    b.set(sheet, [&](Collateral& c) { c.claims = {b.offline}; });
    const auto asked = [&](int today = 5) { return b.severity(kOverclaim, sheet, today); };
    CHECK(asked() == kSilent);

    SECTION("in a release dated after the event's start") {
        b.move(b.one, 61);
        CHECK(asked() == Severity::warning);
        CHECK(asked(62) == Severity::warning);
        CHECK(asked(63) == kSilent);
        CHECK(b.finding(kOverclaim, sheet, 5)->subject == std::vector<Ref>{sheet, b.one, b.offline, b.tour});
        CHECK(b.finding(kOverclaim, sheet, 5)->mend ==
              std::vector<Mend>{{"launch move LE-1 on:2027-05-01", "Move event to Sat 1 May"},
                                {"release move 1.0 to:2027-04-30", "Ask to move 1.0"}});
        b.ship(b.one, 30);
        CHECK(asked(31) == kSilent);
        b.ship(b.one, 61);
        CHECK(asked(61) == Severity::warning);
    }
    SECTION("while it runs no day is offered that is past") {
        b.move(b.one, 61);
        b.set(b.tour, [](LaunchEvent& e) { e.to = day(90); });
        CHECK(b.finding(kOverclaim, sheet, 61)->mend.front().command == "launch move LE-1 on:2027-05-01");
        CHECK(b.finding(kOverclaim, sheet, 62)->mend ==
              std::vector<Mend>{{"collateral set C-1 claims:", "Take the claim out"}});
    }
    SECTION("in no release, or in a cancelled one") {
        b.move(b.offline, ReleaseId{});
        CHECK(asked() == Severity::warning);
        b.move(b.offline, b.one);
        b.cancel(b.one);
        CHECK(asked() == Severity::warning);
    }
    SECTION("dropped; done collateral claims as loudly, and so does stale") {
        b.drop(b.offline);
        for (const CollateralStatus status : {CollateralStatus::todo, CollateralStatus::doing,
                                              CollateralStatus::done, CollateralStatus::stale}) {
            b.set(sheet, [&](Collateral& c) { c.status = status; });
            CHECK(asked() == Severity::critical);
        }
        b.set(b.tour, [](LaunchEvent& e) { e.status = EventStatus::cancelled; });
        CHECK(asked() == kSilent);
    }
    SECTION("each piece is a subject of its own") {
        b.drop(b.offline);
        const CollateralId docs = b.collateral(b.tour, "Docs", 50);
        b.set(docs, [&](Collateral& c) { c.claims = {b.offline}; });
        CHECK(b.found(kOverclaim, 5).size() == 2);
    }
}

TEST_CASE("overclaim: of features of two releases the later one says where the event has to go") {
    Claimed b;
    const CollateralId sheet = b.collateral(b.tour, "Data sheet", 50);
    b.move(b.one, 61);
    const ReleaseId two = b.release("2.0", 70);
    const FeatureId sync = b.feature("Sync", two);
    const std::vector<Mend> event{{"launch move LE-1 on:2027-05-10", "Move event to Mon 10 May"}};
    for (const std::vector<FeatureId>& claims :
         {std::vector<FeatureId>{b.offline, sync}, std::vector<FeatureId>{sync, b.offline}}) {
        b.set(sheet, [&](Collateral& c) { c.claims = claims; });
        CHECK(b.finding(kOverclaim, sheet, 5)->mend == event);
    }
    b.set(b.tour, [](LaunchEvent& e) { e.immovable = true; });
    CHECK(b.finding(kOverclaim, sheet, 5)->mend ==
          std::vector<Mend>{{"release move 2.0 to:2027-04-30", "Ask to move 2.0"},
                            {"release move 1.0 to:2027-04-30", "Ask to move 1.0"}});
    b.move(sync, b.one);
    CHECK(b.finding(kOverclaim, sheet, 5)->mend ==
          std::vector<Mend>{{"release move 1.0 to:2027-04-30", "Ask to move 1.0"}});
}

TEST_CASE("promise-at-risk: what was promised comes too late, or never") {
    Claimed b;
    const PromiseId offline = b.promise("Offline by Easter", b.offline, 59);
    const auto asked = [&](int today = 5) { return b.severity(kRisk, offline, today); };
    CHECK(asked() == Severity::warning);
    CHECK(asked(59) == Severity::warning);
    CHECK(asked(60) == kSilent);
    CHECK(b.finding(kRisk, offline, 5)->subject == std::vector<Ref>{offline, b.one, b.offline});
    CHECK(b.finding(kRisk, offline, 5)->mend ==
          std::vector<Mend>{{"release move 1.0 to:2027-04-29", "Ask to move 1.0"},
                            {"promise set P-1 by:2027-04-30", "Promise it for Fri 30 Apr"}});

    SECTION("in time on its very day") {
        b.set(offline, [](Promise& p) { p.by = day(60); });
        CHECK(asked() == kSilent);
        b.cancel(b.one);
        CHECK(asked() == Severity::warning);
        b.drop(b.offline);
        CHECK(asked() == Severity::critical);
    }
    SECTION("shipped early, it is resolved") {
        b.ship(b.one, 30);
        CHECK(asked(31) == kSilent);
    }
    SECTION("kept and broken promises, and those about no feature, are no subject") {
        for (const PromiseStatus status : {PromiseStatus::kept, PromiseStatus::broken}) {
            b.set(offline, [&](Promise& p) { p.status = status; });
            CHECK(asked() == kSilent);
        }
        CHECK(b.severity(kRisk, b.promise("More of it", FeatureId{}, 30), 5) == kSilent);
    }
    SECTION("a release that comes in time is offered first") {
        b.release("0.9", 40);
        CHECK(b.finding(kRisk, offline, 5)->mend.front().command == "feature move F-1 to:0.9");
    }
}

TEST_CASE("promise-overdue: its date has passed") {
    Claimed b;
    const PromiseId offline = b.promise("Offline by Easter", b.offline, 30);
    const auto asked = [&](int today) { return b.severity(kOverdue, offline, today); };
    CHECK(asked(30) == kSilent);
    CHECK(asked(31) == Severity::critical);

    SECTION("in a shipped release it is fulfilled, however late") {
        b.ship(b.one, 70);
        CHECK(asked(71) == kSilent);
        b.drop(b.offline);
        CHECK(asked(71) == Severity::critical);
    }
    SECTION("one about no feature, or one in no release, stays") {
        const PromiseId vague = b.promise("More of it", FeatureId{}, 30);
        CHECK(b.severity(kOverdue, vague, 31) == Severity::critical);
        b.move(b.offline, ReleaseId{});
        CHECK(asked(31) == Severity::critical);
        b.set(offline, [](Promise& p) { p.status = PromiseStatus::kept; });
        CHECK(asked(31) == kSilent);
    }
    SECTION("the customer it names stands behind it") {
        const CustomerId acme = b.customer("Acme");
        b.set(offline, [&](Promise& p) { p.to = acme; });
        const Finding f = b.finding(kOverdue, offline, 32).value();
        CHECK(f.facts ==
              "P-1 “Offline by Easter” to Acme was due Wed 31 Mar, 2 days ago: F-1 “Offline mode” is in "
              "1.0, due Fri 30 Apr and not shipped.");
        CHECK(f.subject == std::vector<Ref>{offline, acme, b.one, b.offline});
    }
}

TEST_CASE("collateral-stale and collateral-late: an event is not ready") {
    Claimed b;
    const CollateralId sheet = b.collateral(b.tour, "Data sheet", 40);
    const CollateralId docs = b.collateral(b.tour, "Docs", 45);
    const auto all = [&](CollateralStatus status) {
        for (const CollateralId id : {sheet, docs}) b.set(id, [&](Collateral& c) { c.status = status; });
    };

    SECTION("late: past due, to do or in the doing") {
        CHECK(b.severity(kLate, b.tour, 40) == kSilent);
        CHECK(b.finding(kLate, b.tour, 41)->subject == std::vector<Ref>{b.tour, sheet});
        CHECK(b.finding(kLate, b.tour, 46)->subject == std::vector<Ref>{b.tour, sheet, docs});
        CHECK(b.severity(kLate, b.tour, 52) == Severity::warning);
        CHECK(b.severity(kLate, b.tour, 53) == Severity::critical);
        CHECK(b.severity(kLate, b.tour, 62) == Severity::critical);
        CHECK(b.severity(kLate, b.tour, 63) == kSilent);
        all(CollateralStatus::doing);
        CHECK(b.severity(kLate, b.tour, 41) == Severity::warning);
        for (const CollateralStatus status : {CollateralStatus::done, CollateralStatus::stale}) {
            all(status);
            CHECK(b.severity(kLate, b.tour, 50) == kSilent);
        }
    }
    SECTION("stale: whatever its date") {
        CHECK(b.severity(kStale, b.tour, 5) == kSilent);
        b.set(sheet, [](Collateral& c) { c.status = CollateralStatus::stale; });
        CHECK(b.severity(kStale, b.tour, 5) == Severity::warning);
        CHECK(b.severity(kStale, b.tour, 52) == Severity::warning);
        CHECK(b.severity(kStale, b.tour, 53) == Severity::critical);
        CHECK(b.finding(kStale, b.tour, 5)->facts ==
              "1 piece of collateral of LE-1 “Tour” (Fri 30 Apr, in 55 days) is stale: C-1 “Data sheet”.");
        b.set(b.tour, [](LaunchEvent& e) { e.status = EventStatus::done; });
        CHECK(b.severity(kStale, b.tour, 60) == kSilent);
    }
}

TEST_CASE("left-behind: a shipped release still holds what is not done") {
    Claimed b;
    CHECK(b.severity(kLeft, b.one, 61) == kSilent);
    b.ship(b.one, 60);
    CHECK(b.severity(kLeft, b.one, 60) == Severity::warning);
    CHECK(b.severity(kLeft, b.one, 3) == Severity::warning);
    CHECK(b.finding(kLeft, b.one, 61)->subject == std::vector<Ref>{b.one, b.offline});
    b.set(b.offline, [](Feature& f) { f.status = FeatureStatus::in_progress; });
    CHECK(b.severity(kLeft, b.one, 61) == Severity::warning);
    for (const FeatureStatus status : {FeatureStatus::done, FeatureStatus::dropped}) {
        b.set(b.offline, [&](Feature& f) { f.status = status; });
        CHECK(b.severity(kLeft, b.one, 61) == kSilent);
    }
}

}  // namespace plumb
