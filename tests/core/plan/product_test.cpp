#include "core/plan/plan_cards.hpp"
#include "core/plan/plan_commands.hpp"
#include "tests/core/command/bench.hpp"

using namespace plumb;
using Catch::Matchers::Contains;

namespace {

const Product& atlas(const Bench& bench) { return bench.get(bench.product); }

}  // namespace

TEST_CASE("a new product binds the channel it is made in, where that is bound to nothing") {
    Bench bench(plan_commands());
    bench.context.place.channel = "console/#hermes";
    bench.must(
        Said("product new").word("hermes").text("Hermes").key("tz", "Europe/Berlin").key("profile", "front"));
    const Product* hermes = product_by_key(bench.world, "hermes");
    REQUIRE(hermes);
    CHECK(hermes->name == "Hermes");
    CHECK(hermes->tz == "Europe/Berlin");
    CHECK(hermes->profile == Profile::front);
    CHECK(hermes->profile_at == bench.context.now);
    CHECK(hermes->channels == std::vector<std::string>{"console/#hermes"});
    CHECK(bench.shown == std::vector<Ref>{id_of(*hermes)});
}

TEST_CASE("a second product in a bound channel leaves the channel as it is") {
    Bench bench(plan_commands());
    bench.must(Said("product new").word("hermes"));
    CHECK(product_by_key(bench.world, "hermes")->channels.empty());
    CHECK(product_by_key(bench.world, "hermes")->tz == "UTC");
    CHECK(product_of_channel(bench.world, "console/#atlas")->key == "atlas");
}

TEST_CASE("a product made in a direct message binds nothing") {
    Bench bench(plan_commands());
    bench.context.place = {"console", "console/@ana", "ana", {}, true};
    bench.must(Said("product new").word("hermes"));
    CHECK(product_by_key(bench.world, "hermes")->channels.empty());
    bench.must_not(Said("product bind").word("hermes"));
}

TEST_CASE("a product's key is one word and taken once") {
    Bench bench(plan_commands());
    bench.must_not(Said("product new").word("ATLAS"));
    CHECK(bench.refused.example == "product show atlas");
    bench.must_not(Said("product new").word("two words"));
}

TEST_CASE("binding again what is bound is an answer") {
    Bench bench(plan_commands());
    bench.must(Said("product bind").word("atlas"));
    CHECK(bench.writes == 0);
    CHECK(bench.answered == "This channel is bound to Atlas already.\n");
    bench.must(Said("product bind"));
    CHECK(bench.writes == 0);
}

TEST_CASE("a channel is bound to one product") {
    Bench bench(plan_commands());
    bench.must(Said("product new").word("hermes"));
    bench.must_not(Said("product bind").word("hermes"));
    CHECK(bench.refused.example == "product unbind");
    bench.must(Said("product unbind"));
    CHECK(atlas(bench).channels.empty());
    bench.must(Said("product bind").word("hermes"));
    CHECK(product_of_channel(bench.world, "console/#atlas")->key == "hermes");
}

TEST_CASE("bind without a key takes the only product there is, and asks where there are several") {
    Bench bench(plan_commands());
    bench.must(Said("product unbind"));
    bench.must(Said("product unbind"));
    CHECK(bench.answered == "This channel is bound to no product.\n");
    bench.must(Said("product bind"));
    CHECK(atlas(bench).channels.size() == 1);
    bench.must(Said("product unbind"));
    bench.must(Said("product new").word("hermes"));
    bench.must(Said("product unbind"));
    bench.must_not(Said("product bind"));
    CHECK_THAT(bench.refused.expected, Contains("atlas and hermes"));
    bench.must_not(Said("product bind").word("zeus"));
}

TEST_CASE("name and zone are set by anybody, the profile by an admin; setting it again confirms it") {
    Bench bench(plan_commands());
    bench.must(Said("product set").key("name", "Atlas One").key("tz", "Europe/Berlin"));
    CHECK(bench.told == "atlas: name is Atlas One, tz is Europe/Berlin.\n");
    CHECK(atlas(bench).name == "Atlas One");
    bench.must_not(Said("product set").key("profile", "back"));
    Person ana = bench.get(bench.ana);
    ana.roles = {Role::admin};
    bench.world.all<Person>().put(ana);
    bench.must(Said("product set").key("profile", "balanced"));
    CHECK(atlas(bench).profile_at == bench.context.now);
    CHECK(bench.told == "atlas: profile is balanced.\n");
    bench.must(Said("product set").key("name", "Atlas One"));
    CHECK(bench.writes == 0);
    bench.must_not(Said("product set"));
}

TEST_CASE("a product's card says where it is bound and what is to come") {
    Bench bench(plan_commands());
    bench.must(Said("release new").word("2.0").key("date", on("2027-09-30")));
    bench.must(Said("release new").word("1.0").key("date", on("2027-06-30")));
    CHECK(plain(bench.world, product_card(bench.world, bench.context, bench.product)) ==
          "atlas Atlas [UTC]\n"
          "Channels: #atlas\n"
          "Profile: balanced\n"
          "Releases: 1.0 Wed 30 Jun and 2.0 Thu 30 Sep\n"
          "Baseline: none yet: plan baseline, and somebody of another function confirms it");
    bench.must(Said("product list"));
    CHECK(bench.answered == "1 product\natlas “Atlas” · UTC · 1 channel\n");
    bench.must(Said("product show"));
    CHECK_THAT(bench.answered, Contains("Channels: #atlas"));
    bench.must_not(Said("product show").word("zeus"));
}
