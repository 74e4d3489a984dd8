#include "core/plan/plan_cards.hpp"
#include "core/plan/plan_commands.hpp"
#include "tests/core/command/bench.hpp"

using namespace plumb;
using Catch::Matchers::Contains;

namespace {

struct Agreed : Bench {
    Agreed() : Bench(plan_commands()) {
        must(Said("release new").word("1.0").key("date", on("2027-06-30")));
        must(Said("release new").word("2.0").key("date", on("2027-09-30")));
        must(Said("feature new").text("Login").key("release", home(1)));
        must(Said("feature new").text("Dark mode"));
    }
    void agree() {
        as(ana).must(Said("plan baseline").text("Spring plan"));
        as(ben).must(Said("plan confirm"));
        must(Said("release new").word("3.0").key("date", on("2027-12-30")));
        as(ana);
    }
    static Value home(int release) { return Value{Ref{ReleaseId{release}}}; }
    const ChangeRequest& request() const { return get(ChangeId{1}); }
};

}  // namespace

TEST_CASE("a baseline is a proposal until another function confirms it") {
    Agreed bench;
    bench.must(Said("plan baseline").text("Spring plan"));
    const Baseline& made = bench.get(BaselineId{1});
    CHECK(made.note == "Spring plan");
    CHECK(made.made_by == bench.ana);
    CHECK(made.made_for == Function::engineering);
    CHECK_FALSE(made.confirmed_at);
    CHECK(made.releases.size() == 2);
    CHECK(made.features.size() == 2);
    bench.must_not(Said("plan confirm"));
    CHECK(bench.refused.expected == "ben (marketing) and eve (product) can.");
    const PersonId eric = put_person(bench.world, "eric", Function::engineering);
    bench.as(eric).must_not(Said("plan confirm"));
    bench.as(bench.ben).must(Said("plan confirm"));
    CHECK(bench.get(BaselineId{1}).confirmed_by == bench.ben);
    CHECK(bench.get(BaselineId{1}).first_confirmed_at == bench.context.now);
}

TEST_CASE("its maker does not confirm it after taking another side") {
    Agreed bench;
    bench.must(Said("plan baseline"));
    Person ana = bench.get(bench.ana);
    ana.function = Function::marketing;
    bench.world.all<Person>().put(ana);
    bench.must_not(Said("plan confirm"));
}

TEST_CASE("confirming again renews it, and the first time stays on record") {
    Agreed bench;
    bench.agree();
    const Instant first = bench.context.now;
    bench.at("2027-09-03T09:00").must_not(Said("plan confirm"));
    bench.as(bench.eve).must(Said("plan confirm"));
    CHECK(bench.get(BaselineId{1}).confirmed_by == bench.eve);
    CHECK(bench.get(BaselineId{1}).confirmed_at == utc("2027-09-03T09:00"));
    CHECK(bench.get(BaselineId{1}).first_confirmed_at == first);
    CHECK_THAT(bench.told, Contains("confirmed again by <eve> (product)"));
}

TEST_CASE("there must be something to agree on, and something to confirm") {
    Bench bench(plan_commands());
    bench.must_not(Said("plan confirm"));
    bench.must_not(Said("plan baseline"));
    bench.must_not(Said("plan diff"));
    bench.must(Said("plan show"));
    CHECK_THAT(bench.answered, Contains("Nothing is planned yet."));
}

TEST_CASE("what was dropped or cancelled is no part of an agreement") {
    Agreed bench;
    bench.must(Said("release cancel").about(ReleaseId{2}));
    bench.must(Said("feature drop").about(FeatureId{2}));
    bench.must(Said("plan baseline"));
    CHECK(bench.get(BaselineId{1}).releases.size() == 1);
    CHECK(bench.get(BaselineId{1}).features.size() == 1);
}

TEST_CASE("a baselined release moves by request") {
    Agreed bench;
    bench.agree();
    for (const char* name : {"release move", "release set"}) {
        const World before = bench.world;
        bench.must(Said(name)
                       .about(ReleaseId{1})
                       .key("to", on("2027-07-06"))
                       .key("date", on("2027-07-06"))
                       .key("why", "Crash"));
        CHECK(bench.get(ReleaseId{1}).date == on("2027-06-30"));
        CHECK(bench.world.all<Move>().empty());
        CHECK(bench.request().change_kind == ChangeKind::date);
        CHECK(bench.request().release == ReleaseId{1});
        CHECK(bench.request().date == on("2027-07-06"));
        CHECK(bench.request().why == "Crash");
        CHECK(bench.request().title == "Move 1.0 to 6 Jul 2027");
        CHECK(bench.told ==
              "CR-1: 1.0 is in a confirmed baseline, so this is a request; the plan is as before.\n");
        bench.world = before;
    }
    bench.must(Said("release move").about(ReleaseId{1}).key("to", on("2027-07-06")));
    CHECK_THAT(bench.told, Contains("Why? change set CR-1 why:\"…\""));
}

TEST_CASE("other keys of a baselined release are set at once, and shipping is no change of plan") {
    Agreed bench;
    bench.agree();
    bench.must(
        Said("release set").about(ReleaseId{1}).key("goal", "A hundred shops").key("date", on("2027-07-06")));
    CHECK(bench.get(ReleaseId{1}).goal == "A hundred shops");
    CHECK(bench.get(ReleaseId{1}).date == on("2027-06-30"));
    CHECK(bench.request().change_kind == ChangeKind::date);
    bench.must(Said("release ship").about(ReleaseId{1}));
    CHECK(bench.get(ReleaseId{1}).status == ReleaseStatus::shipped);
}

TEST_CASE("cancelling a baselined release is taken, with a why") {
    Agreed bench;
    bench.agree();
    bench.must_not(Said("release cancel").about(ReleaseId{2}));
    bench.must(Said("release cancel").about(ReleaseId{2}).key("why", "Nobody asks for it"));
    CHECK(bench.get(ReleaseId{2}).status == ReleaseStatus::cancelled);
}

TEST_CASE("from the first baseline on a why is asked of every move of a release") {
    Agreed bench;
    bench.agree();
    bench.must(Said("release move").about(ReleaseId{3}).key("to", on("2028-01-10")));
    CHECK(bench.get(ReleaseId{3}).date == on("2028-01-10"));
    CHECK_THAT(bench.told, Contains("Why it moved is not on record"));
}

TEST_CASE("features of a baselined release are added, moved, dropped and renamed by request") {
    Agreed bench;
    bench.agree();
    const auto asks = [&](Said said) {
        const World before = bench.world;
        bench.must(std::move(said));
        CHECK(bench.world.all<Feature>().size() == 2);
        CHECK(bench.get(FeatureId{1}) == *before.find(FeatureId{1}));
        CHECK(bench.get(FeatureId{2}) == *before.find(FeatureId{2}));
        ChangeRequest made = bench.request();
        bench.world = before;
        return made;
    };
    ChangeRequest made = asks(Said("feature new")
                                  .text("Map view")
                                  .key("release", Agreed::home(1))
                                  .key("effort", Value{Effort{3, 5}}));
    CHECK(made.change_kind == ChangeKind::add);
    CHECK(made.title == "Map view");
    CHECK(made.release == ReleaseId{1});
    CHECK(made.effort == Effort{3, 5});
    made = asks(Said("feature move").about(FeatureId{1}).key("to", Agreed::home(3)));
    CHECK(made.change_kind == ChangeKind::move);
    CHECK(made.feature == FeatureId{1});
    CHECK(made.to == ReleaseId{3});
    made = asks(Said("feature set").about(FeatureId{1}).key("release", Agreed::home(2)));
    CHECK(made.change_kind == ChangeKind::move);
    made = asks(Said("feature move").about(FeatureId{2}).key("to", Agreed::home(1)));
    CHECK(made.change_kind == ChangeKind::add);
    CHECK(made.feature == FeatureId{2});
    made = asks(Said("feature move").about(FeatureId{1}).key("to", Value{}));
    CHECK(made.change_kind == ChangeKind::drop);
    made = asks(Said("feature drop").about(FeatureId{1}).text("Nobody asks"));
    CHECK(made.change_kind == ChangeKind::drop);
    CHECK(made.why == "Nobody asks");
    made = asks(Said("feature set").about(FeatureId{1}).key("title", "Login page"));
    CHECK(made.change_kind == ChangeKind::modify);
    CHECK(made.becomes == "Login page");
}

TEST_CASE("state, effort and owner of a baselined feature change at once; a dropped one returns by request") {
    Agreed bench;
    bench.agree();
    bench.must(Said("feature start").about(FeatureId{1}));
    bench.must(Said("feature set").about(FeatureId{1}).key("effort", Value{Effort{3, 3}}));
    CHECK(bench.world.all<ChangeRequest>().empty());
    Feature dropped = bench.get(FeatureId{1});
    dropped.status = FeatureStatus::dropped;
    bench.world.all<Feature>().put(dropped);
    bench.must_not(Said("feature start").about(FeatureId{1}));
    CHECK(bench.refused.example == "change new \"Login\" kind:add feature:F-1 release:1.0");
}

TEST_CASE("the plan is shown by release, the backlog last") {
    Agreed bench;
    bench.must(Said("plan show"));
    CHECK(bench.answered ==
          "The plan of Atlas, in no confirmed baseline\n"
          "1.0 · Wed 30 Jun (in 119 days) · planned · 1 feature, 0 done\n"
          "    F-1 “Login” · in 1.0 · planned\n"
          "2.0 · Thu 30 Sep (in 211 days) · planned · no features\n"
          "Backlog\n"
          "    F-2 “Dark mode” · in the backlog · planned\n");
}

TEST_CASE("a baseline's card offers to confirm it, and says who could") {
    Agreed bench;
    bench.must(Said("plan baseline").text("Spring plan"));
    CHECK(plain(bench.world, baseline_card(bench.world, bench.context, BaselineId{1})) ==
          "baseline:1 Spring plan [proposed]\n"
          "Made: by <ana> (engineering) on Wed 3 Mar: 2 releases and 2 features\n"
          "It counts once somebody of another function has confirmed it. ben (marketing) and eve (product) "
          "can.\n"
          "[Confirm → plan confirm]");
}
