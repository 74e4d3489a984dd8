#include "tests/core/change/desk.hpp"

namespace plumb {

namespace {

Keys override_with(std::string_view why) { return {{"override", text_value(why)}}; }

}  // namespace

TEST_CASE("an approval needs the role, and is recorded with its reason") {
    Desk desk;
    const ChangeId id = desk.add_request();
    desk.assess_both(id);
    CHECK(desk.refused(desk.cleo, "approve", id, "I want it") ==
          "To approve CR-1 takes the role approver. | eve can. | change show CR-1");
    desk.wait(2);
    REQUIRE(desk.say(desk.eve, "approve", id, "Worth a quarter",
                     {{"trade-off", text_value("The report waits")}, {"revisit", on("2027-06-01")}}));
    const ChangeRequest& request = desk.at(id);
    CHECK(request.status == ChangeStatus::approved);
    CHECK(request.decision == Decided::approved);
    CHECK(request.decided_by == desk.eve);
    CHECK(request.decided_at == desk.now);
    CHECK(request.reason == "Worth a quarter");
    CHECK(request.override_reason.empty());
    CHECK(request.trade_off == "The report waits");
    CHECK(request.revisit == on("2027-06-01"));
    CHECK(request.missing_at_approval.empty());
    CHECK(
        desk.line() ==
        "CR-1 is approved by eve because “Worth a quarter”. F-2 “Single sign-on” is in 1.0. To be looked at "
        "again on Tue 1 Jun.");
    CHECK(desk.told.front().thread);
    CHECK(desk.concern(desk.cleo) == "CR-1 “Single sign-on” is approved.");
    CHECK(desk.concern(desk.eve).empty());
}

TEST_CASE("the policy says which role decides") {
    Desk desk;
    desk.set(desk.product, [](Product& p) { p.policy.decide = Role::admin; });
    const ChangeId id = desk.add_request();
    desk.assess_both(id);
    CHECK(desk.refused(desk.eve, "approve", id) ==
          "To approve CR-1 takes the role admin. | Nobody has the role admin yet; an admin gives it. | "
          "role add @ana admin");
    desk.set(desk.dan, [](Person& p) { p.roles = {Role::admin}; });
    CHECK(desk.say(desk.dan, "approve", id));
}

TEST_CASE("nobody decides on what they raised, override or not") {
    Desk desk;
    desk.set(desk.dan, [](Person& p) { p.roles = {Role::approver}; });
    const ChangeId id = desk.opens(desk.eve, "Dark mode");
    desk.assess_both(id);
    for (const std::string_view verb : {"approve", "decline", "defer"}) {
        INFO(verb);
        const std::string text = desk.refused(desk.eve, verb, id, "mine", override_with("mine"));
        CHECK_THAT(text, Catch::StartsWith(
                             "You raised CR-1, and nobody decides alone on their own request. | dan can."));
    }
    CHECK(desk.at(id).status == ChangeStatus::assessed);
    CHECK(desk.say(desk.dan, "approve", id));
}

TEST_CASE("where nobody else could decide, the requester may with an override") {
    Desk desk;
    const ChangeId id = desk.opens(desk.eve, "Dark mode");
    desk.assess_both(id);
    CHECK_THAT(desk.refused(desk.eve, "approve", id, "mine"), Catch::Contains("Nobody else could decide"));
    REQUIRE(desk.say(desk.eve, "approve", id, {}, override_with("I am the only one here")));
    CHECK(desk.at(id).override_reason == "I am the only one here");
    CHECK(desk.at(id).reason == "I am the only one here");
    CHECK_THAT(desk.line(), Catch::Contains("approved by eve, with an override: “I am the only one here”."));
}

TEST_CASE("an approval with an assessment missing takes an override") {
    Desk desk;
    const ChangeId id = desk.add_request();
    CHECK(desk.refused(desk.eve, "approve", id, "Now") ==
          "CR-1 has not been assessed by engineering and marketing. | Wait for that, or approve with an "
          "override: it is "
          "recorded and stays visible. | change approve CR-1 override:\"why it cannot wait\"");
    REQUIRE(desk.say(desk.ana, "assess", id, "fine"));
    CHECK_THAT(desk.refused(desk.eve, "approve", id), Catch::Contains("not been assessed by marketing."));
    REQUIRE(desk.say(desk.eve, "approve", id, "They leave", override_with("The customer leaves in May")));
    CHECK(desk.at(id).missing_at_approval == std::vector{Function::marketing});
    CHECK(desk.at(id).override_reason == "The customer leaves in May");
    CHECK(desk.at(id).reason == "They leave");
}

TEST_CASE("an approval inside the freeze of a touched release takes an override") {
    Desk desk;
    desk.set(desk.one, [](Release& r) { r.freeze = on("2027-03-10"); });
    const ChangeId id = desk.opens(desk.cleo, "Faster log in", {{"feature", Ref{desk.login}}});
    desk.assess_both(id);
    SECTION("not the day before") {
        desk.now = utc("2027-03-09T23:59");
        REQUIRE(desk.say(desk.eve, "approve", id));
        CHECK(desk.at(id).frozen_at_approval.empty());
    }
    SECTION("from the day itself") {
        desk.now = utc("2027-03-10T00:00");
        CHECK_THAT(desk.refused(desk.eve, "approve", id),
                   Catch::Contains("it touches 1.0 (in its freeze since Wed 10 Mar)"));
        REQUIRE(desk.say(desk.eve, "approve", id, {}, override_with("A security hole")));
        CHECK(desk.at(id).frozen_at_approval == std::vector{desk.one});
        CHECK(desk.at(id).missing_at_approval.empty());
    }
    SECTION("declining and deferring need none") {
        desk.now = utc("2027-03-10T00:00");
        CHECK(desk.say(desk.eve, "decline", id, "Too late for 1.0"));
    }
    SECTION("a shipped release is past its freeze") {
        desk.now = utc("2027-03-10T00:00");
        desk.set(desk.one, [](Release& r) {
            r.status = ReleaseStatus::shipped;
            r.shipped_on = on("2027-03-09");
        });
        CHECK(desk.say(desk.eve, "approve", id));
    }
    SECTION("a move into it counts") {
        const FeatureId report = desk.feature("Report", desk.two);
        const ChangeId move =
            desk.opens(desk.cleo, "Report sooner", {{"feature", Ref{report}}, {"to", Ref{desk.one}}});
        desk.assess_both(move);
        desk.now = utc("2027-03-10T00:00");
        CHECK_THAT(desk.refused(desk.eve, "approve", move),
                   Catch::Contains("freeze") || Catch::Contains("frozen"));
    }
}

TEST_CASE("declining and deferring take a reason, no assessment") {
    Desk desk;
    const ChangeId id = desk.add_request();
    CHECK_THAT(desk.refused(desk.eve, "decline", id),
               Catch::Contains("takes a reason") && Catch::Contains("change decline CR-1 \""));
    CHECK_THAT(desk.refused(desk.eve, "defer", id, {}, {{"until", on("2027-06-01")}}),
               Catch::Contains("takes a reason"));
    CHECK_THAT(desk.refused(desk.eve, "defer", id, "After the fair"), Catch::Contains("Until when"));
    CHECK_THAT(desk.refused(desk.eve, "defer", id, "After the fair", {{"until", on("2027-03-03")}}),
               Catch::Contains("Give a day after today"));
    SECTION("declined") {
        REQUIRE(desk.say(desk.eve, "decline", id, {}, {{"reason", text_value("No capacity")}}));
        CHECK(desk.at(id).status == ChangeStatus::declined);
        CHECK(desk.at(id).reason == "No capacity");
        CHECK(desk.line() == "CR-1 is declined by eve because “No capacity”.");
        CHECK(desk.concern(desk.cleo) == "CR-1 “Single sign-on” is declined.");
    }
    SECTION("deferred, from tomorrow on") {
        REQUIRE(desk.say(desk.eve, "defer", id, "After the fair", {{"until", on("2027-03-04")}}));
        CHECK(desk.at(id).status == ChangeStatus::deferred);
        CHECK(desk.at(id).until == on("2027-03-04"));
        CHECK(desk.line() == "CR-1 is deferred by eve until Thu 4 Mar because “After the fair”.");
    }
    SECTION("an override is a reason") {
        REQUIRE(desk.say(desk.eve, "decline", id, {}, override_with("The board said so")));
        CHECK(desk.at(id).reason == "The board said so");
    }
    CHECK(desk.world.all<Feature>().size() == 1);
}

TEST_CASE("what an approval displaces is a feature, a date or nothing") {
    Desk desk;
    desk.baseline();
    const FeatureId report = desk.feature("Report", desk.one, desk.dan);
    const ChangeId id = desk.add_request();
    desk.assess_both(id);
    const auto approve = [&](std::string_view what) {
        return desk.say(desk.eve, "approve", id, "Now", {{"displaces", text_value(what)}});
    };
    SECTION("a feature, whose owner is told") {
        REQUIRE(approve("f-2"));
        CHECK(desk.at(id).displaces->feature == report);
        CHECK(desk.concern(desk.dan) == "CR-1 is approved and displaces your F-2 “Report”.");
        CHECK(desk.at(report).status == FeatureStatus::planned);
    }
    SECTION("nothing") {
        REQUIRE(approve("None"));
        CHECK(desk.at(id).displaces->none);
    }
    SECTION("a date") {
        REQUIRE(approve("15 jul"));
        CHECK(desk.at(id).displaces->date == on("2027-07-15"));
    }
    SECTION("not said") {
        REQUIRE(desk.say(desk.eve, "approve", id, "Now"));
        CHECK_FALSE(desk.at(id).displaces);
    }
    SECTION("not what the request brings in itself") {
        const FeatureId idea = desk.feature("Idea", {});
        const ChangeId own =
            desk.opens(desk.cleo, "Bring the idea",
                       {{"kind", text_value("add")}, {"feature", Ref{idea}}, {"release", Ref{desk.one}}});
        desk.assess_both(own);
        CHECK_THAT(desk.refused(desk.eve, "approve", own, "Now", {{"displaces", text_value("F-3")}}),
                   Catch::StartsWith("F-3 “Idea” is what CR-2 itself is about, so it makes no room. |"));
        REQUIRE(approve("F-2"));
        REQUIRE(desk.say(desk.eve, "reopen", id, "Too soon"));
        CHECK_THAT(desk.refused(desk.eve, "approve", id, "Now", {{"displaces", text_value("F-4")}}),
                   Catch::StartsWith("F-4 “Single sign-on” is what CR-1 itself is about"));
    }
    SECTION("something else") {
        CHECK_THAT(desk.refused(desk.eve, "approve", id, "Now", {{"displaces", text_value("the report")}}),
                   Catch::Contains("displaces: names the feature"));
        CHECK_THAT(desk.refused(desk.eve, "approve", id, "Now", {{"displaces", text_value("F-99")}}),
                   Catch::Contains("F-99 is no feature of Atlas"));
    }
}

}  // namespace plumb
