#include "core/align/figures.hpp"
#include "tests/support/world_builder.hpp"

namespace plumb {

namespace {

struct Figured : WorldBuilder {
    Plan plan(int on) const { return {world, product, day(on), zone()}; }

    ChangeId raised(Function function, ChangeStatus status = ChangeStatus::open) {
        const ChangeId id = request("Wish", ChangeKind::add);
        set(id, [&](ChangeRequest& r) {
            r.function = function;
            r.status = status;
        });
        return id;
    }
    void voice(ChangeId request, CustomerId customer) {
        Evidence made;
        made.change = request;
        made.customer = customer;
        add(std::move(made));
    }
    void assessed(ChangeId request, Function function, int on) {
        const Instant before = now;
        now = noon(on);
        assessment(request, function);
        now = before;
    }
    void warned(std::string rule, int opened, std::optional<int> resolved = std::nullopt) {
        Warning made;
        made.rule = std::move(rule);
        made.opened_at = noon(opened);
        if (resolved) made.resolved_at = noon(*resolved);
        made.status = resolved ? WarningStatus::resolved : WarningStatus::open;
        add(std::move(made));
    }
};

}  // namespace

TEST_CASE("switch cost: of open requests whose engineers have known work") {
    Figured b;
    // Ben has two features in progress, 22 days at their upper ends: a third costs 22 × (0.40 − 0.20) = 4.4
    // days.
    const PersonId ben = b.person("ben");
    const ReleaseId one = b.release("1.0", 60);
    for (const Effort effort : {Effort{8, 12}, Effort{10, 10}}) {
        const FeatureId id = b.feature("Part", one);
        b.set(id, [&](Feature& f) {
            f.owner = ben;
            f.effort = effort;
            f.status = FeatureStatus::in_progress;
        });
    }
    const ChangeId assigned = b.raised(Function::sales);
    b.set(assigned, [&](ChangeRequest& r) { r.assignee = ben; });
    const ChangeId on_feature = b.raised(Function::sales);
    b.set(on_feature, [](ChangeRequest& r) { r.feature = FeatureId{1}; });
    b.raised(Function::sales);
    const auto costs = switch_cost_figures(b.plan(5));
    REQUIRE(costs.size() == 2);
    CHECK(costs[0].request == assigned);
    CHECK(costs[0].days == Approx(4.4));
    CHECK(costs[1].request == on_feature);
    CHECK(costs[1].days == Approx(4.4));
    b.set(assigned, [](ChangeRequest& r) { r.status = ChangeStatus::approved; });
    CHECK(switch_cost_figures(b.plan(5)).size() == 1);
}

TEST_CASE("change volume: in per cent of the baseline's features") {
    Figured b;
    const ReleaseId one = b.release("1.0", 200);
    b.release("2.0", 300);
    for (int i = 0; i < 40; ++i) b.feature("Part", one);
    b.baseline();
    // Of 40 features: 4 adds, 2 drops, 1 modify are 17.5 per cent; with one for the date 20; one of them in
    // the last 30 days.
    const auto approve = [&](ChangeKind kind, int on) {
        const ChangeId id = b.request("Wish", kind);
        b.set(id, [&](ChangeRequest& r) {
            r.release = one;
            r.status = ChangeStatus::approved;
            r.decided_at = noon(on);
        });
    };
    for (int i = 0; i < 4; ++i) approve(ChangeKind::add, 10);
    for (int i = 0; i < 2; ++i) approve(ChangeKind::drop, 11);
    approve(ChangeKind::modify, 12);
    approve(ChangeKind::date, 40);
    CHECK(volume_figures(b.plan(50)) == std::vector<VolumeFigure>{{one, 2.5, 20, 10, 5, 0, 2.5, 2.5}});
    b.ship(one, 49);
    CHECK(volume_figures(b.plan(50)).empty());
}

TEST_CASE("customers: by the requests they stand behind") {
    Figured b;
    const CustomerId acme = b.customer("Acme");
    const CustomerId birch = b.customer("Birch");
    b.customer("Corvid");
    b.set(birch, [](Customer& c) { c.value = 40'000; });
    const ChangeId first = b.raised(Function::sales);
    const ChangeId second = b.raised(Function::sales, ChangeStatus::declined);
    const ChangeId third = b.raised(Function::sales, ChangeStatus::approved);
    b.raised(Function::sales);
    // Birch is behind all three, once with two voices; Acme behind one: Birch's share is 3 of 3.
    for (const ChangeId id : {first, second, third, third}) b.voice(id, birch);
    b.voice(first, acme);
    CHECK(customer_figures(b.plan(5)) ==
          std::vector<CustomerFigure>{{birch, 3, 40'000}, {acme, 1, std::nullopt}});
    CHECK(figures(b.plan(5)).first_share == Approx(100));
    b.voice(b.raised(Function::sales), acme);
    CHECK(figures(b.plan(5)).first_share == Approx(75));
    CHECK(figures(Figured{}.plan(5)).first_share == 0);
}

TEST_CASE("waiting: working days, so far where it still waits") {
    Figured b;
    // Opened on Monday: engineering on Wednesday (2) and Monday after (5); marketing on Thursday (3), and not
    // yet on Friday of the second week (9).
    const ChangeId first = b.raised(Function::sales);
    const ChangeId second = b.raised(Function::sales);
    b.assessed(first, Function::engineering, 2);
    b.assessed(second, Function::engineering, 7);
    b.assessed(first, Function::marketing, 3);
    b.assessed(first, Function::marketing, 9);
    b.set(AssessmentId{4}, [](Assessment& a) { a.first_at = noon(3); });
    // The first is decided on the Friday after Thursday: one day. The second waits for marketing, not for a
    // decision.
    b.set(first, [](ChangeRequest& r) {
        r.status = ChangeStatus::approved;
        r.decided_at = noon(4);
    });
    const auto waiting = waiting_figures(b.plan(11));
    CHECK(waiting == std::vector<WaitingFigure>{{Function::engineering, 2, 3.5, 5, 7},
                                                {Function::marketing, 2, 6, 9, 12},
                                                {std::nullopt, 1, 1, 1, 1}});
    CHECK(bottleneck_of(waiting) == std::optional<Awaited>(Function::marketing));

    SECTION("a declined one waited until it was declined, one that was taken back does not count") {
        b.set(second, [](ChangeRequest& r) {
            r.status = ChangeStatus::declined;
            r.decided_at = noon(8);
        });
        CHECK(waiting_figures(b.plan(11))[1] == WaitingFigure{Function::marketing, 2, 4.5, 6, 9});
        b.set(second, [](ChangeRequest& r) {
            r.status = ChangeStatus::withdrawn;
            r.decided_at.reset();
        });
        CHECK(waiting_figures(b.plan(11))[1] == WaitingFigure{Function::marketing, 1, 3, 3, 3});
    }
    SECTION("only requests of the last thirty days that were recorded here") {
        CHECK(waiting_figures(b.plan(30))[0].requests == 2);
        CHECK(waiting_figures(b.plan(31)).empty());
        CHECK(bottleneck_of({}) == std::nullopt);
        b.set(second, [](ChangeRequest& r) { r.imported = true; });
        CHECK(waiting_figures(b.plan(30))[0].requests == 1);
    }
    SECTION("reopened, it waits anew for a decision") {
        b.set(first, [](ChangeRequest& r) {
            r.status = ChangeStatus::assessed;
            r.decided_at.reset();
            r.waiting_since = noon(7);
        });
        CHECK(waiting_figures(b.plan(11)).back() == WaitingFigure{std::nullopt, 1, 4, 4, 4});
        CHECK(waiting_figures(b.plan(11))[0] == WaitingFigure{Function::engineering, 2, 3.5, 5, 7});
    }
    SECTION("what takes no working day is no bottleneck") {
        CHECK(bottleneck_of({{Function::engineering, 3, 0, 0, 0}, {std::nullopt, 1, 0, 0, 0}}) ==
              std::nullopt);
        CHECK(bottleneck_of({{Function::engineering, 3, 0, 0, 0}, {std::nullopt, 1, 2, 2, 2}}) ==
              std::optional<Awaited>(std::in_place, std::nullopt));
    }
}

TEST_CASE("balance: what each function raised and what became of it") {
    Figured b;
    b.raised(Function::sales, ChangeStatus::approved);
    const ChangeId forced = b.raised(Function::sales, ChangeStatus::approved);
    b.set(forced, [](ChangeRequest& r) {
        r.decision = Decided::approved;
        r.override_reason = "They leave in May";
    });
    b.raised(Function::sales, ChangeStatus::declined);
    b.raised(Function::sales);
    b.raised(Function::engineering, ChangeStatus::withdrawn);
    CHECK(balance_figures(b.plan(5)) ==
          std::vector<BalanceFigure>{{Function::engineering, 1, 0, 0, 0}, {Function::sales, 4, 2, 1, 1}});
}

TEST_CASE("promises: kept, broken, open, and overdue of those") {
    Figured b;
    const FeatureId offline = b.feature("Offline mode", b.release("1.0", 10));
    b.promise("Kept", offline, 5);
    b.set(PromiseId{1}, [](Promise& p) { p.status = PromiseStatus::kept; });
    b.promise("Broken", offline, 5);
    b.set(PromiseId{2}, [](Promise& p) { p.status = PromiseStatus::broken; });
    b.promise("To come", offline, 20);
    b.promise("Late", offline, 12);
    b.promise("Late, of nothing", {}, 12);
    CHECK(promise_figures(b.plan(12)) == PromisesFigure{1, 1, 3, 0});
    CHECK(promise_figures(b.plan(13)) == PromisesFigure{1, 1, 3, 2});
    b.ship(ReleaseId{1}, 11);
    CHECK(promise_figures(b.plan(13)) == PromisesFigure{1, 1, 3, 1});
}

TEST_CASE("load: the days of the next 28 on which an owner is busy") {
    Figured b;
    const PersonId bob = b.person("bob");
    const PersonId ana = b.person("ana");
    const auto owned = [&](int on, int to, std::vector<PersonId> owners) {
        const EventId id = b.event("Fair", EventType::tradeshow, on, to);
        b.set(id, [&](LaunchEvent& e) { e.owners = std::move(owners); });
        return id;
    };
    // Two days of setting up and three of the fair, one of which is another event's, too: five days, four of
    // them Ana's.
    b.set(owned(10, 12, {bob}), [](LaunchEvent& e) { e.prep = 2; });
    owned(12, 12, {bob, ana});
    owned(20, 22, {ana});
    CHECK(load_figures(b.plan(5)) == std::vector<LoadFigure>{{bob, 5}, {ana, 4}});

    SECTION("today is the first of the 28 days") {
        CHECK(load_figures(b.plan(11)) == std::vector<LoadFigure>{{ana, 4}, {bob, 2}});
        owned(38, 39, {ana});
        CHECK(load_figures(b.plan(11)).front() == LoadFigure{ana, 5});
        CHECK(load_figures(b.plan(12)).front() == LoadFigure{ana, 6});
    }
    SECTION("what is over, done or cancelled keeps nobody busy") {
        CHECK(load_figures(b.plan(13)) == std::vector<LoadFigure>{{ana, 3}});
        b.set(EventId{3}, [](LaunchEvent& e) { e.status = EventStatus::cancelled; });
        CHECK(load_figures(b.plan(13)).empty());
    }
}

TEST_CASE("horizons: of approved requests that name one") {
    Figured b;
    for (const Horizon horizon : {Horizon::quarter, Horizon::quarter, Horizon::beyond})
        b.set(b.raised(Function::sales, ChangeStatus::approved),
              [&](ChangeRequest& r) { r.horizon = horizon; });
    b.raised(Function::sales, ChangeStatus::approved);
    b.set(b.raised(Function::sales), [](ChangeRequest& r) { r.horizon = Horizon::year; });
    CHECK(figures(b.plan(5)).horizons == std::array<int, 3>{2, 0, 1});
}

TEST_CASE("squeakiest wheel: warnings of the month by their root weakness") {
    Figured b;
    CHECK(squeakiest_in(b.plan(40), day(40)) == std::nullopt);
    // April begins on day 31. In it: three of people stretched, opened or still open; one of materials. In
    // March: two of materials and two of people; the first named wins.
    b.warned("unowned", 5);
    b.warned("overbooked", 35);
    b.warned("switch-load", 60);
    b.warned("overclaim", 5, 31);
    b.warned("collateral-late", 6, 30);
    b.warned("two-hats", 6, 10);
    b.warned("short-lead", 5);
    CHECK(squeakiest_in(b.plan(60), day(40)) == Squeak{"people stretched", 3});
    CHECK(squeakiest_in(b.plan(60), day(0)) == Squeak{"materials and claims", 2});
    const Figures all = figures(b.plan(60));
    CHECK(all.squeakiest == Squeak{"people stretched", 3});
    CHECK(all.squeakiest_before == Squeak{"materials and claims", 2});
    CHECK(figures(b.plan(5)).squeakiest_before == std::nullopt);
}

}  // namespace plumb
