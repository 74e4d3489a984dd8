#include "tests/support/world_builder.hpp"

namespace plumb {

namespace {

constexpr auto kOverbooked = "overbooked";
constexpr auto kSilent = std::nullopt;

/// Bob, who owns events alone.
struct Booked : WorldBuilder {
    PersonId bob = person("bob");

    EventId his(std::string title, int on, int to) {
        const EventId id = event(std::move(title), EventType::webinar, on, to);
        set(id, [&](LaunchEvent& e) { e.owners = {bob}; });
        return id;
    }
    EventId his(std::string title, int on) { return his(std::move(title), on, on); }
    std::optional<Severity> asked(int today = 5) const { return severity(kOverbooked, bob, today); }
    /// The same in another product.
    std::optional<Severity> asked_in(ProductId other, int today = 5) const {
        for (const Finding& f : align(world, other, day(today), zone(), Mends::worded))
            if (f.rule == kOverbooked) return f.severity;
        return std::nullopt;
    }
};

}  // namespace

TEST_CASE("overbooked: busy days of two events overlap") {
    Booked b;
    const EventId fair = b.his("Fair", 40, 42);
    const EventId tour = b.his("Tour", 43);
    CHECK(b.asked() == kSilent);
    b.set(tour, [](LaunchEvent& e) { e.prep = 1; });
    CHECK(b.asked() == Severity::warning);
    const Finding f = b.finding(kOverbooked, b.bob, 5).value();
    CHECK(
        f.facts ==
        "Owned by bob alone: LE-1 “Fair” (busy Sat 10 Apr to Mon 12 Apr) and LE-2 “Tour” (busy Mon 12 Apr to "
        "Tue 13 Apr), which overlap.");
    CHECK(f.subject == std::vector<Ref>{b.bob, fair, tour});
    CHECK(f.concerns == std::vector<PersonId>{b.bob});
    CHECK(f.mend.at(0) == Mend{"launch move LE-2 on:2027-04-14", "Move LE-2 to Wed 14 Apr"});
    CHECK(f.mend.at(1) == Mend{"launch help LE-2", "Ask for help with LE-2"});
    b.move(tour, 44);
    CHECK(b.asked() == kSilent);
    b.move(tour, 42);

    SECTION("whoever shares one of them is not alone") {
        b.set(fair, [&](LaunchEvent& e) { e.owners.push_back(b.person("ana")); });
        CHECK(b.asked() == kSilent);
        b.set(fair, [](LaunchEvent& e) { e.owners.clear(); });
        CHECK(b.asked() == kSilent);
    }
    SECTION("cancelled, done or over, it does not count") {
        for (const EventStatus over : {EventStatus::cancelled, EventStatus::done}) {
            b.set(tour, [&](LaunchEvent& e) { e.status = over; });
            CHECK(b.asked() == kSilent);
        }
        b.set(tour, [](LaunchEvent& e) { e.status = EventStatus::confirmed; });
        CHECK(b.asked(42) == Severity::warning);
        CHECK(b.asked(43) == kSilent);
    }
    SECTION("an event and its children count as one, at any height, and so do two children") {
        b.set(tour, [&](LaunchEvent& e) { e.parent = fair; });
        CHECK(b.asked() == kSilent);
        const EventId main = b.event("Launch", EventType::launch, 90);
        b.set(tour, [&](LaunchEvent& e) { e.parent = main; });
        CHECK(b.asked() == Severity::warning);
        b.set(fair, [&](LaunchEvent& e) { e.parent = main; });
        CHECK(b.asked() == kSilent);
    }
    SECTION("what cannot move is not offered to") {
        b.set(tour, [](LaunchEvent& e) { e.immovable = true; });
        CHECK(b.finding(kOverbooked, b.bob, 5)->mend.at(0).command == "launch move LE-1 on:2027-04-13");
        b.set(fair, [](LaunchEvent& e) { e.immovable = true; });
        CHECK(b.finding(kOverbooked, b.bob, 5)->mend.at(0).command == "launch help LE-2");
    }
}

TEST_CASE("overbooked: three events start within fourteen days") {
    Booked b;
    const EventId first = b.his("Tour 1", 40);
    const EventId second = b.his("Tour 2", 46);
    const EventId third = b.his("Tour 3", 54);
    CHECK(b.asked() == kSilent);
    b.move(third, 53);
    CHECK(b.asked() == Severity::warning);
    const Finding f = b.finding(kOverbooked, b.bob, 5).value();
    CHECK(f.facts ==
          "Owned by bob alone: 3 events that start within 14 days (LE-1 “Tour 1”, LE-2 “Tour 2” and LE-3 "
          "“Tour 3”).");
    CHECK(f.subject == std::vector<Ref>{b.bob, first, second, third});

    SECTION("an event and its children count as one") {
        b.set(third, [&](LaunchEvent& e) { e.parent = first; });
        CHECK(b.asked() == kSilent);
        b.his("Tour 4", 50);
        CHECK(b.asked() == Severity::warning);
        const Finding families = b.finding(kOverbooked, b.bob, 5).value();
        CHECK(families.facts ==
              "Owned by bob alone: 3 events that start within 14 days (LE-1 “Tour 1”, LE-2 “Tour 2” and LE-4 "
              "“Tour 4”).");
        CHECK(families.subject.size() == 5);
    }
    SECTION("the number is the product's") {
        b.threshold(kOverbooked, "max", 4);
        CHECK(b.asked() == kSilent);
        b.his("Tour 4", 44);
        CHECK(b.asked() == Severity::warning);
        b.threshold(kOverbooked, "max", 2);
    }
    SECTION("every such fortnight stands behind it, the fullest is told") {
        for (const int on : {100, 101, 102, 103}) b.his("Summer", on);
        const Finding more = b.finding(kOverbooked, b.bob, 5).value();
        CHECK(more.facts.find("4 events that start within 14 days") != std::string::npos);
        CHECK(more.subject.size() == 8);
    }
    SECTION("overlap and crowd are told together") {
        b.his("Talk", 53);
        const Finding both = b.finding(kOverbooked, b.bob, 5).value();
        CHECK(both.facts.find("which overlap, and 4 events that start") != std::string::npos);
        CHECK(both.subject.size() == 5);
    }
}

TEST_CASE("overbooked: what is offered leaves nothing of it") {
    Booked b;
    const auto offered = [&] {
        std::vector<std::string> commands;
        const auto found = b.finding(kOverbooked, b.bob, 5);
        for (const Mend& mend : found->mend) commands.push_back(mend.command);
        return commands;
    };
    using Commands = std::vector<std::string>;

    SECTION("the day after is another event’s") {
        b.his("Season", 70, 90);
        const EventId talk = b.his("Talk", 91);
        b.his("Fair", 91);
        CHECK(offered() == Commands{"launch move LE-3 on:2027-06-01", "launch help LE-3"});
        b.move(talk, 80);
        CHECK(offered() == Commands{"launch move LE-2 on:2027-06-01", "launch help LE-2"});
        b.move(talk, 92);
        CHECK(b.asked() == kSilent);
    }
    SECTION("a day on which too many would start near it") {
        b.his("A", 70);
        const EventId second = b.his("B", 70);
        b.his("C", 72);
        CHECK(offered().front() == "launch move LE-2 on:2027-05-24");
        b.move(second, 84);
        CHECK(b.asked() == kSilent);
    }
    SECTION("one of three that start near each other") {
        b.his("A", 40);
        b.his("B", 44);
        const EventId third = b.his("C", 50);
        CHECK(offered() == Commands{"launch move LE-3 on:2027-04-24", "launch help LE-3"});
        b.move(third, 54);
        CHECK(b.asked() == kSilent);
    }
    SECTION("two moves, where one is not enough") {
        b.his("A", 40);
        b.his("B", 40);
        b.his("C", 60);
        const EventId fourth = b.his("D", 60);
        const Commands moves = offered();
        REQUIRE(moves.size() == 2);
        CHECK(moves.at(0) == "launch move LE-2 on:2027-04-11");
        CHECK(moves.at(1) == "launch move LE-4 on:2027-05-01");
        b.move(EventId{2}, 41);
        b.move(fourth, 61);
        CHECK(b.asked() == kSilent);
    }
    SECTION("none, where two are not enough") {
        for (const int on : {40, 60, 80}) {
            b.his("One", on);
            b.his("Other", on);
        }
        CHECK(offered() == Commands{"launch help LE-2"});
    }
}

TEST_CASE("overbooked: counts in all products, and stands in each that has one of them") {
    Booked b;
    Product other;
    other.key = "hermes";
    const ProductId hermes = b.add(std::move(other));
    Product third;
    third.key = "icarus";
    const ProductId icarus = b.add(std::move(third));
    const auto into = [&](EventId event, ProductId product) {
        b.set(event, [&](LaunchEvent& e) { e.product = product; });
    };
    b.his("Fair", 40, 42);
    into(b.his("Tour", 42), hermes);
    into(b.his("Far off", 90), icarus);
    CHECK(b.asked() == Severity::warning);
    CHECK(b.asked_in(hermes) == Severity::warning);
    CHECK(b.asked_in(icarus) == kSilent);

    SECTION("each product by its own threshold") {
        into(b.his("Talk", 50), icarus);
        RuleSetting strict;
        strict.product = hermes;
        strict.rule = kOverbooked;
        strict.key = "max";
        strict.value = 4;
        b.add(std::move(strict));
        b.set(EventId{2}, [](LaunchEvent& e) { e.on = e.to = day(44); });
        CHECK(b.asked() == Severity::warning);
        CHECK(b.asked_in(icarus) == Severity::warning);
        CHECK(b.asked_in(hermes) == kSilent);
    }
}

TEST_CASE("overbooked: the order of records does not matter") {
    Booked b;
    b.his("A", 40, 60);
    b.his("B", 41);
    b.his("C", 50);
    Booked r;
    r.his("C", 50);
    r.his("B", 41);
    r.his("A", 40, 60);
    const Finding one = b.finding(kOverbooked, b.bob, 5).value();
    const Finding two = r.finding(kOverbooked, r.bob, 5).value();
    CHECK(one.severity == two.severity);
    CHECK(one.subject == two.subject);
    CHECK(one.facts.find("as does 1 other pair") != std::string::npos);
}

}  // namespace plumb
