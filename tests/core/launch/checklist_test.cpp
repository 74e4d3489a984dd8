#include "core/launch/checklist.hpp"

#include "tests/core/launch/events.hpp"

using namespace plumb;

namespace {

using Titles = std::vector<std::string>;
const Titles kOne{"demo",    "docs",          "positioning",    "press kit",
                  "pricing", "rollback plan", "sales training", "support training"};
const Titles kTwo{"demo", "docs", "positioning", "sales training", "support training"};

}  // namespace

TEST_CASE("a tier that is given brings its checklist, due before the event") {
    Events bench;
    bench.must(Said("launch new").text("Go live").key("on", on("2027-07-15")).key("tier", 1));
    CHECK(bench.needs(EventId{2}) == kOne);
    const Collateral& positioning = bench.get(bench.called("positioning"));
    CHECK(positioning.due == on("2027-06-17"));
    CHECK(positioning.due_before == 28);
    CHECK(positioning.side == Side::outside);
    CHECK(positioning.status == CollateralStatus::todo);
    CHECK_FALSE(positioning.owner);
    CHECK(bench.get(bench.called("rollback plan")).side == Side::inside);
    CHECK(bench.needs(EventId{1}).empty());
}

TEST_CASE("another tier adds what it has more, and takes away what it has less and is still to do") {
    Events bench;
    bench.as(bench.ben).must(bench.on_fair("launch set").key("tier", 2));
    CHECK(bench.needs(EventId{1}) == kTwo);
    bench.must(Said("collateral start").about(bench.called("demo")));
    bench.must(
        bench.on_fair("collateral new").text("Stand").key("due", Value{Due{on("2027-07-01"), std::nullopt}}));
    bench.must(bench.on_fair("launch set").key("tier", 3));
    CHECK(bench.told == "LE-1: tier is 3; 3 pieces taken away.\n");
    CHECK(bench.needs(EventId{1}) == Titles{"Stand", "demo", "docs"});
    CHECK(bench.get(bench.called("docs")).due_before == 7);
    bench.must(bench.on_fair("launch set").key("tier", 1));
    Titles all = kOne;
    all.insert(all.begin(), "Stand");
    CHECK(bench.needs(EventId{1}) == all);
    bench.must(bench.on_fair("launch set").key("tier", Value{}));
    CHECK(bench.needs(EventId{1}) == Titles{"Stand", "demo"});
}

TEST_CASE("the same tier again makes up for what an import left out, and nothing else") {
    Events bench;
    LaunchEvent imported = bench.fair();
    imported.tier = 2;
    bench.world.all<LaunchEvent>().put(imported);
    bench.as(bench.ben).must(bench.on_fair("launch set").key("goal", "growth"));
    CHECK(bench.needs(EventId{1}).empty());
    bench.must(bench.on_fair("launch set").key("tier", 2));
    CHECK(bench.told == "LE-1: 5 pieces of its checklist added.\n");
    CHECK(bench.needs(EventId{1}) == kTwo);
    bench.must(bench.on_fair("launch set").key("tier", 2));
    CHECK(bench.told.empty());
    CHECK(bench.needs(EventId{1}) == kTwo);
}

TEST_CASE("a product's own checklist stands in place of the usual one") {
    Events bench;
    Product atlas = bench.get(bench.product);
    atlas.policy.checklist3 = std::vector<ChecklistItem>{{"Datasheet Z", 14, Side::outside}};
    bench.world.all<Product>().put(atlas);
    bench.must(Said("launch new").text("Notes").key("on", on("2027-07-15")).key("tier", 3));
    CHECK(bench.needs(EventId{2}) == Titles{"Datasheet Z"});
    CHECK(bench.get(bench.called("Datasheet Z")).due == on("2027-07-01"));
    CHECK(checklist_of(atlas, 2).size() == 5);
}

TEST_CASE("a piece of the same title that is there already is not made twice") {
    Events bench;
    bench.must(
        bench.on_fair("collateral new").text("Docs").key("due", Value{Due{on("2027-07-01"), std::nullopt}}));
    bench.as(bench.ben).must(bench.on_fair("launch set").key("tier", 3));
    CHECK(bench.needs(EventId{1}) == Titles{"Docs"});
}
