#include "tests/support/world_builder.hpp"

namespace plumb {

namespace {

constexpr auto kCrowded = "crowded";
constexpr auto kShow = "deadline-in-show";
constexpr auto kSilent = std::nullopt;

}  // namespace

TEST_CASE("crowded: three families start within seven days") {
    WorldBuilder b;
    const EventId first = b.event("Tour 1", EventType::webinar, 40);
    const EventId second = b.event("Tour 2", EventType::webinar, 43);
    const EventId third = b.event("Tour 3", EventType::webinar, 46);
    const auto asked = [&](int today = 5) { return b.severity(kCrowded, b.product, today); };
    CHECK(asked() == Severity::info);
    CHECK(b.finding(kCrowded, b.product, 5)->subject == std::vector<Ref>{b.product, first, second, third});
    b.move(third, 47);
    CHECK(asked() == kSilent);
    b.move(third, 46);

    SECTION("an event and its children count as one, at any height") {
        const EventId middle = b.event("Far off", EventType::webinar, 90);
        b.set(middle, [&](LaunchEvent& e) { e.parent = first; });
        b.set(third, [&](LaunchEvent& e) { e.parent = middle; });
        CHECK(asked() == kSilent);
        b.set(middle, [](LaunchEvent& e) { e.parent = {}; });
        CHECK(asked() == Severity::info);
    }
    SECTION("preparing, training and what is internal do not count") {
        for (const EventType type : {EventType::prep, EventType::training}) {
            b.set(third, [&](LaunchEvent& e) {
                e.type = type;
                e.audience = Audience::everyone;
            });
            CHECK(asked() == kSilent);
        }
        b.set(third, [](LaunchEvent& e) {
            e.type = EventType::webinar;
            e.audience = Audience::internal;
        });
        CHECK(asked() == kSilent);
        b.set(third, [](LaunchEvent& e) { e.audience = Audience::early; });
        CHECK(asked() == Severity::info);
    }
    SECTION("what is over does not count, what has begun does") {
        CHECK(asked(40) == Severity::info);
        CHECK(asked(41) == kSilent);
        b.set(first, [](LaunchEvent& e) { e.to = day(42); });
        CHECK(asked(42) == Severity::info);
        CHECK(asked(43) == kSilent);
    }
    SECTION("the number is the product's") {
        b.threshold(kCrowded, "max", 4);
        CHECK(asked() == kSilent);
        b.event("Press day", EventType::press, 40);
        CHECK(asked() == Severity::info);
    }
    SECTION("the fullest week is told, every full week stands behind it") {
        for (const int on : {80, 81, 82, 83}) b.event("Summer", EventType::press, on);
        const Finding f = b.finding(kCrowded, b.product, 5).value();
        CHECK(f.facts.find("4 external events start within 7 days from") == 0);
        CHECK(f.subject.size() == 8);
    }
}

TEST_CASE("crowded: what is offered leaves no full week") {
    WorldBuilder b;
    const auto offered = [&] {
        std::vector<std::string> commands;
        const auto found = b.finding(kCrowded, b.product, 5);
        for (const Mend& mend : found->mend) commands.push_back(mend.command);
        return commands;
    };
    using Commands = std::vector<std::string>;
    const auto on_days = [&](std::initializer_list<int> days) {
        for (const int on : days) b.event("Tour", EventType::webinar, on);
    };

    SECTION("the week after is nearly full") {
        on_days({70, 71, 72, 77, 78});
        CHECK(offered() == Commands{"launch move LE-3 on:2027-05-24"});
        b.move(EventId{3}, 84);
        CHECK(b.severity(kCrowded, b.product, 5) == kSilent);
    }
    SECTION("two moves, where one is not enough") {
        on_days({70, 71, 72, 73});
        CHECK(offered() == Commands{"launch move LE-4 on:2027-05-17", "launch move LE-3 on:2027-05-18"});
        b.move(EventId{4}, 77);
        b.move(EventId{3}, 78);
        CHECK(b.severity(kCrowded, b.product, 5) == kSilent);
    }
    SECTION("out of its week at least, where two are not enough") {
        on_days({70, 70, 70, 70, 70});
        CHECK(offered() == Commands{"launch move LE-5 on:2027-05-17"});
    }
}

TEST_CASE("deadline-in-show: something is due while people are at the fair") {
    WorldBuilder b;
    const EventId fair = b.event("Fair", EventType::tradeshow, 40, 43);
    const EventId rehearsal = b.event("Rehearsal", EventType::prep, 41);
    const auto ends = [&](int on) {
        b.set(rehearsal, [&](LaunchEvent& e) { e.on = e.to = day(on); });
        return b.severity(kShow, fair, 5);
    };
    CHECK(ends(39) == kSilent);
    CHECK(ends(44) == kSilent);
    CHECK(ends(43) == Severity::info);
    CHECK(ends(40) == Severity::info);
    CHECK(b.severity(kShow, fair, 43) == Severity::info);
    CHECK(b.severity(kShow, fair, 44) == kSilent);
    CHECK(b.finding(kShow, fair, 5)->subject == std::vector<Ref>{fair, rehearsal});

    SECTION("its own build-up belongs to it; a child's build-up does not") {
        b.set(rehearsal, [&](LaunchEvent& e) { e.parent = fair; });
        CHECK(b.severity(kShow, fair, 5) == kSilent);
        const EventId dinner = b.event("Dinner", EventType::other, 42);
        b.set(dinner, [&](LaunchEvent& e) { e.parent = fair; });
        b.set(rehearsal, [&](LaunchEvent& e) { e.parent = dinner; });
        CHECK(b.severity(kShow, fair, 5) == Severity::info);
    }
    SECTION("done, cancelled, or no preparing: silent") {
        for (const EventStatus status : {EventStatus::done, EventStatus::cancelled}) {
            b.set(rehearsal, [&](LaunchEvent& e) { e.status = status; });
            CHECK(b.severity(kShow, fair, 5) == kSilent);
        }
        b.set(rehearsal, [](LaunchEvent& e) {
            e.status = EventStatus::planned;
            e.type = EventType::training;
        });
        CHECK(b.severity(kShow, fair, 5) == kSilent);
    }
    SECTION("the show must be open, and be one") {
        b.set(fair, [](LaunchEvent& e) { e.status = EventStatus::cancelled; });
        CHECK(b.severity(kShow, fair, 5) == kSilent);
        b.set(fair, [](LaunchEvent& e) {
            e.status = EventStatus::planned;
            e.type = EventType::other;
        });
        CHECK(b.severity(kShow, fair, 5) == kSilent);
    }
}

TEST_CASE("deadline-in-show: collateral of another open event") {
    WorldBuilder b;
    const EventId fair = b.event("Fair", EventType::tradeshow, 40, 43);
    const EventId tour = b.event("Tour", EventType::webinar, 60);
    const CollateralId docs = b.collateral(tour, "Docs", 43);
    const auto asked = [&] { return b.severity(kShow, fair, 5); };
    CHECK(asked() == Severity::info);
    CHECK(b.finding(kShow, fair, 5)->mend ==
          std::vector<Mend>{{"collateral set C-1 due:2027-04-09", "C-1 due Fri 9 Apr"}});

    for (const int due : {39, 44}) {
        b.set(docs, [&](Collateral& c) { c.due = day(due); });
        CHECK(asked() == kSilent);
    }
    b.set(docs, [](Collateral& c) { c.due = day(40); });
    for (const CollateralStatus status : {CollateralStatus::doing, CollateralStatus::stale}) {
        b.set(docs, [&](Collateral& c) { c.status = status; });
        CHECK(asked() == Severity::info);
    }
    b.set(docs, [](Collateral& c) { c.status = CollateralStatus::done; });
    CHECK(asked() == kSilent);
    b.set(docs, [](Collateral& c) { c.status = CollateralStatus::todo; });
    b.set(tour, [](LaunchEvent& e) { e.status = EventStatus::cancelled; });
    CHECK(asked() == kSilent);
    b.set(tour, [](LaunchEvent& e) { e.status = EventStatus::planned; });
    b.set(docs, [&](Collateral& c) { c.event = fair; });
    CHECK(asked() == kSilent);
}

}  // namespace plumb
