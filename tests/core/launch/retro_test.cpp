#include "core/launch/retro.hpp"

#include "core/launch/launch_cards.hpp"
#include "tests/core/launch/events.hpp"

using namespace plumb;
using Catch::Matchers::Contains;

namespace {

/// The fair took place on 20 July instead of 15, the release shipped five days late, one request was decided
/// in its freeze.
struct Over : Events {
    Over() {
        as(ben);
        must(on_fair("launch set").key("tier", 3));
        must(on_fair("launch move").key("on", on("2027-07-20")).key("why", "The hall is free"));
        Release release = get(ReleaseId{1});
        release.freeze = on("2027-06-15");
        release.status = ReleaseStatus::shipped;
        release.shipped_on = on("2027-07-05");
        world.all<Release>().put(release);
        decide("2027-06-15T08:00");
        decide("2027-06-14T08:00");
        warn("2027-04-01T08:00", "2027-04-08T08:00", WarningStatus::resolved);
        warn("2027-07-01T08:00", "2027-07-23T08:00", WarningStatus::resolved);
        warn("2027-07-10T08:00", "", WarningStatus::accepted);
        make_voices();
        at("2027-07-23T09:00");
    }
    void decide(const char* when) {
        ChangeRequest request;
        request.product = product;
        request.title = "Sign-on";
        request.feature = FeatureId{1};
        request.status = ChangeStatus::approved;
        request.decision = Decided::approved;
        request.decided_at = utc(when);
        put(world, request);
    }
    void warn(const char* from, const std::string& to, WarningStatus status) {
        Warning warning;
        warning.product = product;
        warning.subject = {EventId{1}};
        warning.opened_at = utc(from);
        if (!to.empty()) warning.resolved_at = utc(to);
        warning.status = status;
        put(world, warning);
    }
    void make_voices() {
        Promise promise;
        promise.product = product;
        promise.feature = FeatureId{1};
        promise.status = PromiseStatus::kept;
        put(world, promise);
        Customer acme;
        acme.name = "Acme";
        Evidence voice;
        voice.product = product;
        voice.event = EventId{1};
        voice.customer = put(world, acme);
        voice.quote = "Too slow";
        put(world, voice);
    }
};

}  // namespace

TEST_CASE("a retrospect comes after the event's last day, or once it is done") {
    Events bench;
    bench.at("2027-07-17T09:00").must_not(bench.on_fair("launch retro"));
    CHECK_THAT(bench.refused.wrong, Contains("its last day is Sat 17 Jul"));
    bench.at("2027-07-18T00:00").must(bench.on_fair("launch retro"));
    CHECK(bench.writes == 0);
    bench.at("2027-07-16T09:00").as(bench.ben).must(bench.on_fair("launch done"));
    bench.must(bench.on_fair("launch retro"));
}

TEST_CASE("a cancelled event is not looked back on") {
    Events bench;
    bench.as(bench.ben).must(bench.on_fair("launch cancel"));
    bench.at("2027-08-01T09:00").must_not(bench.on_fair("launch retro"));
}

TEST_CASE("the retrospect holds what was planned against what came of it") {
    Over bench;
    CHECK(plain(bench.world, retro_card(bench.world, bench.context, EventId{1})) ==
          "LE-1 Looking back on “Summer fair” [tier 3]\n"
          "Dates: LE-1 was planned for Thu 15 Jul and took place Tue 20 Jul (5 days later)\n"
          "Dates: 1.0 was planned for Wed 30 Jun and shipped Mon 5 Jul (5 days later)\n"
          "Moved: from Thu 15 Jul to Tue 20 Jul (5 days later) on Wed 3 Mar by ben: “The hall is free”\n"
          "Decided late: CR-1 “Sign-on” approved Tue 15 Jun, 0 days into the freeze\n"
          "Warnings: 3 warnings: 1 mended before it began, 1 accepted, 1 ignored; the longest, AW-2, was "
          "open 22 days\n"
          "Collateral: C-1 “docs” was not done\n"
          "Promises: 1 promise made: 1 kept, 0 broken, 0 open\n"
          "Heard: Acme: “Too slow”\n"
          "ben: one thing to keep, and one to change? launch retro LE-1 keep:\"…\" change:\"…\"\n"
          "[Keep and change → launch retro LE-1]");
}

TEST_CASE("collateral: late, stale, never done, and in time") {
    Over bench;
    bench.must(
        bench.on_fair("collateral new").text("Stand").key("due", Value{Due{on("2027-07-01"), std::nullopt}}));
    bench.must(
        bench.on_fair("collateral new").text("Sheet").key("due", Value{Due{on("2027-07-01"), std::nullopt}}));
    for (const int n : {1, 2, 3}) bench.must(Said("collateral done").about(CollateralId{n}));
    Collateral sheet = bench.get(CollateralId{3});
    sheet.status = CollateralStatus::stale;
    bench.world.all<Collateral>().put(sheet);
    Warning late;
    late.product = bench.product;
    late.rule = "collateral-late";
    late.subject = {EventId{1}, CollateralId{2}, CollateralId{3}};
    put(bench.world, late);
    const std::string card = plain(bench.world, retro_card(bench.world, bench.context, EventId{1}));
    CHECK_THAT(card, !Contains("C-1"));
    CHECK_THAT(card,
               Contains("Collateral: C-2 “Stand” was late\nCollateral: C-3 “Sheet” was late and stale\n"));
}

TEST_CASE("collateral that was done after its day was late, whatever the warning names by now") {
    Over bench;
    for (const char* title : {"Stand", "Sheet", "Film"})
        bench.must(bench.on_fair("collateral new")
                       .text(title)
                       .key("due", Value{Due{on("2027-07-01"), std::nullopt}}));
    for (const int n : {1, 2, 3, 4}) bench.must(Said("collateral done").about(CollateralId{n}));
    const auto became = [&](int n, const char* day, const char* before) {
        JournalRow row;
        row.at = Instant{on(day)};
        row.record = CollateralId{n};
        row.field = "status";
        row.before = before;
        row.after = "done";
        bench.context.archive.journal.push_back(row);
    };
    became(2, "2027-07-02", "todo");
    became(3, "2027-07-01", "doing");
    // Redone because it had become stale.
    became(4, "2027-06-20", "todo");
    became(4, "2027-07-05", "stale");
    const std::string card = plain(bench.world, retro_card(bench.world, bench.context, EventId{1}));
    CHECK_THAT(card, Contains("Collateral: C-2 “Stand” was late\n"));
    CHECK_THAT(card, !Contains("C-3") && !Contains("C-4"));
}

TEST_CASE("each owner leaves a line, and the next event of the type shows what to change") {
    Over bench;
    bench.must(
        bench.on_fair("launch retro").key("keep", "The rehearsal").key("change", "Book the hall earlier"));
    CHECK(bench.told == "LE-1: <ben> would keep “The rehearsal” and change “Book the hall earlier”.\n");
    REQUIRE(bench.fair().retro.size() == 1);
    CHECK(bench.fair().retro[0].by == bench.ben);
    bench.must(bench.on_fair("launch retro").key("keep", "The stand"));
    REQUIRE(bench.fair().retro.size() == 1);
    CHECK(bench.fair().retro[0].keep == "The stand");
    CHECK(bench.fair().retro[0].change == "Book the hall earlier");
    const std::string card = plain(bench.world, retro_card(bench.world, bench.context, EventId{1}));
    CHECK_THAT(card, Contains("Change: <ben>: Book the hall earlier"));
    CHECK_THAT(card, !Contains("one thing to keep"));
    bench.must(Said("launch new").text("Winter fair").key("on", on("2027-12-01")).key("type", "tradeshow"));
    CHECK_THAT(plain(bench.world, event_card(bench.world, bench.context, EventId{2})),
               Contains("Last time (LE-1): Book the hall earlier"));
    bench.must(Said("launch new").text("Talk").key("on", on("2027-12-01")).key("type", "webinar"));
    CHECK_THAT(plain(bench.world, event_card(bench.world, bench.context, EventId{3})),
               !Contains("Last time"));
    bench.must(bench.on_fair("launch retro").key("keep", Value{}).key("change", Value{}));
    CHECK(bench.fair().retro.empty());
}
