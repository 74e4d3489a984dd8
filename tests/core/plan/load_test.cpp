#include "core/plan/load.hpp"

#include "core/plan/plan_commands.hpp"
#include "tests/core/command/bench.hpp"

using namespace plumb;

namespace {

struct Busy : Bench {
    Busy() : Bench(plan_commands()) {}
    EventId event(const char* title, const char* from, const char* to, std::vector<PersonId> owners,
                  int prep = 0) {
        LaunchEvent e;
        e.product = product;
        e.title = title;
        e.on = on(from);
        e.to = on(to);
        e.prep = prep;
        e.owners = std::move(owners);
        return put(world, std::move(e));
    }
    const Day today = on("2027-03-03");
};

}  // namespace

TEST_CASE("busy days run from setup to end, each counted once, within the next 28") {
    Busy bench;
    bench.event("Fair", "2027-03-08", "2027-03-10", {bench.ben}, 2);
    bench.event("Talk", "2027-03-10", "2027-03-11", {bench.ben, bench.eve});
    const auto all = loads(bench.world, bench.product, bench.today);
    REQUIRE(all.size() == 2);
    CHECK(all[0].who == bench.ben);
    CHECK(all[0].days == 6);
    CHECK(all[0].weeks == std::array{4, 2, 0, 0});
    CHECK(all[0].events == std::vector<EventId>{EventId{1}, EventId{2}});
    CHECK(all[1].who == bench.eve);
    CHECK(all[1].days == 2);
}

TEST_CASE("the first and the last day of the window, and the day beyond") {
    Busy bench;
    bench.event("Running", "2027-02-20", "2027-03-03", {bench.ana});
    bench.event("Last", "2027-03-30", "2027-04-30", {bench.ben});
    bench.event("Beyond", "2027-03-31", "2027-03-31", {bench.eve});
    bench.event("Over", "2027-03-01", "2027-03-02", {bench.eve});
    const auto all = loads(bench.world, bench.product, bench.today);
    REQUIRE(all.size() == 2);
    CHECK(all[0].weeks == std::array{1, 0, 0, 0});
    CHECK(all[1].weeks == std::array{0, 0, 0, 1});
}

TEST_CASE("what is done or cancelled takes no days") {
    Busy bench;
    for (const EventStatus status : {EventStatus::done, EventStatus::cancelled}) {
        LaunchEvent e = bench.get(bench.event("Fair", "2027-03-08", "2027-03-10", {bench.ben}));
        e.status = status;
        bench.world.all<LaunchEvent>().put(e);
    }
    CHECK(loads(bench.world, bench.product, bench.today).empty());
    bench.must(Said("load"));
    CHECK(bench.answered == "Nobody owns an event from Wed 3 Mar to Tue 30 Mar.\n");
}

TEST_CASE("load counts a person's days in all products") {
    Busy bench;
    bench.event("Fair", "2027-03-08", "2027-03-10", {bench.ben}, 2);
    LaunchEvent elsewhere = bench.get(bench.event("Talk", "2027-03-12", "2027-03-12", {bench.ben}));
    Product hermes;
    hermes.key = "hermes";
    elsewhere.product = put(bench.world, hermes);
    bench.world.all<LaunchEvent>().put(elsewhere);
    CHECK(loads(bench.world, bench.product, bench.today).front().days == 5);
    bench.must(Said("load"));
    CHECK(bench.answered ==
          "Busy days from Wed 3 Mar to Tue 30 Mar, in all and by week\nben · 6 days: 4, 2, 0 and 0 · LE-1 "
          "and LE-2\n");
    bench.must(Said("load").about(bench.ben));
    CHECK(bench.answered ==
          "<ben>, busy days from Wed 3 Mar to Tue 30 Mar, in all and by week: 6 days: 4, 2, 0 and 0\n"
          "LE-1 “Fair” · Sat 6 Mar to Wed 10 Mar\nLE-2 “Talk” · Fri 12 Mar\n");
    bench.must(Said("load").about(bench.ana));
    CHECK(bench.answered == "ana: no busy day from Wed 3 Mar to Tue 30 Mar.\n");
}
