#include "core/plan/plan_cards.hpp"
#include "core/plan/plan_commands.hpp"
#include "tests/core/command/bench.hpp"

using namespace plumb;
using Catch::Matchers::Contains;

namespace {

struct Releases : Bench {
    Releases() : Bench(plan_commands()) {
        must(Said("release new").word("1.0").key("date", on("2027-06-30")).key("freeze", on("2027-06-15")));
    }
    const Release& one() const { return get(ReleaseId{1}); }
    Said on_one(std::string name) const { return Said(std::move(name)).about(ReleaseId{1}); }
};

}  // namespace

TEST_CASE("a release is planned under a name of its own") {
    Releases bench;
    CHECK(bench.one().name == "1.0");
    CHECK(bench.one().date == on("2027-06-30"));
    CHECK(bench.one().freeze == on("2027-06-15"));
    CHECK(bench.one().status == ReleaseStatus::planned);
    CHECK(bench.shown == std::vector<Ref>{ReleaseId{1}});
    bench.must_not(Said("release new").word("1.0").key("date", on("2027-12-24")));
    bench.must(Said("release new").word("Spring").key("date", on("2027-12-24")));
    bench.must_not(Said("release new").word("spring").key("date", on("2027-12-24")));
    bench.must_not(Said("release new").word("LE-1").key("date", on("2027-12-24")));
    bench.must_not(Said("release new").word("backlog").key("date", on("2027-12-24")));
}

TEST_CASE("a freeze after the date is refused") {
    Releases bench;
    bench.must_not(
        Said("release new").word("2.0").key("date", on("2027-06-30")).key("freeze", on("2027-07-01")));
    CHECK(bench.refused.wrong == "The freeze, Thu 1 Jul, would be after the release, Wed 30 Jun.");
    bench.must(Said("release new").word("2.0").key("date", on("2027-06-30")).key("freeze", on("2027-06-30")));
    bench.must_not(bench.on_one("release move").key("to", on("2027-06-14")));
    bench.must(bench.on_one("release move").key("to", on("2027-06-15")));
}

TEST_CASE("a move is told with its distance and kept in the ledger") {
    Releases bench;
    bench.must(bench.on_one("release set").key("owners", Value{std::vector<Ref>{bench.ana, bench.ben}}));
    bench.must(bench.on_one("release move").key("to", on("2027-07-06")).key("why", "Crash on start"));
    CHECK(bench.one().date == on("2027-07-06"));
    CHECK(bench.told == "1.0 moves from Wed 30 Jun to Tue 6 Jul (6 days later): “Crash on start”.\n");
    CHECK(bench.concerned ==
          "@ben 1.0 moves from Wed 30 Jun to Tue 6 Jul (6 days later): “Crash on start”.\n");
    const Move& move = bench.get(MoveId{1});
    CHECK(move.record == Ref{ReleaseId{1}});
    CHECK(move.old_date == on("2027-06-30"));
    CHECK(move.new_date == on("2027-07-06"));
    CHECK(move.on == on("2027-03-03"));
    CHECK(move.by == bench.ana);
    CHECK(move.why == "Crash on start");
    bench.must(bench.on_one("release move").key("to", on("2027-07-01")).text("Mended"));
    CHECK(bench.told == "1.0 moves from Tue 6 Jul to Thu 1 Jul (5 days earlier): “Mended”.\n");
}

TEST_CASE("moving to the same day is said, and nothing recorded") {
    Releases bench;
    bench.must(bench.on_one("release move").key("to", on("2027-06-30")));
    CHECK(bench.writes == 0);
    CHECK(bench.answered == "1.0 is due on Wed 30 Jun already: nothing moved.\n");
    bench.must(bench.on_one("release set").key("date", on("2027-06-30")));
    CHECK(bench.writes == 0);
}

TEST_CASE("a new date by set is a move") {
    Releases bench;
    bench.must(bench.on_one("release set").key("date", on("2027-07-06")).key("goal", "A hundred shops"));
    CHECK(bench.one().goal == "A hundred shops");
    CHECK(bench.get(MoveId{1}).new_date == on("2027-07-06"));
    CHECK(bench.told ==
          "1.0: goal is “A hundred shops”.\n1.0 moves from Wed 30 Jun to Tue 6 Jul (6 days later).\n");
}

TEST_CASE("keys are set, added to and cleared; a name stays unique") {
    Releases bench;
    bench.must(bench.on_one("release set")
                   .key("goal", "A hundred shops")
                   .key("metric", "signed contracts")
                   .key("owners", Value{std::vector<Ref>{bench.ana}})
                   .key("capacity", 5000)
                   .key("budget", 20000));
    bench.must(bench.on_one("release set").key("owners+", Value{std::vector<Ref>{bench.ben, bench.ana}}));
    CHECK(bench.one().owners == std::vector<PersonId>{bench.ana, bench.ben});
    CHECK(bench.one().capacity == 5000);
    CHECK(bench.one().budget == 20000);
    bench.must(bench.on_one("release set")
                   .key("owners-", Value{std::vector<Ref>{bench.ana}})
                   .key("capacity", Value{}));
    CHECK(bench.one().owners == std::vector<PersonId>{bench.ben});
    CHECK_FALSE(bench.one().capacity);
    bench.must(Said("release new").word("2.0").key("date", on("2027-09-30")));
    bench.must_not(bench.on_one("release set").key("name", "2.0"));
    bench.must(bench.on_one("release set").key("name", "1.0"));
    CHECK(bench.writes == 0);
    bench.must(bench.on_one("release set").key("name", "1.1"));
    CHECK(bench.one().name == "1.1");
}

TEST_CASE("pillars: several at once, with a note, and cleared") {
    Releases bench;
    bench.must(bench.on_one("release ready")
                   .key("market", "green")
                   .key("people", "amber")
                   .key("note", "Pricing agreed"));
    const Pillars ready = bench.one().ready;
    CHECK(ready.of[0].status == Readiness::green);
    CHECK(ready.of[0].note == "Pricing agreed");
    CHECK(ready.of[0].by == bench.ana);
    CHECK(ready.of[0].at == bench.context.now);
    CHECK_FALSE(ready.of[1].status);
    CHECK(ready.of[3].status == Readiness::amber);
    CHECK(bench.told == "1.0: market green and people amber: “Pricing agreed”.\n");
    bench.must(bench.on_one("release ready").key("market", "red"));
    CHECK(bench.one().ready.of[0].note.empty());
    bench.must(bench.on_one("release ready").key("market", Value{}).key("note", "Nobody knows"));
    CHECK_FALSE(bench.one().ready.of[0].status);
    CHECK(bench.one().ready.of[0].note == "Nobody knows");
    bench.must(bench.on_one("release ready").key("market", Value{}));
    CHECK(bench.one().ready.of[0] == PillarState{});
    bench.must_not(bench.on_one("release ready").key("note", "Pricing agreed"));
}

TEST_CASE("a beta begins today, or is announced and not begun") {
    Releases bench;
    bench.must(bench.on_one("release beta").key("from", on("2027-05-01")).key("to", on("2027-06-01")));
    CHECK(bench.one().beta_from == on("2027-05-01"));
    CHECK(bench.one().beta_to == on("2027-06-01"));
    CHECK(bench.one().status == ReleaseStatus::planned);
    CHECK(bench.told == "1.0: beta from Sat 1 May, planned to Tue 1 Jun.\n");
    bench.must_not(bench.on_one("release beta").key("to", on("2027-04-30")));
    bench.must(bench.on_one("release beta").key("from", on("2027-03-03")));
    CHECK(bench.one().status == ReleaseStatus::beta);
    CHECK(bench.one().beta_to == on("2027-06-01"));
    bench.must(bench.on_one("release beta").key("from", on("2027-03-04")));
    CHECK(bench.one().status == ReleaseStatus::planned);
    bench.must(bench.on_one("release beta").key("from", Value{}));
    CHECK_FALSE(bench.one().beta_from);
    CHECK_FALSE(bench.one().beta_to);
    bench.must(bench.on_one("release beta"));
    CHECK(bench.one().beta_from == on("2027-03-03"));
    CHECK(bench.one().status == ReleaseStatus::beta);
}

TEST_CASE("a release ships on a day that is not to come") {
    Releases bench;
    bench.must_not(bench.on_one("release ship").key("on", on("2027-03-04")));
    CHECK(bench.refused.example == "release move 1.0 to:2027-03-04");
    bench.must(bench.on_one("release ship"));
    CHECK(bench.one().status == ReleaseStatus::shipped);
    CHECK(bench.one().shipped_on == on("2027-03-03"));
    CHECK(bench.told == "1.0 shipped on Wed 3 Mar, 119 days early.\n");
    for (const char* verb : {"release ship", "release cancel", "release beta"})
        bench.must_not(bench.on_one(verb));
    bench.must_not(bench.on_one("release move").key("to", on("2027-07-06")));
    bench.must_not(bench.on_one("release ready").key("market", "green"));
    bench.must(bench.on_one("release set").key("goal", "A hundred shops"));
}

TEST_CASE("a cancelled release stays cancelled, and its features are in none") {
    Releases bench;
    bench.must(Said("feature new").text("Login").key("release", Value{Ref{ReleaseId{1}}}));
    bench.must(bench.on_one("release cancel").text("Nobody asks for it"));
    CHECK(bench.one().status == ReleaseStatus::cancelled);
    CHECK(bench.told == "1.0 is cancelled: “Nobody asks for it”. Its feature is in no release now.\n");
    bench.must_not(bench.on_one("release cancel"));
    bench.must_not(bench.on_one("release ship"));
}

TEST_CASE("a list by date, and by status") {
    Releases bench;
    bench.must(Said("release new").word("0.9").key("date", on("2027-05-30")));
    bench.must(Said("release list"));
    CHECK(bench.answered ==
          "2 releases\n0.9 · Sun 30 May (in 88 days) · planned · no features\n"
          "1.0 · Wed 30 Jun (in 119 days) · planned · no features\n");
    bench.must(Said("release list").key("status", "shipped"));
    CHECK_THAT(bench.answered, Contains("No release is shipped."));
}

TEST_CASE("a release's card carries dates, readiness, features and what depends on it") {
    Releases bench;
    bench.must(Said("feature new").text("Login").key("release", Value{Ref{ReleaseId{1}}}));
    bench.must(bench.on_one("release ready").key("product", "red").key("note", "Crash on start"));
    LaunchEvent event;
    event.product = bench.product;
    event.title = "Spring launch";
    event.on = event.to = on("2027-07-15");
    event.features = {FeatureId{1}};
    put(bench.world, event);
    CHECK(plain(bench.world, release_card(bench.world, bench.context, ReleaseId{1})) ==
          "1.0 release of Atlas [planned]\n"
          "Date: Wed 30 Jun (in 119 days), freeze Tue 15 Jun\n"
          "Owner: Who owns it?\n"
          "Ready: market unset, product red (“Crash on start”), revenue unset and people unset\n"
          "Features: 1 feature, 0 done\n"
          "F-1 “Login” · planned\n"
          "Events: LE-1 “Spring launch” Thu 15 Jul\n"
          "Baseline: in no confirmed baseline\n"
          "[Take it → release set 1.0 owners:+me]");
}
