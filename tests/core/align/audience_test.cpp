#include "tests/support/world_builder.hpp"

namespace plumb {

namespace {

constexpr auto kAhead = "audience-ahead";
constexpr auto kShort = "beta-short";
constexpr auto kReach = "reach-over-capacity";
constexpr auto kSilent = std::nullopt;

/// 1.0, due on day 60, and an event for everyone that announces it.
struct Announced : WorldBuilder {
    ReleaseId one = release("1.0", 60);
    EventId live;

    explicit Announced(int on) : live(event("Go live", EventType::launch, on)) {
        set(live, [&](LaunchEvent& e) { e.release = one; });
    }
    void beta(ReleaseId id, int from, std::optional<int> to = std::nullopt) {
        set(id, [&](Release& r) {
            r.beta_from = day(from);
            r.beta_to = to ? std::optional(day(*to)) : std::nullopt;
        });
    }
    void audience(Audience audience) {
        set(live, [&](LaunchEvent& e) { e.audience = audience; });
    }
    std::optional<Severity> asked(std::string_view rule, int on) const { return severity(rule, live, on); }
    std::string facts(std::string_view rule, int on) const { return finding(rule, live, on)->facts; }
};

/// The same in a product in which another release has been in beta.
struct Practised : Announced {
    ReleaseId before = release("0.9", 8);

    Practised() : Announced(60) {
        beta(before, 0, 4);
        ship(before, 8);
    }
};

}  // namespace

TEST_CASE("audience-ahead: wide within thirty days of what nobody has tried") {
    Practised b;
    CHECK(b.asked(kAhead, 29) == kSilent);
    CHECK(b.asked(kAhead, 30) == Severity::warning);
    CHECK(b.asked(kAhead, 45) == Severity::warning);
    CHECK(b.asked(kAhead, 46) == Severity::critical);
    CHECK(b.facts(kAhead, 30) ==
          "LE-1 “Go live” (everyone) starts Fri 30 Apr, in 30 days, and 1.0 is neither in beta nor shipped.");
    CHECK(b.finding(kAhead, b.live, 30)->subject == std::vector<Ref>{b.live, b.one});
    CHECK(b.finding(kAhead, b.live, 30)->mend.at(0).command == "release beta 1.0");
    CHECK(b.finding(kAhead, b.live, 30)->mend.at(1).command == "launch set LE-1 audience:early");

    SECTION("from the day its beta begins, or once it has shipped, it is none") {
        b.beta(b.one, 41, 50);
        CHECK(b.asked(kAhead, 40) == Severity::warning);
        CHECK(b.asked(kAhead, 41) == kSilent);
        CHECK(b.asked(kAhead, 55) == kSilent);
        b.set(b.one, [](Release& r) { r.beta_from.reset(); });
        b.ship(b.one, 40);
        CHECK(b.asked(kAhead, 41) == kSilent);
    }
    SECTION("one of two releases is enough") {
        const FeatureId offline = b.feature("Offline mode", b.release("2.0", 60));
        b.beta(b.one, 30);
        b.set(b.live, [&](LaunchEvent& e) { e.features = {offline}; });
        CHECK(b.facts(kAhead, 40).find("and 2.0 is neither") != std::string::npos);
        b.set(offline, [](Feature& f) { f.status = FeatureStatus::dropped; });
        CHECK(b.asked(kAhead, 40) == kSilent);
    }
    SECTION("only for a wide audience, until the event ends") {
        b.audience(Audience::early);
        CHECK(b.asked(kAhead, 50) == kSilent);
        b.audience(Audience::segment);
        CHECK(b.asked(kAhead, 60) == Severity::critical);
        CHECK(b.asked(kAhead, 61) == kSilent);
        b.set(b.live, [](LaunchEvent& e) { e.status = EventStatus::cancelled; });
        CHECK(b.asked(kAhead, 50) == kSilent);
    }
}

TEST_CASE("audience-ahead: silent where no release has ever been in beta") {
    Announced b(60);
    CHECK(b.asked(kAhead, 50) == kSilent);
    const ReleaseId other = b.release("2.0", 100);
    b.beta(other, 55);
    CHECK(b.asked(kAhead, 54) == kSilent);
    CHECK(b.asked(kAhead, 55) == Severity::critical);
    b.set(other, [](Release& r) { r.status = ReleaseStatus::cancelled; });
    CHECK(b.asked(kAhead, 56) == Severity::critical);
}

TEST_CASE("beta-short: less than fourteen days of beta before the start") {
    Announced b(28);
    CHECK(b.asked(kShort, 20) == kSilent);
    b.beta(b.one, 15);
    CHECK(b.asked(kShort, 14) == kSilent);
    CHECK(b.asked(kShort, 15) == Severity::warning);
    CHECK(b.asked(kShort, 28) == Severity::warning);
    CHECK(b.asked(kShort, 29) == kSilent);
    CHECK(b.facts(kShort, 20) ==
          "LE-1 “Go live” (everyone) starts Mon 29 Mar, in 8 days: 1.0 has 13 days of beta before it "
          "(from Tue 16 Mar); 14 days wanted.");
    CHECK(b.finding(kShort, b.live, 20)->mend.at(0).command == "launch move LE-1 on:2027-03-30");
    CHECK(b.finding(kShort, b.live, 20)->mend.at(1).command == "launch set LE-1 audience:early");
    b.beta(b.one, 14);
    CHECK(b.asked(kShort, 20) == kSilent);
    b.threshold(kShort, "days", 15);
    CHECK(b.asked(kShort, 20) == Severity::warning);

    SECTION("its planned end or its shipping comes first") {
        b.beta(b.one, 0, 14);
        CHECK(b.asked(kShort, 20) == Severity::warning);
        CHECK(b.finding(kShort, b.live, 20)->mend.at(0).command ==
              "release beta 1.0 from:2027-03-01 to:2027-03-16");
        b.beta(b.one, 0, 15);
        CHECK(b.asked(kShort, 20) == kSilent);
        b.ship(b.one, 14);
        CHECK(b.asked(kShort, 20) == Severity::warning);
        CHECK(b.finding(kShort, b.live, 20)->mend.at(0).command == "launch set LE-1 audience:early");
    }
    SECTION("a planned end before the start, and a start before what is wanted, are mended together") {
        b.beta(b.one, 16, 20);
        const Finding both = b.finding(kShort, b.live, 21).value();
        CHECK(both.facts.find("4 days of beta before it (from Wed 17 Mar to Sun 21 Mar)") !=
              std::string::npos);
        CHECK(both.mend.at(0).command == "release beta 1.0 from:2027-03-17 to:2027-04-01");
        CHECK(both.mend.at(1).command == "launch move LE-1 on:2027-04-01");
        CHECK(both.mend.at(2).command == "launch set LE-1 audience:early");
        b.set(b.live, [](LaunchEvent& e) { e.immovable = true; });
        CHECK(b.finding(kShort, b.live, 21)->mend.at(0).command == "launch set LE-1 audience:early");
        b.set(b.live, [](LaunchEvent& e) { e.immovable = false; });
        b.beta(b.one, 16, 31);
        CHECK(b.asked(kShort, 21) == Severity::warning);
        b.move(b.live, 31);
        CHECK(b.asked(kShort, 21) == kSilent);
    }
    SECTION("only for a wide audience") {
        for (const Audience narrow : {Audience::internal, Audience::early}) {
            b.audience(narrow);
            CHECK(b.asked(kShort, 20) == kSilent);
        }
        b.audience(Audience::segment);
        CHECK(b.asked(kShort, 20) == Severity::warning);
    }
    SECTION("a beta after the start is none at all") {
        b.set(b.live, [](LaunchEvent& e) { e.to = day(40); });
        b.beta(b.one, 30);
        CHECK(b.facts(kShort, 31).find("1.0 has 0 days of beta before it") != std::string::npos);
    }
}

TEST_CASE("beta-short: within sixty days, and one of two releases is enough") {
    Announced b(75);
    b.set(b.one, [](Release& r) { r.date = day(100); });
    b.beta(b.one, 0, 5);
    CHECK(b.asked(kShort, 14) == kSilent);
    CHECK(b.asked(kShort, 15) == Severity::warning);
    const ReleaseId two = b.release("2.0", 100);
    b.beta(two, 0, 10);
    const FeatureId offline = b.feature("Offline mode", two);
    b.set(b.live, [&](LaunchEvent& e) { e.features = {offline}; });
    CHECK(b.finding(kShort, b.live, 20)->subject == std::vector<Ref>{b.live, b.one, two});
    b.beta(b.one, 0, 40);
    CHECK(b.finding(kShort, b.live, 20)->subject == std::vector<Ref>{b.live, two});
    b.beta(two, 10);
    CHECK(b.asked(kShort, 20) == kSilent);
}

TEST_CASE("reach-over-capacity: more than the least capacity among its releases") {
    Announced b(60);
    const auto reach = [&](std::optional<std::int64_t> expected) {
        b.set(b.live, [&](LaunchEvent& e) { e.reach = expected; });
        return b.asked(kReach, 5);
    };
    CHECK(reach(5000) == kSilent);
    b.set(b.one, [](Release& r) { r.capacity = 1000; });
    CHECK(reach(std::nullopt) == kSilent);
    CHECK(reach(800) == kSilent);
    CHECK(reach(801) == Severity::info);
    CHECK(reach(1000) == Severity::info);
    CHECK(b.facts(kReach, 5) ==
          "LE-1 “Go live” on Fri 30 Apr expects to reach 1,000, 100 % of the 1,000 that 1.0 supports.");
    CHECK(reach(1001) == Severity::warning);
    CHECK(b.facts(kReach, 5) ==
          "LE-1 “Go live” on Fri 30 Apr expects to reach 1,001, more than the 1,000 that 1.0 supports.");
    CHECK(b.finding(kReach, b.live, 5)->subject == std::vector<Ref>{b.live, b.one});
    CHECK(b.finding(kReach, b.live, 5)->mend.at(0).command == "launch set LE-1 reach:800");
    CHECK(b.finding(kReach, b.live, 5)->mend.at(1).command == "release set 1.0 capacity:1252");

    SECTION("the least of several that have one, shipped ones too") {
        const ReleaseId two = b.release("2.0", 100);
        b.set(two, [](Release& r) { r.capacity = 500; });
        const FeatureId offline = b.feature("Offline mode", two);
        b.set(b.live, [&](LaunchEvent& e) { e.features = {offline}; });
        CHECK(reach(400) == kSilent);
        CHECK(reach(501) == Severity::warning);
        b.ship(two, 4);
        CHECK(reach(501) == Severity::warning);
        b.set(two, [](Release& r) { r.status = ReleaseStatus::cancelled; });
        CHECK(reach(501) == kSilent);
        b.set(two, [](Release& r) {
            r.status = ReleaseStatus::planned;
            r.capacity = 0;
        });
        CHECK(reach(0) == kSilent);
        CHECK(reach(1) == Severity::warning);
    }
    SECTION("while the event is open") {
        CHECK(b.asked(kReach, 60) == Severity::warning);
        CHECK(b.asked(kReach, 61) == kSilent);
        b.set(b.live, [](LaunchEvent& e) { e.status = EventStatus::done; });
        CHECK(b.asked(kReach, 5) == kSilent);
    }
}

}  // namespace plumb
