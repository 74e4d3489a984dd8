#include "tests/support/world_builder.hpp"

namespace plumb {

namespace {

constexpr auto kBefore = "event-before-release";
constexpr auto kAnchor = "missed-anchor";
constexpr auto kSlack = "no-slack";
constexpr auto kChain = "chain-broken";
constexpr auto kLead = "short-lead";
constexpr auto kSilent = std::nullopt;

/// An event that announces release 1.0, which is due on day 60.
struct Announced : WorldBuilder {
    ReleaseId one = release("1.0", 60);
    EventId live = event("Go live", EventType::webinar, 59);

    Announced() {
        set(live, [&](LaunchEvent& e) { e.release = one; });
    }
    template <class Change>
    void with(Change change) {
        set(live, change);
    }
    void starts(int on) {
        with([&](LaunchEvent& e) { e.on = e.to = day(on); });
    }
    /// Asked with the event on a day.
    std::optional<Severity> on(std::string_view rule, int start, int today = 5) {
        starts(start);
        return severity(rule, live, today);
    }
};

}  // namespace

TEST_CASE("event-before-release: an event must not start before what it announces") {
    Announced b;
    CHECK(b.on(kBefore, 59) == Severity::critical);
    CHECK(b.on(kBefore, 60) == kSilent);

    SECTION("critical only where the audience is wide") {
        b.with([](LaunchEvent& e) { e.audience = Audience::early; });
        CHECK(b.on(kBefore, 59) == Severity::warning);
        b.with([](LaunchEvent& e) { e.audience = Audience::segment; });
        CHECK(b.on(kBefore, 59) == Severity::critical);
        b.with([](LaunchEvent& e) { e.audience = Audience::internal; });
        CHECK(b.on(kBefore, 59) == kSilent);
    }
    SECTION("the latest of its release and its features' releases counts") {
        const ReleaseId two = b.release("2.0", 90);
        const FeatureId sync = b.feature("Sync", two);
        b.with([&](LaunchEvent& e) { e.features = {sync}; });
        CHECK(b.on(kBefore, 89) == Severity::critical);
        CHECK(b.on(kBefore, 90) == kSilent);
        b.set(sync, [](Feature& f) { f.status = FeatureStatus::dropped; });
        CHECK(b.on(kBefore, 60) == kSilent);
        b.set(sync, [](Feature& f) { f.status = FeatureStatus::planned; });
        b.set(two, [](Release& r) { r.status = ReleaseStatus::cancelled; });
        CHECK(b.on(kBefore, 60) == kSilent);
    }
    SECTION("shipped, it is resolved; one of two releases still awaited, it is not") {
        b.ship(b.one, 60);
        CHECK(b.on(kBefore, 59) == kSilent);
        const ReleaseId two = b.release("2.0", 40);
        b.with([&](LaunchEvent& e) { e.features = {b.feature("Sync", two)}; });
        CHECK(b.on(kBefore, 59) == Severity::critical);
    }
    SECTION("what has begun stays until its end") {
        b.starts(59);
        b.with([](LaunchEvent& e) { e.to = day(62); });
        CHECK(b.severity(kBefore, b.live, 62) == Severity::critical);
        CHECK(b.severity(kBefore, b.live, 63) == kSilent);
    }
    SECTION("done and cancelled events are no subject") {
        b.starts(59);
        b.with([](LaunchEvent& e) { e.status = EventStatus::confirmed; });
        CHECK(b.severity(kBefore, b.live, 5) == Severity::critical);
        for (const EventStatus over : {EventStatus::done, EventStatus::cancelled}) {
            b.with([&](LaunchEvent& e) { e.status = over; });
            CHECK(b.severity(kBefore, b.live, 5) == kSilent);
        }
    }
}

TEST_CASE("event-before-release: what announces, and what does not") {
    Announced b;
    const auto asked = [&] { return b.severity(kBefore, b.live, 5); };

    SECTION("preparing and training announce nothing, whatever their audience") {
        for (const EventType type : {EventType::prep, EventType::training}) {
            b.with([&](LaunchEvent& e) {
                e.type = type;
                e.audience = Audience::everyone;
            });
            CHECK(asked() == kSilent);
        }
    }
    SECTION("content announces once it names a feature") {
        b.with([](LaunchEvent& e) { e.type = EventType::content; });
        CHECK(asked() == kSilent);
        b.with([&](LaunchEvent& e) { e.features = {b.feature("Sync", b.one)}; });
        CHECK(asked() == Severity::critical);
    }
    SECTION("build-up comes before by design, unless its main event is cancelled") {
        const EventId main = b.event("Go live", EventType::launch, 80);
        b.with([&](LaunchEvent& e) { e.parent = main; });
        CHECK(asked() == kSilent);
        b.set(main, [](LaunchEvent& e) { e.status = EventStatus::done; });
        CHECK(asked() == kSilent);
        b.set(main, [](LaunchEvent& e) { e.status = EventStatus::cancelled; });
        CHECK(asked() == Severity::critical);
    }
    SECTION("early adopters may see what is in beta") {
        b.with([](LaunchEvent& e) { e.audience = Audience::early; });
        b.set(b.one, [](Release& r) { r.beta_from = day(10); });
        CHECK(b.severity(kBefore, b.live, 9) == Severity::warning);
        CHECK(b.severity(kBefore, b.live, 10) == kSilent);
        b.with([](LaunchEvent& e) { e.audience = Audience::segment; });
        CHECK(b.severity(kBefore, b.live, 10) == Severity::critical);
    }
}

TEST_CASE("event-before-release: says the numbers and offers to move either") {
    Announced b;
    const PersonId ana = b.person("ana");
    const PersonId ben = b.person("ben");
    b.with([&](LaunchEvent& e) { e.owners = {ana}; });
    b.set(b.one, [&](Release& r) {
        r.name = "Big bang";
        r.owners = {ben};
    });
    const Finding f = b.finding(kBefore, b.live, 5).value();
    CHECK(f.facts ==
          "LE-1 “Go live” starts Thu 29 Apr, 1 day before the release it announces (Big bang, now Fri 30 "
          "Apr).");
    CHECK(f.subject == std::vector<Ref>{b.live, b.one});
    CHECK(f.concerns == std::vector<PersonId>{ana, ben});
    CHECK(f.mend == std::vector<Mend>{{"launch move LE-1 on:2027-04-30", "Move event to Fri 30 Apr"},
                                      {"release move \"Big bang\" to:2027-04-29", "Ask to move Big bang"}});
    b.with([](LaunchEvent& e) { e.immovable = true; });
    CHECK(b.finding(kBefore, b.live, 5)->mend ==
          std::vector<Mend>{{"release move \"Big bang\" to:2027-04-29", "Ask to move Big bang"}});
}

TEST_CASE("event-before-release: offers what mends it, all of it") {
    Announced b;
    SECTION("of an event that has begun what it announces is moved into the past by nobody") {
        b.starts(50);
        b.with([](LaunchEvent& e) { e.to = day(55); });
        CHECK(b.finding(kBefore, b.live, 51)->mend ==
              std::vector<Mend>{{"launch move LE-1 on:2027-04-30", "Move event to Fri 30 Apr"},
                                {"release ship 1.0", "1.0 has shipped"}});
        b.with([](LaunchEvent& e) { e.immovable = true; });
        CHECK(b.finding(kBefore, b.live, 50)->mend.at(0).command == "release move 1.0 to:2027-04-20");
        CHECK(b.finding(kBefore, b.live, 51)->mend ==
              std::vector<Mend>{{"release ship 1.0", "1.0 has shipped"}});
    }
    SECTION("where two releases come too late, to move one of them is no way out beside the event's move") {
        const ReleaseId two = b.release("2.0", 65);
        b.with([&](LaunchEvent& e) { e.features = {b.feature("Sync", two)}; });
        CHECK(b.finding(kBefore, b.live, 5)->mend ==
              std::vector<Mend>{{"launch move LE-1 on:2027-05-05", "Move event to Wed 5 May"}});
        b.with([](LaunchEvent& e) { e.immovable = true; });
        CHECK(b.finding(kBefore, b.live, 5)->mend.size() == 2);
        b.ship(b.one, 57);
        CHECK(b.finding(kBefore, b.live, 58)->mend ==
              std::vector<Mend>{{"release move 2.0 to:2027-04-29", "Ask to move 2.0"}});
    }
}

TEST_CASE("event-before-release: every release that comes too late stands behind it") {
    Announced b;
    const ReleaseId later = b.release("2.0", 90);
    const ReleaseId latest = b.release("3.0", 95);
    const ReleaseId early = b.release("0.9", 40);
    b.with([&](LaunchEvent& e) {
        for (const ReleaseId release : {later, latest, early})
            e.features.push_back(b.feature("Part", release));
    });
    CHECK(b.finding(kBefore, b.live, 5)->subject == std::vector<Ref>{b.live, b.one, later, latest});
}

TEST_CASE("missed-anchor: what cannot move needs a margin") {
    Announced b;
    b.with([](LaunchEvent& e) { e.immovable = true; });
    CHECK(b.on(kAnchor, 59) == kSilent);
    CHECK(b.on(kAnchor, 60) == Severity::warning);
    CHECK(b.on(kAnchor, 73) == Severity::warning);
    CHECK(b.on(kAnchor, 74) == kSilent);

    SECTION("the margin is the product's") {
        b.threshold(kAnchor, "margin", 3);
        CHECK(b.on(kAnchor, 62) == Severity::warning);
        CHECK(b.on(kAnchor, 63) == kSilent);
    }
    SECTION("shipped, cancelled, movable: silent") {
        b.starts(65);
        b.ship(b.one, 58);
        CHECK(b.severity(kAnchor, b.live, 59) == kSilent);
        b.set(b.one, [](Release& r) { r.status = ReleaseStatus::cancelled; });
        CHECK(b.severity(kAnchor, b.live, 5) == kSilent);
        b.set(b.one, [](Release& r) { r.status = ReleaseStatus::planned; });
        b.with([](LaunchEvent& e) { e.immovable = false; });
        CHECK(b.severity(kAnchor, b.live, 5) == kSilent);
    }
    SECTION("one of two releases is still awaited") {
        const ReleaseId two = b.release("2.0", 62);
        b.with([&](LaunchEvent& e) { e.features = {b.feature("Sync", two)}; });
        b.ship(two, 61);
        CHECK(b.on(kAnchor, 70, 61) == Severity::warning);
        const Finding f = b.finding(kAnchor, b.live, 61).value();
        CHECK(f.subject == std::vector<Ref>{b.live, b.one, two});
        CHECK(f.facts.find("2.0, shipped Sat 1 May") != std::string::npos);
        CHECK(f.facts.find("1.0 is not shipped") != std::string::npos);
    }
    SECTION("asks for the release so early that the margin is there") {
        b.starts(70);
        CHECK(b.finding(kAnchor, b.live, 5)->mend ==
              std::vector<Mend>{{"release move 1.0 to:2027-04-26", "Ask to move 1.0"}});
        CHECK(b.finding(kAnchor, b.live, 56)->mend ==
              std::vector<Mend>{{"release move 1.0 to:2027-04-26", "Ask to move 1.0"}});
        // Moved to today it would still be too late.
        CHECK(b.finding(kAnchor, b.live, 57)->mend ==
              std::vector<Mend>{{"release ship 1.0", "1.0 has shipped"}});
    }
    SECTION("asks for both of two releases that come too late, whatever else it waits for") {
        b.starts(70);
        const ReleaseId two = b.release("2.0", 62);
        const ReleaseId early = b.release("0.9", 40);
        b.with([&](LaunchEvent& e) { e.features = {b.feature("Sync", two), b.feature("Index", early)}; });
        CHECK(b.finding(kAnchor, b.live, 5)->mend ==
              std::vector<Mend>{{"release move 1.0 to:2027-04-26", "Ask to move 1.0"},
                                {"release move 2.0 to:2027-04-26", "Ask to move 2.0"}});
    }
}

TEST_CASE("no-slack: a movable big event keeps a buffer") {
    Announced b;
    CHECK(b.on(kSlack, 59) == kSilent);
    CHECK(b.on(kSlack, 60) == Severity::warning);
    CHECK(b.on(kSlack, 66) == Severity::warning);
    CHECK(b.on(kSlack, 67) == kSilent);

    SECTION("tier 1 and 2, as given or as its type counts") {
        b.starts(62);
        const auto with = [&](EventType type, std::optional<int> tier) {
            b.with([&](LaunchEvent& e) {
                e.type = type;
                e.tier = tier;
            });
            return b.severity(kSlack, b.live, 5);
        };
        CHECK(with(EventType::webinar, 3) == kSilent);
        CHECK(with(EventType::other, kSilent) == kSilent);
        CHECK(with(EventType::other, 2) == Severity::warning);
        CHECK(with(EventType::press, kSilent) == Severity::warning);
        CHECK(with(EventType::launch, 1) == kSilent);
        CHECK(with(EventType::campaign, 1) == Severity::warning);
    }
    SECTION("immovable events have their own rule") {
        b.with([](LaunchEvent& e) { e.immovable = true; });
        CHECK(b.on(kSlack, 62) == kSilent);
    }
    SECTION("the buffer is the product's, and both dates can be moved") {
        b.threshold(kSlack, "buffer", 3);
        CHECK(b.on(kSlack, 63) == kSilent);
        CHECK(b.on(kSlack, 62) == Severity::warning);
        CHECK(b.finding(kSlack, b.live, 5)->mend ==
              std::vector<Mend>{{"launch move LE-1 on:2027-05-03", "Move event to Mon 3 May"},
                                {"release move 1.0 to:2027-04-29", "Ask to move 1.0"}});
    }
    SECTION("shipped, it is resolved") {
        b.ship(b.one, 60);
        CHECK(b.on(kSlack, 63, 61) == kSilent);
    }
}

TEST_CASE("chain-broken: build-up comes its lead before the main event") {
    WorldBuilder b;
    const EventId main = b.event("Go live", EventType::launch, 60);
    const EventId teaser = b.event("Teaser", EventType::content, 59);
    b.set(teaser, [&](LaunchEvent& e) { e.parent = main; });
    const auto asked = [&](int on, int lead) {
        b.set(teaser, [&](LaunchEvent& e) {
            e.on = e.to = day(on);
            e.lead = lead;
        });
        return b.severity(kChain, teaser, 5);
    };
    CHECK(asked(59, 1) == kSilent);
    CHECK(asked(60, 1) == Severity::warning);
    CHECK(asked(60, 0) == kSilent);
    CHECK(asked(61, 0) == Severity::warning);
    CHECK(asked(55, 5) == kSilent);
    CHECK(asked(56, 5) == Severity::warning);

    SECTION("names both, and offers to move either") {
        const Finding f = b.finding(kChain, teaser, 5).value();
        CHECK(f.subject == std::vector<Ref>{teaser, main});
        CHECK(f.mend == std::vector<Mend>{{"launch move LE-2 on:2027-04-25", "Move event to Sun 25 Apr"},
                                          {"launch move LE-1 on:2027-05-01", "Move LE-1 to Sat 1 May"}});
    }
    SECTION("both must be open") {
        b.set(main, [](LaunchEvent& e) { e.status = EventStatus::cancelled; });
        CHECK(b.severity(kChain, teaser, 5) == kSilent);
        b.set(main, [](LaunchEvent& e) { e.status = EventStatus::planned; });
        CHECK(b.severity(kChain, teaser, 56) == Severity::warning);
        CHECK(b.severity(kChain, teaser, 57) == kSilent);
    }
}

TEST_CASE("short-lead: recorded too late for its tier") {
    WorldBuilder b;
    b.now = noon(3);
    const auto recorded = [&](EventType type, std::optional<int> tier, int start) {
        const EventId id = b.event("Tour", type, start);
        b.set(id, [&](LaunchEvent& e) { e.tier = tier; });
        return b.severity(kLead, id, 4);
    };
    CHECK(recorded(EventType::campaign, 1, 3 + 55) == Severity::info);
    CHECK(recorded(EventType::campaign, 1, 3 + 56) == kSilent);
    CHECK(recorded(EventType::campaign, kSilent, 3 + 27) == Severity::info);
    CHECK(recorded(EventType::campaign, kSilent, 3 + 28) == kSilent);
    CHECK(recorded(EventType::training, kSilent, 3 + 6) == Severity::info);
    CHECK(recorded(EventType::training, kSilent, 3 + 7) == kSilent);
    CHECK(recorded(EventType::tradeshow, 3, 3 + 179) == Severity::info);
    CHECK(recorded(EventType::tradeshow, 1, 3 + 180) == kSilent);

    SECTION("its present start counts, whenever it was set") {
        const EventId id = b.event("Tour", EventType::webinar, 60);
        CHECK(b.severity(kLead, id, 4) == kSilent);
        b.now = noon(10);
        b.move(id, 30);
        CHECK(b.severity(kLead, id, 11) == Severity::info);
        b.move(id, 31);
        CHECK(b.severity(kLead, id, 11) == kSilent);
    }
    SECTION("thresholds by tier are the product's") {
        b.threshold(kLead, "tier2", 5);
        CHECK(recorded(EventType::webinar, 2, 3 + 4) == Severity::info);
        CHECK(recorded(EventType::webinar, 2, 3 + 5) == kSilent);
    }
    SECTION("while it runs no day is offered that is past") {
        const EventId id = b.event("Tour", EventType::webinar, 8);
        b.set(id, [](LaunchEvent& e) { e.to = day(60); });
        CHECK(b.finding(kLead, id, 31)->mend.size() == 2);
        const Finding later = b.finding(kLead, id, 32).value();
        REQUIRE(later.mend.size() == 1);
        CHECK(later.mend.front().button == "Ask for help");
    }
    SECTION("over, it is silent") {
        const EventId id = b.event("Tour", EventType::webinar, 5);
        CHECK(b.severity(kLead, id, 5) == Severity::info);
        CHECK(b.severity(kLead, id, 6) == kSilent);
    }
}

}  // namespace plumb
