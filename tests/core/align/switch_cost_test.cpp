#include "core/align/switch_cost.hpp"
#include "tests/support/world_builder.hpp"

namespace plumb {

namespace {

struct Engineer : WorldBuilder {
    PersonId ana = [this] {
        Person made;
        made.handle = "ana";
        return add(std::move(made));
    }();
    ReleaseId one = release("1.0", 60);

    FeatureId work(std::optional<Effort> effort, FeatureStatus status = FeatureStatus::in_progress) {
        Feature made;
        made.title = "Work";
        made.release = one;
        made.owner = ana;
        made.effort = effort;
        made.status = status;
        return add(std::move(made));
    }
    std::optional<double> cost(FeatureId touched) const {
        ChangeRequest request;
        request.product = product;
        request.feature = touched;
        return switch_cost(world, request);
    }
};

}  // namespace

TEST_CASE("the loss is Weinberg’s, and no more than three quarters") {
    CHECK(switching_loss(0) == 0);
    CHECK(switching_loss(1) == 0);
    CHECK(switching_loss(2) == 0.20);
    CHECK(switching_loss(3) == 0.40);
    CHECK(switching_loss(4) == 0.60);
    CHECK(switching_loss(5) == 0.75);
    CHECK(switching_loss(9) == 0.75);
    CHECK(switching_loss(-1) == 0);
}

TEST_CASE("one more task costs what it adds to the loss of what is in progress") {
    Engineer b;
    const FeatureId touched = b.work(Effort{1, 2}, FeatureStatus::planned);
    SECTION("nothing in progress: left out") { CHECK_FALSE(b.cost(touched)); }
    SECTION("two, ranges at their upper end") {
        b.work(Effort{5, 11});
        b.work(Effort{11, 11});
        CHECK(b.cost(touched).value() == Approx(4.4));
    }
    SECTION("from the fourth to the fifth it is less, from the fifth on nothing") {
        for (int i = 0; i < 4; ++i) b.work(Effort{10, 10});
        CHECK(b.cost(touched).value() == Approx(40 * 0.15));
        b.work(Effort{10, 10});
        CHECK(b.cost(touched).value() == Approx(0));
    }
    SECTION("what has no effort counts as a task; where none has, it is left out") {
        b.work(std::nullopt);
        CHECK_FALSE(b.cost(touched));
        b.work(Effort{10, 10});
        CHECK(b.cost(touched).value() == Approx(2));
    }
    SECTION("what is shipped, cancelled, done or in the backlog does not count") {
        b.work(Effort{10, 10});
        b.work(Effort{10, 10}, FeatureStatus::done);
        const FeatureId home = b.work(Effort{10, 10});
        b.set(home, [](Feature& f) { f.release = {}; });
        CHECK(b.cost(touched).value() == Approx(2));
        for (const ReleaseStatus status : {ReleaseStatus::shipped, ReleaseStatus::cancelled}) {
            b.set(b.one, [&](Release& r) { r.status = status; });
            CHECK_FALSE(b.cost(touched));
        }
    }
}

TEST_CASE("it lands on the feature’s owner, on the assignee where there is no feature") {
    Engineer b;
    b.work(Effort{10, 10});
    ChangeRequest request;
    request.product = b.product;
    CHECK(switch_costs(b.world, request).empty());
    request.assignee = b.ana;
    REQUIRE(switch_costs(b.world, request).size() == 1);
    CHECK(switch_costs(b.world, request)[0].who == b.ana);
    Feature unowned;
    unowned.title = "Unowned";
    request.feature = b.add(std::move(unowned));
    CHECK(switch_costs(b.world, request).empty());
}

}  // namespace plumb
