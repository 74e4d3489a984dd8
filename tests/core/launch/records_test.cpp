// Collateral, promises and assumptions.
#include "core/launch/launch_cards.hpp"
#include "tests/core/launch/events.hpp"

using namespace plumb;
using Catch::Matchers::Contains;

TEST_CASE("collateral is started, done, and made current again") {
    Events bench;
    bench.must(bench.on_fair("collateral new")
                   .text("Data sheet")
                   .key("due", Value{Due{on("2027-07-01"), 14}})
                   .key("owner", Value{Ref{bench.ben}})
                   .key("claims", Value{std::vector<Ref>{FeatureId{1}}})
                   .key("side", "outside"));
    const auto sheet = [&]() -> const Collateral& { return bench.get(CollateralId{1}); };
    CHECK(sheet().due == on("2027-07-01"));
    CHECK(sheet().due_before == 14);
    CHECK(sheet().claims == std::vector<FeatureId>{FeatureId{1}});
    CHECK(bench.shown == std::vector<Ref>{CollateralId{1}, EventId{1}});
    const auto on_sheet = [](const char* name) { return Said(name).about(CollateralId{1}); };
    bench.must(on_sheet("collateral start"));
    bench.must_not(on_sheet("collateral start"));
    bench.must(on_sheet("collateral done"));
    bench.must_not(on_sheet("collateral done"));
    Collateral stale = sheet();
    stale.status = CollateralStatus::stale;
    bench.world.all<Collateral>().put(stale);
    bench.must(on_sheet("collateral done"));
    CHECK(sheet().status == CollateralStatus::done);
    CHECK_THAT(bench.told, Contains("current again"));
    bench.must(on_sheet("collateral set").key("due", Value{Due{on("2027-07-05"), std::nullopt}}));
    CHECK_FALSE(sheet().due_before);
    CHECK(bench.told == "C-1: due is Mon 5 Jul.\n");
    bench.must(on_sheet("collateral set").key("due", Value{Due{on("2027-07-08"), 7}}));
    CHECK(bench.told == "C-1: due is Thu 8 Jul (T-7).\n");
    bench.must(on_sheet("collateral set").key("side", "outside"));
    CHECK(bench.told.empty());
}

TEST_CASE("collateral of a cancelled event is not asked for") {
    Events bench;
    bench.as(bench.ben).must(bench.on_fair("launch cancel"));
    bench.must_not(
        bench.on_fair("collateral new").text("Stand").key("due", Value{Due{on("2027-07-01"), std::nullopt}}));
}

TEST_CASE("collateral is listed by due day, for one event or all") {
    Events bench;
    bench.must(
        bench.on_fair("collateral new").text("Stand").key("due", Value{Due{on("2027-07-05"), std::nullopt}}));
    bench.must(bench.on_fair("collateral new").text("Sheet").key("due", Value{Due{on("2027-07-01"), 14}}));
    bench.must(Said("collateral list"));
    CHECK(bench.answered ==
          "2 pieces of collateral\nC-2  Sheet  LE-1, todo, due Thu 1 Jul (in 120 days)\n"
          "C-1  Stand  LE-1, todo, due Mon 5 Jul (in 124 days)\n");
    bench.must(Said("collateral list").about(EventId{9}));
    CHECK_THAT(bench.answered, Contains("No collateral here"));
}

TEST_CASE("a promise is the speaker's until somebody else owns it, and makes its customer known") {
    Events bench;
    bench.must(Said("promise new")
                   .text("Offline by Easter")
                   .key("to", "Acme")
                   .key("by", on("2027-06-01"))
                   .key("feature", Value{Ref{FeatureId{1}}}));
    const Promise& promise = bench.get(PromiseId{1});
    CHECK(promise.owner == bench.ana);
    CHECK(promise.to == id_of(*customer_by_name(bench.world, "acme")));
    CHECK(promise.feature == FeatureId{1});
    bench.must(Said("promise new")
                   .text("More")
                   .key("to", " acme ")
                   .key("by", on("2027-06-01"))
                   .key("owner", Value{Ref{bench.ben}}));
    CHECK(bench.get(PromiseId{2}).owner == bench.ben);
    CHECK(bench.world.all<Customer>().size() == 1);
    bench.must(Said("promise keep").about(PromiseId{1}));
    CHECK(bench.get(PromiseId{1}).closed_at == bench.context.now);
    for (const char* verb : {"promise keep", "promise break", "promise set"})
        bench.must_not(Said(verb).about(PromiseId{1}).key("by", on("2027-07-01")));
}

TEST_CASE("breaking a promise asks what the customer is told") {
    Events bench;
    bench.must(Said("promise new")
                   .text("Offline by Easter")
                   .key("to", "Acme")
                   .key("by", on("2027-06-01"))
                   .key("owner", Value{Ref{bench.ben}}));
    bench.must_not(Said("promise told").about(PromiseId{1}).text("They wait"));
    bench.must(Said("promise break").about(PromiseId{1}));
    CHECK(bench.get(PromiseId{1}).told_pending);
    CHECK_THAT(bench.told, Contains("What is the customer told? promise told P-1"));
    CHECK_THAT(bench.concerned, Contains("@ben P-1 “Offline by Easter” is broken"));
    bench.must(Said("promise told").about(PromiseId{1}).text("They wait"));
    CHECK_FALSE(bench.get(PromiseId{1}).told_pending);
    CHECK(bench.get(PromiseId{1}).told == "They wait");
    bench.must(Said("promise new").text("More").key("to", "Acme").key("by", on("2027-06-01")));
    bench.must(Said("promise break").about(PromiseId{2}).text("They get it in 2.1"));
    CHECK_FALSE(bench.get(PromiseId{2}).told_pending);
}

TEST_CASE("what the customer is told can be said by breaking the promise again") {
    Events bench;
    bench.must(Said("promise new").text("Offline by Easter").key("to", "Acme").key("by", on("2027-06-01")));
    bench.must(Said("promise break").about(PromiseId{1}));
    bench.must_not(Said("promise break").about(PromiseId{1}));
    CHECK(bench.refused.example == "promise told P-1 \"It comes with the next release\"");
    bench.must(Said("promise break").about(PromiseId{1}).text("They wait"));
    CHECK_FALSE(bench.get(PromiseId{1}).told_pending);
    CHECK(bench.get(PromiseId{1}).told == "They wait");
    bench.must_not(Said("promise break").about(PromiseId{1}).text("They wait"));
}

TEST_CASE("an assumption rests under the plan and is found out once") {
    Events bench;
    bench.must(Said("assumption new")
                   .text("Crews accept hosting abroad")
                   .key("about", Value{Ref{FeatureId{1}}})
                   .key("check-by", on("2027-04-01"))
                   .key("owner", Value{Ref{bench.eve}}));
    const auto assumption = [&]() -> const Assumption& { return bench.get(AssumptionId{1}); };
    CHECK(assumption().about == Ref{FeatureId{1}});
    CHECK(assumption().check_by == on("2027-04-01"));
    CHECK(assumption().owner == bench.eve);
    bench.must_not(Said("assumption set").about(AssumptionId{1}).key("about", Value{Ref{bench.ana}}));
    bench.must(Said("assumption set").about(AssumptionId{1}).key("check-by", on("2027-04-02")));
    bench.must(Said("assumption fail").about(AssumptionId{1}).text("Four of six said \"no\""));
    CHECK(assumption().status == AssumptionStatus::failed);
    CHECK(assumption().found == "Four of six said \"no\"");
    CHECK(assumption().closed_at == bench.context.now);
    CHECK_THAT(bench.told,
               Contains("why:“Crews accept hosting abroad does not hold: Four of six said \"no\"”"));
    CHECK_THAT(bench.concerned, Contains("@ben A-1"));
    for (const char* verb : {"assumption hold", "assumption fail"})
        bench.must_not(Said(verb).about(AssumptionId{1}).text("x"));
}

TEST_CASE("cards of the smaller records ask for an owner and offer what comes next") {
    Events bench;
    bench.must(bench.on_fair("collateral new").text("Stand").key("due", Value{Due{on("2027-07-01"), 14}}));
    CHECK(
        plain(bench.world, collateral_card(bench.world, bench.context, CollateralId{1})) ==
        "C-1 Stand [todo]\nFor: LE-1 “Summer fair”\nDue: Thu 1 Jul (in 120 days), T-14\nOwner: Who owns it?\n"
        "[Take it → collateral set C-1 owner:me]\n[Done → collateral done C-1]");
    bench.must(Said("promise new")
                   .text("Offline")
                   .key("to", "Acme")
                   .key("by", on("2027-06-01"))
                   .key("feature", Value{Ref{FeatureId{1}}}));
    CHECK(
        plain(bench.world, promise_card(bench.world, bench.context, PromiseId{1})) ==
        "P-1 Offline [open]\nTo: Acme\nBy: Tue 1 Jun (in 90 days)\nFeature: F-1 “Login”, in 1.0, Wed 30 Jun\n"
        "Owner: <ana> (engineering)");
    bench.must(Said("assumption new").text("Crews accept it").key("about", Value{Ref{ReleaseId{1}}}));
    CHECK(plain(bench.world, assumption_card(bench.world, bench.context, AssumptionId{1})) ==
          "A-1 Crews accept it [open]\nAbout: 1.0\nOwner: Who owns it?\n[Take it → assumption set A-1 "
          "owner:me]");
}
