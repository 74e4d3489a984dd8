#include "core/command/record_text.hpp"

#include "tests/core/command/worlds.hpp"

#include <catch2/catch.hpp>

using namespace plumb;

TEST_CASE("records are called by their name, else by ID and title") {
    World world;
    Release release;
    release.name = "1.0";
    LaunchEvent event;
    event.title = "Spring launch";
    CHECK(called(world, put(world, release)) == "1.0");
    CHECK(called(world, put(world, event)) == "LE-1 “Spring launch”");
    CHECK(called(world, put_person(world, "ana")) == "ana");
    CHECK(called(world, FeatureId{7}) == "F-7");
}

TEST_CASE("a move says how far and which way") {
    const Day today = on("2027-03-01");
    CHECK(move_phrase(on("2027-06-30"), on("2027-07-06"), today) ==
          "from Wed 30 Jun to Tue 6 Jul (6 days later)");
    CHECK(move_phrase(on("2027-06-30"), on("2027-06-29"), today) ==
          "from Wed 30 Jun to Tue 29 Jun (1 day earlier)");
    CHECK(day_phrase(on("2027-03-02"), today) == "Tue 2 Mar (tomorrow)");
    CHECK(span_phrase(on("2027-03-02"), on("2027-03-02"), today) == "Tue 2 Mar");
    CHECK(span_phrase(on("2027-03-02"), on("2027-03-04"), today) == "Tue 2 Mar to Thu 4 Mar");
}

TEST_CASE("text is offered back in quotes that it does not hold") {
    CHECK(as_typed("plain") == "\"plain\"");
    CHECK(as_typed("say \"yes\"") == "“say \"yes\"”");
    CHECK(as_typed("\"a“") == "«\"a“»");
    CHECK(as_typed("\"a“«") == "\"'a“«\"");
}

TEST_CASE("what changed reads as one line, in the order of the fields") {
    World world;
    const PersonId ana = put_person(world, "ana");
    const PersonId ben = put_person(world, "ben");
    LaunchEvent before;
    before.title = "Fair";
    before.on = before.to = on("2027-06-30");
    before.place = "Hall 7";
    LaunchEvent after = before;
    const Day today = on("2027-03-01");
    CHECK(changes_phrase(world, today, before, after).empty());
    after.goal = Goal::growth;
    after.owners = {ana, ben};
    after.reach = 40'000;
    after.place.clear();
    CHECK(changes_phrase(world, today, before, after) ==
          "goal is growth, owners are ana and ben, reach is 40,000 and place is cleared");
    LaunchEvent alone = after;
    alone.owners = {ben};
    CHECK(changes_phrase(world, today, after, alone) == "owner is ben");
    CHECK(changes_phrase(world, today, after, before).substr(0, 36) ==
          "goal is cleared, owner is cleared, r");
    Release release;
    Release owned = release;
    owned.owners = {ana};
    CHECK(changes_phrase(world, today, release, owned) == "owner is ana");
    CHECK(changes_phrase(world, today, owned, release) == "owners are cleared");
}
