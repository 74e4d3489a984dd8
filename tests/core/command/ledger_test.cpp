#include "core/command/ledger.hpp"
#include "tests/core/command/worlds.hpp"

namespace plumb {

namespace {

struct Ledger {
    World world;
    PersonId ana = put_person(world, "ana");
    ProductId product = put(world, Product{});
    ReleaseId one = release("1.0", "2027-06-30");
    ReleaseId two = release("2.0", "2027-09-30");

    ReleaseId release(std::string name, std::string_view date) {
        Release made;
        made.product = product;
        made.name = std::move(name);
        made.date = on(date);
        return put(world, std::move(made));
    }
    /// Does something to a draft; the rows that it left.
    template <class Do>
    std::vector<Move> rows(Do act) {
        Context context;
        context.now = utc("2027-03-03T09:00");
        context.actor = ana;
        Draft draft(world, context);
        act(draft);
        world = draft.world();
        std::vector<Move> rows;
        for (const Move& row : world.all<Move>()) rows.push_back(row);
        return rows;
    }
};

}  // namespace

TEST_CASE("a release’s move is written down with who, when and why") {
    Ledger l;
    const auto rows =
        l.rows([&](Draft& draft) { move_release(draft, l.one, on("2027-07-06"), "Crash on start"); });
    CHECK(l.world.find(l.one)->date == on("2027-07-06"));
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].record == Ref{l.one});
    CHECK(rows[0].product == l.product);
    CHECK(rows[0].old_date == on("2027-06-30"));
    CHECK(rows[0].new_date == on("2027-07-06"));
    CHECK(rows[0].on == on("2027-03-03"));
    CHECK(rows[0].by == l.ana);
    CHECK(rows[0].why == "Crash on start");
    CHECK(l.rows([&](Draft& draft) { move_release(draft, l.one, on("2027-07-06"), "Again"); }).size() == 1);
}

TEST_CASE("a feature’s move keeps the dates that its releases had then; the backlog has none") {
    Ledger l;
    Feature made;
    made.product = l.product;
    made.release = l.one;
    const FeatureId feature = put(l.world, std::move(made));
    auto rows = l.rows([&](Draft& draft) { rehome_feature(draft, feature, l.two, "No hands"); });
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].from == l.one);
    CHECK(rows[0].to == l.two);
    CHECK(rows[0].old_date == on("2027-06-30"));
    CHECK(rows[0].new_date == on("2027-09-30"));
    rows = l.rows([&](Draft& draft) { rehome_feature(draft, feature, {}, {}); });
    REQUIRE(rows.size() == 2);
    CHECK_FALSE(rows[1].to);
    CHECK_FALSE(rows[1].new_date);
    CHECK_FALSE(l.world.find(feature)->release);
    CHECK(l.rows([&](Draft& draft) { rehome_feature(draft, feature, {}, {}); }).size() == 2);
}

}  // namespace plumb
