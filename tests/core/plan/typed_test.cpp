// The commands of the plan and of launches as people type them: right, wrong and half-typed.
#include "core/talk/grammar.hpp"
#include "tests/core/command/bench.hpp"

using namespace plumb;
using Catch::Matchers::Contains;

namespace {

/// Two zones are all that these lines name.
class TwoZones : public Zones {
  public:
    const Zone* find(std::string_view name) const override {
        if (name == "UTC") return &utc_;
        return name == "Europe/Berlin" ? &berlin_ : nullptr;
    }

  private:
    Zone utc_;
    Zone berlin_{"Europe/Berlin", Seconds{3600}, {}};
};

/// Types lines into #atlas, one after the other.
struct Channel : Bench {
    Channel() : Bench({}) {
        static const TwoZones zones;
        context.zones = &zones;
        type("release new 1.0 date:2027-06-30 freeze:2027-06-15");
        type("release new 2.0 date:2027-09-30");
        type("feature new \"Login\" release:1.0 owner:@ana effort:5-8d");
        type("feature new \"Map view\"");
        type("launch new \"Spring launch\" on:2027-07-15 release:1.0 owner:@ben tier:3");
        type("promise new \"Offline by Easter\" to:Acme by:2027-07-01 feature:F-1");
        type("assumption new \"Crews accept it\" about:1.0 check-by:2027-05-01");
    }
    Result<void> type(const std::string& line) {
        Draft draft(world, context);
        const auto command = understand(draft, line);
        refused = command ? Refusal{} : command.error();
        if (!command) return tl::make_unexpected(command.error());
        const auto done = command->spec->handler(draft, *command);
        refused = done ? Refusal{} : done.error();
        if (!done) return done;
        world = draft.world();
        writes = draft.writes().size();
        told.clear();
        answered.clear();
        for (const Told& told_line : draft.told()) told += plain(world, told_line.line) + "\n";
        for (const Outgoing& message : draft.out()) answered += plain(world, message.card) + "\n";
        return {};
    }
    void taken(const std::string& line) {
        const auto done = type(line);
        INFO(line << ": " << refused.wrong << " " << refused.expected);
        CHECK(done);
    }
    void refusal(const std::string& line, const std::string& wrong) {
        INFO(line);
        CHECK_FALSE(type(line));
        CHECK_THAT(refused.wrong, Contains(wrong));
    }
};

}  // namespace

TEST_CASE("every example of the plan's and the launches' commands can be pasted") {
    for (const CommandSpec* spec : commands()) {
        const bool ours = spec->noun == "product" || spec->noun == "release" || spec->noun == "feature" ||
                          spec->noun == "plan" || spec->noun == "status" || spec->noun == "trace" ||
                          spec->noun == "load" || spec->noun == "launch" || spec->noun == "collateral" ||
                          spec->noun == "promise" || spec->noun == "assumption";
        if (!ours) continue;
        Channel bench;
        bench.taken("change new \"Offline mode\" customer:Acme quote:\"We type everything twice\"");
        Draft draft(bench.world, bench.context);
        const auto command = understand(draft, spec->example);
        INFO(spec->example << ": " << (command ? "" : command.error().wrong));
        CHECK((command || command.error().wrong.find("needs the role") != std::string::npos));
        CHECK_FALSE(spec->does.empty());
    }
}

TEST_CASE("pillars are typed as keys, and product: is one of them") {
    Channel bench;
    bench.taken("release ready 1.0 product:red note:\"Crash on start\"");
    CHECK(bench.get(ReleaseId{1}).ready.of[1].status == Readiness::red);
    bench.taken("release ready 1.0 market:green revenue:amber people:");
    CHECK(bench.get(ReleaseId{1}).ready.of[2].status == Readiness::amber);
    bench.refusal("release ready 1.0 market:purple", "takes no “purple”");
    bench.refusal("release ready 1.0", "No pillar was given");
}

TEST_CASE("a release's one date goes by every name that dates have") {
    Channel bench;
    bench.taken("release new 3.0 on:2027-12-01");
    CHECK(bench.get(ReleaseId{3}).date == on("2027-12-01"));
    bench.taken("release move 3.0 by:2027-12-02");
    bench.taken("release move 3.0 to:\"3 dec\" \"The hall is free\"");
    CHECK(bench.get(ReleaseId{3}).date == on("2027-12-03"));
    CHECK(bench.get(MoveId{2}).why == "The hall is free");
    bench.refusal("release move 3.0", "needs to:");
    bench.refusal("release new 3.1", "needs date:");
    bench.refusal("release move 1.5 to:2027-12-03", "1.5");
    bench.taken("release ship 2.0 on:2027-03-01");
    CHECK(bench.get(ReleaseId{2}).shipped_on == on("2027-03-01"));
}

TEST_CASE("the backlog is a place to move to, unless a release is called so") {
    Channel bench;
    bench.taken("feature move F-1 to:2.0");
    bench.taken("feature move F-1 to:backlog");
    CHECK_FALSE(bench.get(FeatureId{1}).release);
    bench.taken("feature move F-1 release:1.0");
    CHECK(bench.get(FeatureId{1}).release == ReleaseId{1});
    bench.taken("feature set F-1 release:");
    CHECK_FALSE(bench.get(FeatureId{1}).release);
    bench.taken("feature list release:backlog");
    CHECK_THAT(bench.answered, Contains("F-1"));
    bench.refusal("feature move F-1", "needs to:");
    bench.refusal("feature new", "needs a title");
}

TEST_CASE("owners are added and taken away by sign") {
    Channel bench;
    bench.taken("release set 1.0 owners:@ana,@ben");
    bench.taken("release set 1.0 owner:-@ana");
    CHECK(bench.get(ReleaseId{1}).owners == std::vector<PersonId>{bench.ben});
    bench.taken("release set 1.0 owners:+me");
    CHECK(bench.get(ReleaseId{1}).owners == std::vector<PersonId>{bench.ben, bench.ana});
    bench.as(bench.ben);
    bench.taken("launch set LE-1 owner:+@eve");
    CHECK(bench.get(EventId{1}).owners == std::vector<PersonId>{bench.ben, bench.eve});
    bench.taken("launch set LE-1 owner:");
    CHECK(bench.get(EventId{1}).owners.empty());
}

TEST_CASE("collateral is due before the event at hand") {
    Channel bench;
    bench.taken("collateral new LE-1 \"Data sheet\" due:T-14 claims:F-1");
    const Collateral& sheet = bench.get(CollateralId{2});
    CHECK(sheet.due == on("2027-07-01"));
    CHECK(sheet.due_before == 14);
    bench.taken("collateral set C-2 due:T-7");
    CHECK(bench.get(CollateralId{2}).due == on("2027-07-08"));
    bench.refusal("collateral new LE-1 \"Data sheet\"", "needs due:");
    bench.refusal("collateral new \"Data sheet\" due:T-14", "needs a launch event");
}

TEST_CASE("limits: setup days, users, tiers, parents") {
    Channel bench;
    bench.as(bench.ben);
    bench.taken("launch set LE-1 prep:366d");
    bench.refusal("launch set LE-1 prep:367d", "367");
    bench.refusal("launch set LE-1 tier:4", "tier");
    bench.refusal("launch set LE-1 parent:LE-1", "own parent");
    bench.taken("launch set LE-1 reach:10000000000");
    bench.refusal("launch set LE-1 reach:10000000001", "reach");
    bench.refusal("release set 1.0 capacity:10000000001", "capacity");
    bench.refusal("release set 1.0 freeze:2027-07-01", "The freeze");
}

TEST_CASE("halves stand without their key, retrospects with") {
    Channel bench;
    bench.taken("launch signoff LE-1 outside");
    CHECK(bench.get(EventId{1}).signed_off.outside);
    bench.refusal("launch signoff LE-1", "inside or outside");
    bench.refusal("launch retro LE-1", "is not over");
    bench.at("2027-07-20T09:00");
    bench.taken("launch retro LE-1 keep:\"The rehearsal\"");
    CHECK(bench.get(EventId{1}).retro.size() == 1);
}

TEST_CASE("questions about the whole take what they can be about") {
    Channel bench;
    for (const char* line :
         {"status", "status 1.0", "status le-1", "trace F-1", "trace 1.0", "trace A-1", "load", "load @ben",
          "load me", "plan show", "plan diff since:2027-03-01", "product show", "product list"})
        bench.taken(line);
    bench.refusal("trace", "needs an ID");
    bench.refusal("status F-1", "neither a release nor an event");
    bench.refusal("status 9.9", "9.9");
}

TEST_CASE("promises and assumptions, half-typed") {
    Channel bench;
    bench.refusal("promise new \"More\"", "needs to: and by:");
    bench.refusal("assumption hold A-1", "needs a text");
    bench.refusal("assumption new \"x\" about:F-9", "F-9");
    bench.taken("promise break P-1 \"They get it in 2.1\"");
    bench.refusal("promise keep P-1", "broken already");
    bench.taken("assumption fail A-1 \"Four of six said no\"");
}

TEST_CASE("a product by key, name and zone") {
    Channel bench;
    bench.refusal("product new", "needs a key");
    bench.refusal("product new hermes tz:Nowhere/Land", "Nowhere/Land");
    bench.taken("product new hermes \"Hermes\" profile:front");
    bench.refusal("product new hermes", "There is a product hermes already.");
    bench.refusal("product set profile:back", "an admin sets");
    bench.taken("product set hermes name:\"Hermes One\"");
    CHECK(product_by_key(bench.world, "hermes")->name == "Hermes One");
}
