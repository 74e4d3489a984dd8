#include "tests/support/world_builder.hpp"

namespace plumb {

namespace {

constexpr auto kSharedGoal = "no-shared-goal";
constexpr auto kSilentRelease = "silent-release";
constexpr auto kUnfunded = "unfunded";
constexpr auto kPillarGap = "pillar-gap";
constexpr auto kSilent = std::nullopt;

/// A release due on day 100.
struct Coming : WorldBuilder {
    ReleaseId one = release("1.0", 100);

    template <class Change>
    void change(Change change) {
        set(one, change);
    }
    EventId announced(EventType type, int on, std::optional<std::int64_t> cost = std::nullopt) {
        const EventId id = event("Tour", type, on);
        set(id, [&](LaunchEvent& e) {
            e.release = one;
            e.cost = cost;
        });
        return id;
    }
    std::optional<Severity> asked(std::string_view rule, int on) const { return severity(rule, one, on); }
    std::string facts(std::string_view rule, int on) const { return finding(rule, one, on)->facts; }
};

}  // namespace

TEST_CASE("no-shared-goal: due within sixty days without a goal or two owners of different functions") {
    Coming b;
    const PersonId ana = b.person("ana", Function::engineering);
    const PersonId eve = b.person("eve", Function::engineering);
    const PersonId sue = b.person("sue", Function::support);
    const PersonId nob = b.person("nob");
    CHECK(b.asked(kSharedGoal, 39) == kSilent);
    CHECK(b.asked(kSharedGoal, 40) == Severity::info);
    CHECK(b.asked(kSharedGoal, 110) == Severity::info);
    CHECK(b.facts(kSharedGoal, 40) ==
          "1.0 is due Wed 9 Jun, in 60 days, and has no goal and not two owners of different functions.");
    const auto owned = [&](std::vector<PersonId> owners) {
        b.change([&](Release& r) { r.owners = std::move(owners); });
        return b.asked(kSharedGoal, 60);
    };
    b.change([](Release& r) { r.goal = "Ten crews work offline"; });
    CHECK(owned({}) == Severity::info);
    CHECK(owned({ana}) == Severity::info);
    CHECK(owned({ana, eve}) == Severity::info);
    CHECK(owned({ana, nob}) == Severity::info);
    CHECK(owned({ana, nob, sue}) == kSilent);
    CHECK(owned({ana, sue}) == kSilent);

    SECTION("owners alone are not enough") {
        b.change([](Release& r) { r.goal.clear(); });
        CHECK(b.facts(kSharedGoal, 60) == "1.0 is due Wed 9 Jun, in 40 days, and has no goal.");
        CHECK(b.finding(kSharedGoal, b.one, 60)->mend.size() == 1);
    }
    SECTION("shipped or cancelled, it is none; the days are the product's") {
        b.change([](Release& r) { r.goal.clear(); });
        b.threshold(kSharedGoal, "days", 5);
        CHECK(b.asked(kSharedGoal, 94) == kSilent);
        CHECK(b.asked(kSharedGoal, 95) == Severity::info);
        b.change([](Release& r) { r.status = ReleaseStatus::cancelled; });
        CHECK(b.asked(kSharedGoal, 95) == kSilent);
        b.ship(b.one, 95);
        CHECK(b.asked(kSharedGoal, 95) == kSilent);
    }
}

TEST_CASE("silent-release: due within 45 days, and nothing external makes it known") {
    Coming b;
    CHECK(b.asked(kSilentRelease, 54) == kSilent);
    CHECK(b.asked(kSilentRelease, 55) == Severity::warning);
    CHECK(b.asked(kSilentRelease, 105) == Severity::warning);
    CHECK(b.facts(kSilentRelease, 55) ==
          "1.0 is due Wed 9 Jun, in 45 days, and no external event makes it known.");
    CHECK(b.finding(kSilentRelease, b.one, 55)->mend.front() ==
          Mend{"launch new \"1.0 launch\" on:2027-06-09 release:1.0", "Plan a launch on Wed 9 Jun"});
    b.threshold(kSilentRelease, "days", 44);
    CHECK(b.asked(kSilentRelease, 55) == kSilent);

    SECTION("planned, confirmed and done events make it known, cancelled ones do not") {
        const EventId tour = b.announced(EventType::webinar, 65);
        for (const EventStatus status : {EventStatus::planned, EventStatus::confirmed, EventStatus::done}) {
            b.set(tour, [&](LaunchEvent& e) { e.status = status; });
            CHECK(b.asked(kSilentRelease, 70) == kSilent);
        }
        b.set(tour, [](LaunchEvent& e) { e.status = EventStatus::cancelled; });
        CHECK(b.asked(kSilentRelease, 70) == Severity::warning);
    }
    SECTION("internal events do not, early adopters do") {
        const EventId tour = b.announced(EventType::training, 65);
        CHECK(b.asked(kSilentRelease, 70) == Severity::warning);
        b.set(tour, [](LaunchEvent& e) { e.audience = Audience::early; });
        CHECK(b.asked(kSilentRelease, 70) == kSilent);
    }
    SECTION("through a feature, as long as it is in the release") {
        const FeatureId offline = b.feature("Offline mode", b.one);
        const EventId tour = b.announced(EventType::webinar, 65);
        b.set(tour, [&](LaunchEvent& e) {
            e.release = {};
            e.features = {offline};
        });
        CHECK(b.asked(kSilentRelease, 70) == kSilent);
        b.set(offline, [](Feature& f) { f.status = FeatureStatus::dropped; });
        CHECK(b.asked(kSilentRelease, 70) == Severity::warning);
    }
    SECTION("shipped or cancelled, it is none") {
        b.ship(b.one, 70);
        CHECK(b.asked(kSilentRelease, 70) == kSilent);
    }
}

TEST_CASE("unfunded: events cost more than the release's budget") {
    Coming b;
    const EventId tour = b.announced(EventType::webinar, 110, 3000);
    const EventId talk = b.announced(EventType::press, 120, 2000);
    CHECK(b.asked(kUnfunded, 5) == Severity::info);
    CHECK(b.facts(kUnfunded, 5) ==
          "Open events that depend on 1.0 cost 5,000, and it has no budget: LE-1 “Tour” and LE-2 "
          "“Tour”.");
    CHECK(b.finding(kUnfunded, b.one, 5)->subject == std::vector<Ref>{b.one, tour, talk});
    b.change([](Release& r) { r.budget = 5000; });
    CHECK(b.asked(kUnfunded, 5) == kSilent);
    b.change([](Release& r) { r.budget = 4999; });
    CHECK(b.asked(kUnfunded, 5) == Severity::info);
    CHECK(b.finding(kUnfunded, b.one, 5)->mend.front().command == "release set 1.0 budget:5000");
    b.change([](Release& r) { r.budget = 0; });
    CHECK(b.asked(kUnfunded, 5) == Severity::info);

    SECTION("only open events count") {
        b.set(talk, [](LaunchEvent& e) { e.status = EventStatus::done; });
        b.change([](Release& r) { r.budget = 3000; });
        CHECK(b.asked(kUnfunded, 5) == kSilent);
        b.set(tour, [](LaunchEvent& e) { e.cost = 3001; });
        CHECK(b.asked(kUnfunded, 110) == Severity::info);
        CHECK(b.asked(kUnfunded, 111) == kSilent);
    }
    SECTION("no cost needs no budget") {
        b.change([](Release& r) { r.budget.reset(); });
        for (const EventId id : {tour, talk}) b.set(id, [](LaunchEvent& e) { e.cost = 0; });
        CHECK(b.asked(kUnfunded, 5) == kSilent);
        b.set(tour, [](LaunchEvent& e) { e.cost = 1; });
        CHECK(b.asked(kUnfunded, 5) == Severity::info);
    }
    SECTION("shipped or cancelled, it is none") {
        b.change([](Release& r) { r.status = ReleaseStatus::cancelled; });
        CHECK(b.asked(kUnfunded, 5) == kSilent);
        b.ship(b.one, 4);
        CHECK(b.asked(kUnfunded, 5) == kSilent);
    }
}

TEST_CASE("pillar-gap: due within thirty days on fewer than four pillars") {
    Coming b;
    CHECK(b.asked(kPillarGap, 69) == kSilent);
    CHECK(b.asked(kPillarGap, 70) == Severity::warning);
    CHECK(b.asked(kPillarGap, 92) == Severity::warning);
    CHECK(b.asked(kPillarGap, 93) == Severity::critical);
    CHECK(b.asked(kPillarGap, 120) == Severity::critical);
    CHECK(b.facts(kPillarGap, 70) ==
          "1.0 is due Wed 9 Jun, in 30 days, and market, product, revenue and people are unset.");
    const PersonId sue = b.person("sue");
    const auto all = [&](std::array<std::optional<Readiness>, kPillars> states) {
        b.change([&](Release& r) {
            for (std::size_t i = 0; i < kPillars; ++i) {
                r.ready.of[i].status = states[i];
                r.ready.of[i].by = sue;
            }
        });
        return b.asked(kPillarGap, 80);
    };
    using R = Readiness;
    CHECK(all({R::green, R::amber, R::amber, R::green}) == kSilent);
    CHECK(all({R::green, R::green, R::green, std::nullopt}) == Severity::warning);
    CHECK(all({R::green, R::red, R::green, R::green}) == Severity::warning);
    CHECK(b.finding(kPillarGap, b.one, 80)->concerns == std::vector<PersonId>{sue});
    CHECK(all({std::nullopt, R::red, R::green, R::green}) == Severity::warning);
    CHECK(b.facts(kPillarGap, 80) ==
          "1.0 is due Wed 9 Jun, in 20 days, and market is unset and product is red.");
    CHECK(b.finding(kPillarGap, b.one, 80)->mend.at(0).command ==
          "release ready 1.0 market:green product:green");
    CHECK(b.finding(kPillarGap, b.one, 80)->mend.at(1).command == "release move 1.0 to:2027-06-23");

    SECTION("the day it offers is far enough ahead to mend it") {
        CHECK(b.finding(kPillarGap, b.one, 95)->mend.at(1).command == "release move 1.0 to:2027-07-05");
    }
    SECTION("shipped or cancelled, it is none; the days are the product's") {
        b.threshold(kPillarGap, "days", 10);
        CHECK(b.asked(kPillarGap, 89) == kSilent);
        CHECK(b.asked(kPillarGap, 90) == Severity::warning);
        b.ship(b.one, 90);
        CHECK(b.asked(kPillarGap, 90) == kSilent);
    }
}

}  // namespace plumb
