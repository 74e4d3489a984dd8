#include "core/plan/plan_cards.hpp"
#include "core/plan/plan_commands.hpp"
#include "tests/core/command/bench.hpp"

using namespace plumb;
using Catch::Matchers::Contains;

namespace {

struct Features : Bench {
    Features() : Bench(plan_commands()) {
        must(Said("release new").word("1.0").key("date", on("2027-06-30")));
        must(Said("release new").word("2.0").key("date", on("2027-09-30")));
        must(Said("feature new")
                 .text("Login")
                 .key("release", home(1))
                 .key("effort", Value{Effort{5, 8}})
                 .key("owner", Value{Ref{ben}}));
    }
    static Value home(int release) { return Value{Ref{ReleaseId{release}}}; }
    const Feature& login() const { return get(FeatureId{1}); }
    Said on_login(std::string name) const { return Said(std::move(name)).about(FeatureId{1}); }
};

}  // namespace

TEST_CASE("a feature goes into a release, or to the backlog") {
    Features bench;
    CHECK(bench.login().title == "Login");
    CHECK(bench.login().release == ReleaseId{1});
    CHECK(bench.login().effort == Effort{5, 8});
    CHECK(bench.login().owner == bench.ben);
    bench.must(Said("feature new")
                   .text("Dark mode")
                   .key("key", "KEP-24")
                   .key("build", "buy")
                   .key("horizon", "year"));
    const Feature& dark = bench.get(FeatureId{2});
    CHECK_FALSE(dark.release);
    CHECK(dark.key == "KEP-24");
    CHECK(dark.build == Build::buy);
    CHECK(dark.horizon == Horizon::year);
    bench.must(Said("release cancel").about(ReleaseId{2}));
    bench.must_not(Said("feature new").text("Map view").key("release", Features::home(2)));
}

TEST_CASE("a feature is started, done, and opened again") {
    Features bench;
    bench.must(bench.on_login("feature start"));
    CHECK(bench.login().status == FeatureStatus::in_progress);
    CHECK(bench.told == "F-1 “Login” is in-progress.\n");
    CHECK(bench.concerned == "@ben F-1 “Login” is in-progress.\n");
    bench.must_not(bench.on_login("feature start"));
    CHECK(bench.refused.expected == "Possible are done, move and drop.");
    bench.must(bench.on_login("feature done"));
    bench.must_not(bench.on_login("feature done"));
    bench.must(bench.on_login("feature start"));
}

TEST_CASE("a dropped feature comes back by start alone") {
    Features bench;
    bench.must(bench.on_login("feature drop").text("Nobody asks"));
    CHECK(bench.told == "F-1 “Login” is dropped from 1.0: “Nobody asks”.\n");
    CHECK(bench.login().status == FeatureStatus::dropped);
    bench.must_not(bench.on_login("feature drop"));
    bench.must_not(bench.on_login("feature done"));
    bench.must_not(bench.on_login("feature move").key("to", Features::home(2)));
    bench.must(bench.on_login("feature start"));
    CHECK(bench.login().status == FeatureStatus::in_progress);
}

TEST_CASE("a move between releases enters the ledger with both dates") {
    Features bench;
    bench.must(bench.on_login("feature move").key("to", Features::home(2)).text("Waits for the store"));
    CHECK(bench.told == "F-1 “Login” moves from 1.0 to 2.0: “Waits for the store”.\n");
    const Move& move = bench.get(MoveId{1});
    CHECK(move.record == Ref{FeatureId{1}});
    CHECK(move.from == ReleaseId{1});
    CHECK(move.to == ReleaseId{2});
    CHECK(move.old_date == on("2027-06-30"));
    CHECK(move.new_date == on("2027-09-30"));
    bench.must(bench.on_login("feature move").key("to", Features::home(2)));
    CHECK(bench.writes == 0);
    CHECK(bench.answered == "F-1 “Login” is in 2.0 already: nothing moved.\n");
    bench.must(bench.on_login("feature move").key("to", Value{}));
    CHECK_FALSE(bench.login().release);
    CHECK_FALSE(bench.get(MoveId{2}).new_date);
    CHECK(bench.told == "F-1 “Login” moves from 2.0 to the backlog.\n");
}

TEST_CASE("a move out of a cancelled release comes from no date: it puts nothing off") {
    Features bench;
    bench.must(Said("release cancel").about(ReleaseId{1}).text("Merged into 2.0"));
    bench.must(bench.on_login("feature move").key("to", Features::home(2)));
    CHECK(bench.get(MoveId{1}).from == ReleaseId{1});
    CHECK(bench.get(MoveId{1}).old_date == std::nullopt);
    CHECK(bench.get(MoveId{1}).new_date == on("2027-09-30"));
}

TEST_CASE("set changes keys; a new release is a move") {
    Features bench;
    bench.must(bench.on_login("feature set").key("title", "Login page").key("effort", Value{Effort{3, 3}}));
    CHECK(bench.told == "F-1: title is “Login page” and effort is 3 days.\n");
    bench.must(bench.on_login("feature set").key("release", Features::home(2)).key("owner", Value{}));
    CHECK(bench.login().release == ReleaseId{2});
    CHECK_FALSE(bench.login().owner);
    CHECK(bench.get(MoveId{1}).to == ReleaseId{2});
    bench.must(bench.on_login("feature set").key("title", "Login page"));
    CHECK(bench.writes == 0);
    bench.must(bench.on_login("feature set"));
    CHECK(bench.writes == 0);
    CHECK_THAT(bench.answered, Contains("title:, key:, release:"));
}

TEST_CASE("taking a feature nobody owns makes the taker its owner") {
    Features bench;
    bench.must_not(bench.on_login("feature take"));
    bench.must(Said("feature new").text("Dark mode"));
    bench.must(Said("feature take").about(FeatureId{2}));
    CHECK(bench.get(FeatureId{2}).owner == bench.ana);
    CHECK(bench.told == "F-2 “Dark mode”: it is owned by <ana> now.\n");
    bench.must(Said("feature take").about(FeatureId{2}));
    CHECK(bench.writes == 0);
}

TEST_CASE("a list by release, without what was dropped unless asked") {
    Features bench;
    bench.must(Said("feature new").text("Dark mode"));
    bench.must(Said("feature new").text("Map view").key("release", Features::home(2)));
    bench.must(Said("feature drop").about(FeatureId{2}));
    bench.must(Said("feature list"));
    CHECK(bench.answered ==
          "2 features\nF-1 “Login” · in 1.0 · planned · 5–8 days · ben\n"
          "F-3 “Map view” · in 2.0 · planned\n");
    bench.must(Said("feature list").key("status", "dropped"));
    CHECK(bench.answered == "1 feature\nF-2 “Dark mode” · in the backlog · dropped\n");
    bench.must(Said("feature list").key("release", Value{}));
    CHECK_THAT(bench.answered, Contains("No feature is like that."));
    bench.must(Said("feature list").key("owner", Value{Ref{bench.ben}}));
    CHECK_THAT(bench.answered, Contains("F-1"));
}

TEST_CASE("a feature's card says where it stands and who counts on it") {
    Features bench;
    Promise promise;
    promise.product = bench.product;
    promise.title = "Offline by Easter";
    promise.feature = FeatureId{1};
    put(bench.world, promise);
    bench.must(bench.on_login("feature move").key("to", Features::home(2)));
    CHECK(plain(bench.world, feature_card(bench.world, bench.context, FeatureId{1})) ==
          "F-1 Login [planned]\n"
          "In: 2.0, Thu 30 Sep (in 211 days)\n"
          "Effort: 5–8 days\n"
          "Owner: <ben> (marketing)\n"
          "Promised: P-1 “Offline by Easter”\n"
          "Moved: from 1.0 to 2.0 on Wed 3 Mar by ana\n"
          "[Start → feature start F-1]");
}
