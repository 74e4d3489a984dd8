#include "tests/support/world_builder.hpp"

namespace plumb {

namespace {

constexpr auto kSwitchLoad = "switch-load";
constexpr auto kTwoHats = "two-hats";
constexpr auto kUnowned = "unowned";
constexpr auto kDrift = "function-drift";
constexpr auto kProfile = "profile-stale";
constexpr auto kSilent = std::nullopt;

/// Features that Ana works on.
struct Working : WorldBuilder {
    PersonId ana = person("ana");
    ReleaseId one = release("1.0", 100);

    FeatureId hers(ProductId of = {}) {
        Feature made;
        made.product = of;
        made.title = "Part";
        made.release = one;
        made.owner = ana;
        made.status = FeatureStatus::in_progress;
        return add(std::move(made));
    }
};

/// A release with a feature of Ana's, and an event of hers that announces it.
struct Hats : WorldBuilder {
    PersonId ana = person("ana");
    ReleaseId one = release("1.0", 60);
    FeatureId offline = feature("Offline mode", one);
    EventId live = event("Go live", EventType::launch, 70);

    Hats() {
        set(offline, [&](Feature& f) { f.owner = ana; });
        set(live, [&](LaunchEvent& e) {
            e.release = one;
            e.owners = {ana};
        });
    }
    std::optional<Severity> asked(int today = 5) const { return severity(kTwoHats, ana, today); }
};

/// Engineering and marketing were both active on day 40.
struct Drifting : WorldBuilder {
    ChangeId sso = request("SSO", ChangeKind::add);

    Drifting() {
        heard(Function::engineering, 40);
        heard(Function::marketing, 40);
    }
    void heard(Function function, int on) {
        set(product, [&](Product& p) { p.heard[static_cast<std::size_t>(function)] = noon(on); });
    }
    template <Kind K>
    void acted(Id<K> record, Function function, int on) {
        set(record, [&](auto& r) { r.meta.acts[static_cast<std::size_t>(function)] = noon(on); });
    }
    std::optional<Severity> asked(int today = 45) const { return severity(kDrift, product, today); }
};

}  // namespace

TEST_CASE("switch-load: three features in progress") {
    Working b;
    const FeatureId first = b.hers();
    const FeatureId second = b.hers();
    CHECK(b.severity(kSwitchLoad, b.ana, 5) == kSilent);
    const FeatureId third = b.hers();
    CHECK(b.severity(kSwitchLoad, b.ana, 5) == Severity::warning);
    const Finding f = b.finding(kSwitchLoad, b.ana, 5).value();
    CHECK(f.facts ==
          "3 features are in progress with ana, which is the limit: F-1 “Part”, F-2 “Part” and F-3 “Part”.");
    CHECK(f.subject == std::vector<Ref>{b.ana, first, second, third});
    CHECK(f.mend.at(0).command == "feature done F-1");
    CHECK(f.mend.at(1).command == "feature set F-3 owner:");

    SECTION("planned, done or dropped ones, and those of others, do not count") {
        for (const FeatureStatus other :
             {FeatureStatus::planned, FeatureStatus::done, FeatureStatus::dropped}) {
            b.set(third, [&](Feature& g) { g.status = other; });
            CHECK(b.severity(kSwitchLoad, b.ana, 5) == kSilent);
        }
        b.set(third, [&](Feature& g) {
            g.status = FeatureStatus::in_progress;
            g.owner = b.person("eve");
        });
        CHECK(b.found(kSwitchLoad, 5).empty());
    }
    SECTION("the number is the product's") {
        b.threshold(kSwitchLoad, "max", 4);
        CHECK(b.severity(kSwitchLoad, b.ana, 5) == kSilent);
        b.hers();
        CHECK(b.severity(kSwitchLoad, b.ana, 5) == Severity::warning);
    }
    SECTION("counts in all products, and stands in each that has one of them") {
        Product made;
        made.key = "hermes";
        const ProductId hermes = b.add(std::move(made));
        const auto there = [&] {
            const Findings all = align(b.world, hermes, day(5), b.zone(), Mends::worded);
            return std::any_of(all.begin(), all.end(),
                               [](const Finding& g) { return g.rule == kSwitchLoad; });
        };
        CHECK_FALSE(there());
        b.set(third, [&](Feature& g) { g.product = hermes; });
        CHECK(there());
        CHECK(b.severity(kSwitchLoad, b.ana, 5) == Severity::warning);
    }
}

TEST_CASE("two-hats: builds and alone announces the same release") {
    Hats b;
    CHECK(b.asked() == Severity::info);
    const Finding f = b.finding(kTwoHats, b.ana, 5).value();
    CHECK(f.facts ==
          "With ana is F-1 “Offline mode”, and with nobody else LE-1 “Go live”, which announces what that "
          "comes with.");
    CHECK(f.subject == std::vector<Ref>{b.ana, b.offline, b.live});

    SECTION("the event is not external, not open, or shared") {
        b.set(b.live, [](LaunchEvent& e) { e.audience = Audience::internal; });
        CHECK(b.asked() == kSilent);
        b.set(b.live, [](LaunchEvent& e) { e.audience = Audience::early; });
        CHECK(b.asked(70) == Severity::info);
        CHECK(b.asked(71) == kSilent);
        b.set(b.live, [&](LaunchEvent& e) { e.owners.push_back(b.person("bob")); });
        CHECK(b.asked() == kSilent);
    }
    SECTION("the feature is done, dropped, in no release, or somebody else's") {
        for (const FeatureStatus over : {FeatureStatus::done, FeatureStatus::dropped}) {
            b.set(b.offline, [&](Feature& g) { g.status = over; });
            CHECK(b.asked() == kSilent);
        }
        b.set(b.offline, [](Feature& g) {
            g.status = FeatureStatus::in_progress;
            g.release = {};
        });
        CHECK(b.asked() == kSilent);
        b.set(b.offline, [&](Feature& g) { g.release = b.one; });
        CHECK(b.asked() == Severity::info);
        b.set(b.offline, [](Feature& g) { g.owner = {}; });
        CHECK(b.asked() == kSilent);
    }
    SECTION("the event depends on the release through another feature") {
        const FeatureId other = b.feature("Dark mode", b.one);
        b.set(b.live, [&](LaunchEvent& e) {
            e.release = {};
            e.features = {other};
        });
        CHECK(b.asked() == Severity::info);
        b.set(other, [](Feature& g) { g.release = {}; });
        CHECK(b.asked() == kSilent);
    }
    SECTION("of a cancelled release it is none") {
        b.set(b.one, [](Release& r) { r.status = ReleaseStatus::cancelled; });
        CHECK(b.asked() == kSilent);
    }
    SECTION("one finding a person, with all of theirs") {
        const EventId talk = b.event("Talk", EventType::press, 80);
        b.set(talk, [&](LaunchEvent& e) {
            e.release = b.one;
            e.owners = {b.ana};
        });
        CHECK(b.found(kTwoHats, 5).size() == 1);
        CHECK(b.finding(kTwoHats, b.ana, 5)->subject == std::vector<Ref>{b.ana, b.offline, b.live, talk});
    }
}

TEST_CASE("unowned: starts within thirty days and nobody owns it") {
    WorldBuilder b;
    const EventId tour = b.event("Tour", EventType::webinar, 40);
    const auto asked = [&](int on) { return b.severity(kUnowned, tour, on); };
    CHECK(asked(9) == kSilent);
    CHECK(asked(10) == Severity::warning);
    CHECK(b.finding(kUnowned, tour, 10)->facts ==
          "LE-1 “Tour” (tier 2) starts Sat 10 Apr, in 30 days, and nobody owns it.");
    CHECK(b.finding(kUnowned, tour, 10)->mend.at(0) == Mend{"launch take LE-1", "Take it"});

    SECTION("info for tier 3") {
        b.set(tour, [](LaunchEvent& e) { e.tier = 3; });
        CHECK(asked(10) == Severity::info);
        b.set(tour, [](LaunchEvent& e) { e.tier = 1; });
        CHECK(asked(10) == Severity::warning);
        b.set(tour, [](LaunchEvent& e) {
            e.tier.reset();
            e.type = EventType::content;
        });
        CHECK(asked(10) == Severity::info);
    }
    SECTION("until its end, or until somebody takes it, or it is over") {
        b.set(tour, [](LaunchEvent& e) { e.to = day(42); });
        CHECK(asked(42) == Severity::warning);
        CHECK(asked(43) == kSilent);
        for (const EventStatus over : {EventStatus::cancelled, EventStatus::done}) {
            b.set(tour, [&](LaunchEvent& e) { e.status = over; });
            CHECK(asked(41) == kSilent);
        }
        b.set(tour, [&](LaunchEvent& e) {
            e.status = EventStatus::confirmed;
            e.owners = {b.person("ana")};
        });
        CHECK(asked(41) == kSilent);
    }
}

TEST_CASE("function-drift: two active functions share no record") {
    Drifting b;
    CHECK(b.asked() == Severity::info);
    CHECK(b.finding(kDrift, b.product, 45)->facts ==
          "In the last 30 days engineering and marketing have shared no record: on none has one of each "
          "written or acted.");
    const EventId tour = b.event("Tour", EventType::webinar, 90);
    b.acted(b.sso, Function::engineering, 20);
    b.acted(tour, Function::marketing, 40);
    CHECK(b.asked() == Severity::info);
    b.acted(b.sso, Function::marketing, 40);
    CHECK(b.asked(50) == kSilent);
    // What engineering did on day 20 is in the last 30 days until day 50.
    CHECK(b.asked(51) == Severity::info);

    SECTION("the days are the product's") {
        b.threshold(kDrift, "days", 31);
        CHECK(b.asked(51) == kSilent);
        CHECK(b.asked(52) == Severity::info);
    }
}

TEST_CASE("function-drift: only functions that were active, and only some") {
    Drifting b;
    // Heard on day 40: active until day 70.
    CHECK(b.asked(70) == Severity::info);
    CHECK(b.asked(71) == kSilent);
    b.heard(Function::sales, 70);
    b.heard(Function::support, 70);
    CHECK(b.asked(71) == kSilent);
    b.heard(Function::product, 70);
    CHECK(b.asked(71) == kSilent);
    b.heard(Function::marketing, 70);
    CHECK(b.finding(kDrift, b.product, 71)->facts.find("marketing and product have") != std::string::npos);

    SECTION("each pair that is apart is named") {
        b.heard(Function::engineering, 70);
        CHECK(b.finding(kDrift, b.product, 71)->facts ==
              "In the last 30 days engineering and marketing have shared no record, nor have engineering and "
              "product, nor have marketing and product: on none has one of each written or acted.");
    }
    SECTION("nothing in the product's first days") {
        b.heard(Function::engineering, 5);
        b.heard(Function::marketing, 5);
        CHECK(b.asked(29) == kSilent);
        CHECK(b.asked(30) == Severity::info);
    }
    SECTION("records of another product do not count") {
        Product made;
        made.key = "hermes";
        const ProductId hermes = b.add(std::move(made));
        b.acted(b.sso, Function::product, 60);
        b.acted(b.sso, Function::marketing, 60);
        CHECK(b.asked(71) == kSilent);
        b.set(b.sso, [&](ChangeRequest& r) { r.product = hermes; });
        CHECK(b.asked(71) == Severity::info);
    }
}

TEST_CASE("profile-stale: set half a year ago, with open events") {
    WorldBuilder b;
    const EventId fair = b.event("Fair", EventType::tradeshow, 300);
    const auto asked = [&](int on) { return b.severity(kProfile, b.product, on); };
    CHECK(asked(179) == kSilent);
    CHECK(asked(180) == Severity::info);
    CHECK(b.finding(kProfile, b.product, 180)->facts ==
          "The profile of Atlas (balanced) was last set Mon 1 Mar, 180 days ago, and it has 1 open event.");
    CHECK(b.finding(kProfile, b.product, 180)->mend.front().command == "policy set profile:balanced");

    SECTION("set or confirmed again, it counts from then on") {
        b.set(b.product, [](Product& p) { p.profile_at = noon(100); });
        CHECK(asked(279) == kSilent);
        CHECK(asked(280) == Severity::info);
    }
    SECTION("silent without open events") {
        CHECK(asked(300) == Severity::info);
        CHECK(asked(301) == kSilent);
        b.set(fair, [](LaunchEvent& e) { e.status = EventStatus::cancelled; });
        CHECK(asked(200) == kSilent);
    }
    SECTION("the days are the product's") {
        b.threshold(kProfile, "days", 90);
        CHECK(asked(89) == kSilent);
        CHECK(asked(90) == Severity::info);
    }
}

}  // namespace plumb
