#include "core/align/engine.hpp"

#include "core/align/rule.hpp"
#include "tests/support/world_builder.hpp"

#include <set>

namespace plumb {

TEST_CASE("every rule stands in the table once, whole") {
    std::set<std::string_view> names;
    for (const RuleSpec& rule : rules()) {
        INFO(rule.name);
        CHECK(names.insert(rule.name).second);
        CHECK(rule.check != nullptr);
        CHECK_FALSE(rule.finds.empty());
        CHECK_FALSE(rule.severity.empty());
        CHECK_FALSE(rule.source.empty());
        CHECK_FALSE(rule.why.empty());
        CHECK(rule_named(rule.name) == &rule);
    }
    CHECK(rule_named("no-such-rule") == nullptr);
}

TEST_CASE("a rule is on unless its switch or the profile says otherwise; the switch wins") {
    WorldBuilder b;
    const RuleSpec& crowded = *rule_named("crowded");
    const RuleSpec& overdue = *rule_named("overdue");
    const auto profile = [&](Profile wanted) { b.set(b.product, [&](Product& p) { p.profile = wanted; }); };
    CHECK(rule_on(b.world, b.product, crowded));
    profile(Profile::front);
    CHECK(rule_on(b.world, b.product, crowded));
    profile(Profile::back);
    CHECK_FALSE(rule_on(b.world, b.product, crowded));
    CHECK_FALSE(rule_on(b.world, b.product, *rule_named("deadline-in-show")));
    CHECK(rule_on(b.world, b.product, overdue));
    b.threshold("crowded", "on", 1);
    CHECK(rule_on(b.world, b.product, crowded));
    b.threshold("overdue", "on", 0);
    CHECK_FALSE(rule_on(b.world, b.product, overdue));

    b.release("1.0", 30);
    CHECK(b.found("overdue", 31).empty());
}

TEST_CASE("limits are the product's own, else the defaults; an unknown one is a bug") {
    WorldBuilder b;
    const RuleSpec& slipping = *rule_named("slipping");
    b.threshold("slipping", "days", 10);
    b.threshold("slipped-again", "moves", 9);
    const Limits limits(b.world, b.product, slipping);
    CHECK(limits["days"] == 10);
    CHECK(limits["moves"] == 3);
    CHECK_THROWS_AS(limits["margin"], std::logic_error);
}

TEST_CASE("findings come worst first, then by rule, then by subject, with their subjects in order") {
    WorldBuilder b;
    const ReleaseId late = b.release("1.0", 30);
    b.event("Tour", EventType::webinar, 31);
    b.event("Fair", EventType::webinar, 31);
    const Findings found = b.found(40);
    REQUIRE(found.size() >= 3);
    CHECK(found.front().rule == "overdue");
    CHECK(found.front().subject.front() == Ref{late});
    for (std::size_t i = 1; i < found.size(); ++i) {
        CHECK(found[i - 1].severity >= found[i].severity);
        if (found[i - 1].severity != found[i].severity) continue;
        CHECK(found[i - 1].rule <= found[i].rule);
        if (found[i - 1].rule == found[i].rule)
            CHECK(found[i - 1].subject.front() < found[i].subject.front());
    }
}

TEST_CASE("an ID in somebody's title is named by the facts, so it stands behind the subject") {
    WorldBuilder b;
    b.feature("Import");
    b.collateral(b.event("Fair for F-1, C-1 and AW-1, not F-99 or LE-1x", EventType::webinar, 30), "Docs",
                 20);
    const Finding f = b.finding("overdue", EventId{1}, 31).value();
    CHECK(f.subject == std::vector<Ref>{EventId{1}, FeatureId{1}, CollateralId{1}});
}

TEST_CASE("people concerned are the owners of all it is about, each once") {
    WorldBuilder b;
    const PersonId ana = b.person("ana");
    const PersonId ben = b.person("ben");
    const ReleaseId one = b.release("1.0", 60);
    const EventId live = b.event("Go live", EventType::launch, 50);
    b.set(one, [&](Release& r) { r.owners = {ben, ana}; });
    b.set(live, [&](LaunchEvent& e) {
        e.release = one;
        e.owners = {ana};
    });
    CHECK(b.finding("event-before-release", live, 5)->concerns == std::vector<PersonId>{ana, ben});
}

TEST_CASE("another product's records are not looked at") {
    WorldBuilder b;
    b.release("1.0", 30);
    Product made;
    made.key = "hermes";
    const ProductId other = b.add(std::move(made));
    CHECK(align(b.world, other, day(40), b.zone(), Mends::worded).empty());
}

TEST_CASE("days are those of the product's zone") {
    WorldBuilder b;
    const Zone east("Test/East", std::chrono::hours{14}, {});
    b.now = Instant{day(3)} + std::chrono::hours{23};
    ReleaseId one = b.release("1.0", 60);
    const Plan plan(b.world, b.product, day(4), east);
    CHECK(plan.day(b.at(one).meta.created_at) == day(4));
}

}  // namespace plumb
