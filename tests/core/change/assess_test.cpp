#include "tests/core/change/desk.hpp"

namespace plumb {

TEST_CASE("a request is assessed once every required function has said what it thinks") {
    Desk desk;
    const ChangeId id = desk.add_request();
    desk.wait(1);
    REQUIRE(desk.say(
        desk.ana, "assess", id, "needs a local store",
        {{"effort", Effort{8, 12}}, {"feasible", text_value("risky")}, {"risk", text_value("high")}}));
    CHECK(desk.at(id).status == ChangeStatus::open);
    CHECK(desk.line() ==
          "CR-1 is assessed by engineering: 8–12 days, risky, high risk if late, “needs a local store”. "
          "Still to come: marketing.");
    CHECK(desk.concerns.empty());

    desk.wait(1);
    REQUIRE(desk.say(desk.ben, "assess", id, {},
                     {{"value", text_value("high")}, {"positioning", text_value("docs")}}));
    CHECK(desk.at(id).status == ChangeStatus::assessed);
    CHECK(desk.at(id).assessed_at == desk.now);
    CHECK_THAT(desk.line(), Catch::Contains("high customer value, docs change") &&
                                Catch::Contains("is in; eve can decide."));
    CHECK(desk.concern(desk.cleo) == "CR-1 is assessed: every required assessment is in.");
    CHECK(desk.concern(desk.ben).empty());
    CHECK(desk.at(id).watchers == std::vector{desk.cleo, desk.ana, desk.ben});
}

TEST_CASE("a second assessment by the same function replaces the first and starts no clock") {
    Desk desk;
    const ChangeId id = desk.add_request();
    desk.assess_both(id);
    const Instant first = desk.now;
    desk.wait(3);
    REQUIRE(desk.say(desk.ana, "assess", id, {}, {{"effort", Effort{20, 20}}, {"build", text_value("buy")}}));
    CHECK(desk.world.all<Assessment>().size() == 2);
    const Assessment& said = desk.at(AssessmentId{1});
    CHECK(said.effort == Effort{20, 20});
    CHECK(said.build == Build::buy);
    CHECK_FALSE(said.feasible);
    CHECK(said.first_at == first);
    CHECK(said.at == desk.now);
    CHECK(desk.at(id).assessed_at == first);
    CHECK(desk.at(id).status == ChangeStatus::assessed);
    CHECK_THAT(desk.line(), Catch::StartsWith("CR-1 is assessed again by engineering: 20 days"));
}

TEST_CASE("functions that the policy does not require may assess too") {
    Desk desk;
    const ChangeId id = desk.add_request();
    REQUIRE(desk.say(desk.cleo, "assess", id, "three deals wait", {{"recommend", text_value("yes")}}));
    CHECK(desk.at(id).status == ChangeStatus::open);
    CHECK(desk.at(AssessmentId{1}).recommend == YesNo::yes);
    CHECK(desk.at(AssessmentId{1}).note == "three deals wait");
    CHECK_THAT(desk.line(), Catch::Contains("Still to come: engineering and marketing"));
    desk.set(desk.product, [](Product& p) { p.policy.assess = {Function::support}; });
    REQUIRE(desk.say(desk.dan, "assess", id, "fewer tickets"));
    CHECK(desk.at(id).status == ChangeStatus::assessed);
}

TEST_CASE("keys of another function are refused by name") {
    Desk desk;
    const ChangeId id = desk.add_request();
    CHECK_THAT(
        desk.refused(desk.ana, "assess", id, {}, {{"value", text_value("high")}, {"effort", Effort{1, 1}}}),
        Catch::Contains("value: is not for engineering to judge") && Catch::Contains("feasible:, effort:"));
    CHECK_THAT(
        desk.refused(desk.ben, "assess", id, {}, {{"effort", Effort{1, 1}}, {"risk", text_value("low")}}),
        Catch::Contains("effort: and risk: are not for marketing"));
    CHECK_THAT(desk.refused(desk.dan, "assess", id, {}, {{"feasible", text_value("yes")}}),
               Catch::Contains("support says recommend:"));
    CHECK_THAT(desk.refused(desk.ana, "assess", id), Catch::Contains("What does engineering say of CR-1?"));
    CHECK(desk.world.all<Assessment>().empty());
}

TEST_CASE("who has set no function says for which one") {
    Desk desk;
    const PersonId flo = put_person(desk.world, "flo");
    const ChangeId id = desk.add_request();
    CHECK_THAT(desk.refused(flo, "assess", id, {}, {{"effort", Effort{1, 1}}}),
               Catch::Contains("as:engineering"));
    REQUIRE(desk.say(flo, "assess", id, {}, {{"as", text_value("engineering")}, {"effort", Effort{1, 1}}}));
    CHECK(desk.at(AssessmentId{1}).function == Function::engineering);
    CHECK(desk.at(AssessmentId{1}).by == flo);
    CHECK_FALSE(desk.at(flo).function);
    CHECK_THAT(desk.refused(desk.ben, "assess", id, "fine", {{"as", text_value("engineering")}}),
               Catch::Contains("You speak for marketing"));
    REQUIRE(desk.say(desk.ben, "assess", id, "fine", {{"as", text_value("marketing")}}));
}

TEST_CASE("assessing shows what switching costs the engineer it lands on") {
    Desk desk;
    for (int i = 0; i < 2; ++i) {
        const FeatureId busy = desk.feature("Work " + std::to_string(i), desk.one, desk.ana);
        desk.set(busy, [](Feature& f) {
            f.status = FeatureStatus::in_progress;
            f.effort = Effort{5, 11};
        });
    }
    const ChangeId id = desk.opens(desk.cleo, "Log in faster", {{"feature", Ref{desk.login}}});
    REQUIRE(desk.say(desk.ana, "assess", id, {}, {{"effort", Effort{2, 2}}}));
    CHECK_THAT(desk.line(),
               Catch::Contains(
                   "ana has 2 features in progress (F-2 and F-3: 22 days); a third costs about 4.4 days of "
                   "switching (Weinberg’s rule of thumb)."));
}

TEST_CASE("an imported request counts from the first assessment given here") {
    Desk desk;
    const ChangeId id = desk.add_request();
    desk.set(id, [](ChangeRequest& r) { r.imported = true; });
    REQUIRE(desk.say(desk.ana, "assess", id, "fine"));
    CHECK_FALSE(desk.at(id).imported);
}

}  // namespace plumb
