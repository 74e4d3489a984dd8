#include "tests/support/world_builder.hpp"

namespace plumb {

namespace {

constexpr auto kNoGoal = "no-goal";
constexpr auto kOrphan = "orphan-event";
constexpr auto kUndiscovered = "undiscovered";
constexpr auto kInflation = "tier-inflation";
constexpr auto kSilent = std::nullopt;

/// A launch of tier 1 that shows a feature.
struct Shown : WorldBuilder {
    FeatureId offline = feature("Offline mode", release("1.0", 60));
    EventId live = event("Go live", EventType::launch, 60);

    Shown() {
        set(live, [&](LaunchEvent& e) {
            e.tier = 1;
            e.features = {offline};
        });
    }
    ChangeId touching(FeatureId feature) {
        const ChangeId id = request("Wish", ChangeKind::modify);
        set(id, [&](ChangeRequest& r) { r.feature = feature; });
        return id;
    }
    void voice(ChangeId request) {
        Evidence made;
        made.change = request;
        add(std::move(made));
    }
    std::optional<Severity> asked(int today = 5) const { return severity(kUndiscovered, live, today); }
};

}  // namespace

TEST_CASE("no-goal: starts within 45 days without goal or why") {
    WorldBuilder b;
    const EventId tour = b.event("Tour", EventType::webinar, 60);
    const auto asked = [&](int on) { return b.severity(kNoGoal, tour, on); };
    CHECK(asked(14) == kSilent);
    CHECK(asked(15) == Severity::warning);
    CHECK(asked(60) == Severity::warning);
    CHECK(asked(61) == kSilent);
    CHECK(b.finding(kNoGoal, tour, 15)->facts ==
          "LE-1 “Tour” starts Fri 30 Apr, in 45 days, and has no goal and no why.");
    CHECK(b.finding(kNoGoal, tour, 15)->mend.at(0).command ==
          "launch set LE-1 goal:awareness why:\"What it is to change, and for whom\"");
    CHECK(b.finding(kNoGoal, tour, 15)->mend.at(0).asks.size() == 2);
    b.set(tour, [](LaunchEvent& e) { e.goal = Goal::growth; });
    CHECK(b.finding(kNoGoal, tour, 15)->facts.find("and has no why.") != std::string::npos);
    b.set(tour, [](LaunchEvent& e) { e.why = "Crews switch in spring"; });
    CHECK(asked(15) == kSilent);
    b.set(tour, [](LaunchEvent& e) { e.goal.reset(); });
    CHECK(b.finding(kNoGoal, tour, 15)->facts.find("and has no goal.") != std::string::npos);

    SECTION("info for tier 3; the days are the product's") {
        b.set(tour, [](LaunchEvent& e) { e.tier = 3; });
        CHECK(asked(15) == Severity::info);
        b.threshold(kNoGoal, "days", 30);
        CHECK(asked(29) == kSilent);
        CHECK(asked(30) == Severity::info);
    }
    SECTION("done or cancelled, it is none") {
        for (const EventStatus over : {EventStatus::done, EventStatus::cancelled}) {
            b.set(tour, [&](LaunchEvent& e) { e.status = over; });
            CHECK(asked(15) == kSilent);
        }
    }
}

TEST_CASE("orphan-event: makes known what is nowhere in the plan") {
    WorldBuilder b;
    const EventId talk = b.event("Talk", EventType::press, 100);
    const auto asked = [&](int on) { return b.severity(kOrphan, talk, on); };
    CHECK(asked(39) == kSilent);
    CHECK(asked(40) == Severity::info);
    CHECK(asked(100) == Severity::info);
    CHECK(asked(101) == kSilent);
    CHECK(b.finding(kOrphan, talk, 40)->facts ==
          "LE-1 “Talk” starts Wed 9 Jun, in 60 days; it is of type press, depends on no release and names no "
          "feature.");
    CHECK(b.finding(kOrphan, talk, 40)->mend.front().command == "launch set LE-1 type:other");

    SECTION("of four types only") {
        for (const EventType type : {EventType::launch, EventType::campaign, EventType::webinar}) {
            b.set(talk, [&](LaunchEvent& e) { e.type = type; });
            CHECK(asked(40) == Severity::info);
        }
        for (const EventType type : {EventType::tradeshow, EventType::content, EventType::prep,
                                     EventType::training, EventType::other}) {
            b.set(talk, [&](LaunchEvent& e) { e.type = type; });
            CHECK(asked(40) == kSilent);
        }
    }
    SECTION("a release, while it is not cancelled, or a feature, wherever it is") {
        const ReleaseId one = b.release("1.0", 60);
        CHECK(b.finding(kOrphan, talk, 40)->mend.front().command == "launch set LE-1 release:1.0");
        b.set(talk, [&](LaunchEvent& e) { e.release = one; });
        CHECK(asked(40) == kSilent);
        b.set(one, [](Release& r) { r.status = ReleaseStatus::cancelled; });
        CHECK(asked(40) == Severity::info);
        b.set(talk, [&](LaunchEvent& e) { e.features = {b.feature("Offline mode")}; });
        CHECK(asked(40) == kSilent);
    }
    SECTION("the days are the product's") {
        b.threshold(kOrphan, "days", 61);
        CHECK(asked(39) == Severity::info);
    }
}

TEST_CASE("undiscovered: tier 1 for features that no customer was heard on") {
    Shown b;
    CHECK(b.asked() == Severity::info);
    CHECK(b.asked(60) == Severity::info);
    CHECK(b.asked(61) == kSilent);
    const Finding f = b.finding(kUndiscovered, b.live, 5).value();
    CHECK(f.facts ==
          "LE-1 “Go live” on Fri 30 Apr is of tier 1, and no customer was ever heard on what it shows: F-1 "
          "“Offline mode”.");
    CHECK(f.subject == std::vector<Ref>{b.live, b.offline});

    SECTION("evidence in a request that touches one of them is enough, in whatever state") {
        const FeatureId dark = b.feature("Dark mode");
        b.set(b.live, [&](LaunchEvent& e) { e.features.push_back(dark); });
        const ChangeId wish = b.touching(dark);
        CHECK(b.asked() == Severity::info);
        b.voice(wish);
        CHECK(b.asked() == kSilent);
        b.set(wish, [](ChangeRequest& r) { r.status = ChangeStatus::declined; });
        CHECK(b.asked() == kSilent);
        b.set(wish, [&](ChangeRequest& r) {
            r.feature = {};
            r.made_feature = dark;
        });
        CHECK(b.asked() == kSilent);
        b.set(wish, [](ChangeRequest& r) { r.made_feature = {}; });
        CHECK(b.asked() == Severity::info);
    }
    SECTION("nothing is asked about a dropped feature") {
        const FeatureId dark = b.feature("Dark mode");
        b.set(b.live, [&](LaunchEvent& e) { e.features.push_back(dark); });
        const auto drop = [&](FeatureId id) {
            b.set(id, [](Feature& g) { g.status = FeatureStatus::dropped; });
        };
        const auto offered = [&] { return b.finding(kUndiscovered, b.live, 5)->mend.at(0).command; };
        CHECK(offered().find("feature:F-1") != std::string::npos);
        drop(b.offline);
        CHECK(offered().find("feature:F-2") != std::string::npos);
        drop(dark);
        CHECK(offered() == "launch set LE-1 features:");
    }
    SECTION("another type or tier, or no feature") {
        b.set(b.live, [](LaunchEvent& e) { e.type = EventType::campaign; });
        CHECK(b.asked() == Severity::info);
        b.set(b.live, [](LaunchEvent& e) { e.type = EventType::webinar; });
        CHECK(b.asked() == kSilent);
        b.set(b.live, [](LaunchEvent& e) {
            e.type = EventType::launch;
            e.tier.reset();
        });
        CHECK(b.asked() == kSilent);
        b.set(b.live, [](LaunchEvent& e) {
            e.tier = 1;
            e.features.clear();
        });
        CHECK(b.asked() == kSilent);
    }
}

TEST_CASE("tier-inflation: two of tier 1 in one quarter") {
    WorldBuilder b;
    const auto big = [&](int on) {
        const EventId id = b.event("Go live", EventType::launch, on);
        b.set(id, [](LaunchEvent& e) { e.tier = 1; });
        return id;
    };
    const auto asked = [&](int today = 5) { return b.severity(kInflation, b.product, today); };
    // Thu 1 April and Wed 30 June.
    const EventId first = big(31);
    CHECK(asked() == kSilent);
    const EventId last = big(121);
    CHECK(asked() == Severity::info);
    CHECK(b.finding(kInflation, b.product, 5)->facts ==
          "2 events of tier 1 start in the 2nd quarter of 2027, from 2 on none "
          "stands out: LE-1 “Go live” and LE-2 “Go live”.");
    CHECK(b.finding(kInflation, b.product, 5)->subject == std::vector<Ref>{b.product, first, last});
    b.move(last, 122);
    CHECK(asked() == kSilent);
    b.move(last, 121);

    SECTION("this quarter or a later one") {
        CHECK(asked(121) == Severity::info);
        CHECK(asked(122) == kSilent);
    }
    SECTION("done counts, cancelled does not, nor does another tier") {
        b.set(first, [](LaunchEvent& e) { e.status = EventStatus::done; });
        CHECK(asked(40) == Severity::info);
        b.set(first, [](LaunchEvent& e) { e.status = EventStatus::cancelled; });
        CHECK(asked() == kSilent);
        b.set(first, [](LaunchEvent& e) {
            e.status = EventStatus::planned;
            e.tier.reset();
        });
        CHECK(asked() == kSilent);
    }
    SECTION("the fullest quarter is told, all stand behind it; the number is the product's") {
        for (const int on : {130, 131, 132}) big(on);
        CHECK(
            b.finding(kInflation, b.product, 5)->facts.find("3 events of tier 1 start in the 3rd quarter") ==
            0);
        CHECK(b.finding(kInflation, b.product, 5)->subject.size() == 6);
        b.threshold(kInflation, "max", 3);
        CHECK(b.finding(kInflation, b.product, 5)->subject.size() == 4);
    }
    SECTION("off where a back profile says nothing else") {
        b.set(b.product, [](Product& p) { p.profile = Profile::back; });
        CHECK(asked() == kSilent);
    }
}

}  // namespace plumb
