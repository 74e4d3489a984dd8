#include "core/align/plan.hpp"

#include "tests/support/world_builder.hpp"

namespace plumb {

namespace {

struct Planned : WorldBuilder {
    ReleaseId one = release("1.0", 60);
    ReleaseId two = release("2.0", 90);
    FeatureId sync = feature("Sync", two);
    EventId live = event("Go live", EventType::launch, 70);

    Plan plan(int today = 5) const { return {world, product, day(today), zone()}; }
};

}  // namespace

TEST_CASE("audience and tier count as their type's where none is given") {
    LaunchEvent e;
    const auto counts = [&](EventType type) {
        e.type = type;
        return std::pair(Plan::audience_of(e), Plan::tier_of(e));
    };
    for (const EventType loud :
         {EventType::launch, EventType::tradeshow, EventType::webinar, EventType::press, EventType::campaign})
        CHECK(counts(loud) == std::pair(Audience::everyone, 2));
    for (const EventType quiet : {EventType::content, EventType::other})
        CHECK(counts(quiet) == std::pair(Audience::everyone, 3));
    for (const EventType inward : {EventType::prep, EventType::training})
        CHECK(counts(inward) == std::pair(Audience::internal, 3));
    e.audience = Audience::early;
    e.tier = 1;
    CHECK(counts(EventType::prep) == std::pair(Audience::early, 1));
    CHECK(Plan::external(e));
    CHECK_FALSE(Plan::wide(e));
}

TEST_CASE("an event depends on its release and its features' releases, each once") {
    Planned b;
    b.set(b.live, [&](LaunchEvent& e) {
        e.release = b.one;
        e.features = {b.sync, b.feature("Export", b.two), b.feature("Backlog")};
    });
    const LaunchEvent& e = b.at(b.live);
    const auto names = [&](const Plan& plan) {
        std::string out;
        for (const Release* r : plan.depends_on(e)) out += r->name + " ";
        return out;
    };
    CHECK(names(b.plan()) == "1.0 2.0 ");
    CHECK(b.plan().ready_date(e) == day(90));
    CHECK(b.plan().events_on(b.two).size() == 1);
    CHECK(b.plan().events_naming(b.sync).size() == 1);
    b.ship(b.two, 80);
    CHECK(b.plan().ready_date(e) == day(80));
    b.set(b.two, [](Release& r) { r.status = ReleaseStatus::cancelled; });
    CHECK(names(b.plan()) == "1.0 ");
    CHECK(b.plan().release_of(b.at(b.sync)) == nullptr);
    b.set(b.one, [](Release& r) { r.status = ReleaseStatus::cancelled; });
    CHECK(b.plan().ready_date(e) == std::nullopt);
    CHECK_FALSE(b.plan().awaits_release(e));
}

TEST_CASE("a request touches what it names, and what holds its feature") {
    Planned b;
    const ChangeId asked = b.request("Sync", ChangeKind::modify);
    const auto touched = [&] { return b.plan().touches(b.at(asked)); };
    b.set(asked, [&](ChangeRequest& r) {
        r.feature = b.sync;
        r.events = {b.live};
    });
    CHECK(touched() == std::vector<Ref>{b.sync, b.two, b.live});

    SECTION("for a move the target and the release it left; for a drop that alone") {
        b.set(asked, [&](ChangeRequest& r) {
            r.events.clear();
            r.to = b.one;
            r.left_release = b.release("0.9", 30);
        });
        const ReleaseId left = b.at(asked).left_release;
        CHECK(touched() == std::vector<Ref>{b.sync, b.two});
        b.set(asked, [](ChangeRequest& r) { r.change_kind = ChangeKind::move; });
        CHECK(touched() == std::vector<Ref>{b.sync, b.two, b.one, left});
        b.set(asked, [](ChangeRequest& r) { r.change_kind = ChangeKind::drop; });
        CHECK(touched() == std::vector<Ref>{b.sync, b.two, left});
    }
    SECTION("cancelled releases not, the feature that its approval made yes") {
        b.set(b.two, [](Release& r) { r.status = ReleaseStatus::cancelled; });
        const FeatureId made = b.feature("Made", b.one);
        b.set(asked, [&](ChangeRequest& r) {
            r.feature = {};
            r.release = b.two;
            r.made_feature = made;
        });
        CHECK(touched() == std::vector<Ref>{made, b.live});
        CHECK(b.plan().requests_touching(made).size() == 1);
        CHECK(b.plan().requests_touching(b.two).empty());
    }
}

TEST_CASE("events near a request: named, naming its features, depending on its releases") {
    Planned b;
    const EventId tour = b.event("Tour", EventType::webinar, 80);
    b.event("Unrelated", EventType::webinar, 80);
    b.set(b.live, [&](LaunchEvent& e) { e.release = b.two; });
    b.set(tour, [&](LaunchEvent& e) { e.features = {b.sync}; });
    const ChangeId asked = b.request("Sync", ChangeKind::modify);
    CHECK(b.plan().events_near(b.at(asked)).empty());
    b.set(asked, [&](ChangeRequest& r) { r.feature = b.sync; });
    const Plan plan = b.plan();
    CHECK(plan.events_near(b.at(asked)) == std::vector<const LaunchEvent*>{&b.at(b.live), &b.at(tour)});
    CHECK(plan.near(b.at(tour), b.at(asked)));
}

TEST_CASE("a release is in beta from its day until it ships") {
    Planned b;
    const auto beta = [&](int today) { return b.plan(today).in_beta(b.at(b.one)); };
    CHECK_FALSE(beta(10));
    b.set(b.one, [](Release& r) { r.beta_from = day(10); });
    CHECK_FALSE(beta(9));
    CHECK(beta(10));
    b.ship(b.one, 30);
    CHECK_FALSE(beta(30));
    CHECK(b.plan(30).had_beta(b.at(b.one)));
    b.ship(b.one, 9);
    CHECK_FALSE(b.plan(30).had_beta(b.at(b.one)));
}

TEST_CASE("baselines count once confirmed: the first and the newest that hold a release") {
    Planned b;
    const BaselineId first = b.baseline();
    const BaselineId second = b.baseline();
    const BaselineId pending = b.baseline();
    b.set(pending, [](Baseline& p) { p.confirmed_at.reset(); });
    b.set(second, [](Baseline& p) { p.releases.pop_back(); });
    const Plan plan = b.plan();
    CHECK(plan.newest_baseline() == &b.at(second));
    CHECK(plan.newest_baseline(b.one) == &b.at(second));
    CHECK(plan.newest_baseline(b.two) == &b.at(first));
    CHECK(plan.first_baseline(b.one) == &b.at(first));
}

TEST_CASE("effort and missing assessments of a request") {
    Planned b;
    const ChangeId asked = b.request("Sync", ChangeKind::add);
    CHECK(b.plan().missing(b.at(asked)) == std::vector<Function>{Function::engineering, Function::marketing});
    b.assessment(asked, Function::marketing, Effort{50, 50});
    CHECK(b.plan().effort_of(b.at(asked)) == std::nullopt);
    b.assessment(asked, Function::engineering, Effort{8, 12});
    CHECK(b.plan().effort_of(b.at(asked)) == 12);
    CHECK(b.plan().missing(b.at(asked)).empty());
    b.set(b.product, [](Product& p) { p.policy.assess = {Function::sales}; });
    CHECK(b.plan().missing(b.at(asked)) == std::vector<Function>{Function::sales});
}

TEST_CASE("a family is all events under one topmost parent") {
    Planned b;
    const EventId child = b.event("Child", EventType::content, 60);
    const EventId grandchild = b.event("Grandchild", EventType::content, 50);
    b.set(child, [&](LaunchEvent& e) { e.parent = b.live; });
    b.set(grandchild, [&](LaunchEvent& e) { e.parent = child; });
    const Plan plan = b.plan();
    CHECK(plan.family_of(b.at(grandchild)) == b.live);
    CHECK(plan.family_of(b.at(b.live)) == b.live);
    CHECK(plan.children_of(b.live).size() == 1);
}

}  // namespace plumb
