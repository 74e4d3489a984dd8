#include "tests/core/change/desk.hpp"

namespace plumb {

TEST_CASE("only its requester withdraws a request, before it is decided") {
    Desk desk;
    const ChangeId id = desk.add_request();
    REQUIRE(desk.say(desk.dan, "watch", id));
    CHECK_THAT(desk.refused(desk.eve, "withdraw", id),
               Catch::Contains("was raised by cleo, who alone can withdraw it") &&
                   Catch::Contains("change decline CR-1"));
    // Who decides nothing is not offered to decline.
    CHECK_THAT(desk.refused(desk.dan, "withdraw", id), Catch::Contains("change show CR-1"));
    REQUIRE(desk.say(desk.ben, "loop-in", id, "How long?", {{"who", Ref{desk.ana}}}));
    REQUIRE(desk.say(desk.cleo, "withdraw", id, "The deal is off"));
    CHECK(desk.at(id).status == ChangeStatus::withdrawn);
    CHECK(desk.at(id).reason == "The deal is off");
    CHECK(desk.at(id).loop_ins.front().closed);
    CHECK(desk.line() == "CR-1 is withdrawn by cleo: “The deal is off”.");
    CHECK(desk.concern(desk.dan) == "CR-1 “Single sign-on” is withdrawn.");
}

TEST_CASE("an approver reopens what was decided, with a reason, and the clocks start again") {
    Desk desk;
    const ChangeId id = desk.add_request();
    SECTION("declined unheard: open") {
        REQUIRE(desk.say(desk.eve, "decline", id, "No capacity"));
        desk.wait(10);
        CHECK_THAT(desk.refused(desk.cleo, "reopen", id, "Please"),
                   Catch::Contains("takes the role approver"));
        CHECK_THAT(desk.refused(desk.eve, "reopen", id), Catch::Contains("takes a reason"));
        REQUIRE(desk.say(desk.eve, "reopen", id, "The customer came back"));
        const ChangeRequest& request = desk.at(id);
        CHECK(request.status == ChangeStatus::open);
        CHECK(request.waiting_since == desk.now);
        CHECK_FALSE(request.assessed_at);
        CHECK_FALSE(request.decision);
        CHECK_FALSE(request.decided_at);
        CHECK_FALSE(request.decided_by);
        CHECK(request.reason == "The customer came back");
        CHECK(request.opened_at < desk.now);
        CHECK(desk.line() == "CR-1 is reopened by eve because “The customer came back” and is open again.");
        CHECK(desk.concern(desk.cleo) == "CR-1 “Single sign-on” is reopened.");
    }
    SECTION("deferred and assessed: assessed, its assessments stay and may be given again") {
        desk.assess_both(id);
        REQUIRE(desk.say(desk.eve, "defer", id, "After the fair", {{"until", on("2027-06-01")}}));
        desk.wait(10);
        REQUIRE(desk.say(desk.eve, "reopen", id, "The fair is off"));
        CHECK(desk.at(id).status == ChangeStatus::assessed);
        CHECK(desk.at(id).assessed_at == desk.now);
        CHECK_FALSE(desk.at(id).until);
        CHECK(desk.world.all<Assessment>().size() == 2);
        CHECK(desk.say(desk.ana, "assess", id, "still so"));
        CHECK(desk.world.all<Assessment>().size() == 2);
    }
    SECTION("approved: the plan stays, and approving again makes no second feature") {
        desk.assess_both(id);
        REQUIRE(desk.say(desk.eve, "approve", id, "Now", {{"displaces", text_value("none")}}));
        const FeatureId made = desk.at(id).made_feature;
        REQUIRE(desk.say(desk.eve, "reopen", id, "Too soon"));
        CHECK_THAT(desk.line(), Catch::Contains("What it changed in the plan stays"));
        CHECK(desk.world.all<Feature>().size() == 2);
        CHECK_FALSE(desk.at(id).displaces);
        CHECK(desk.at(id).touched_at_approval == std::vector{desk.one});
        REQUIRE(desk.say(desk.eve, "approve", id, "Now after all"));
        CHECK(desk.world.all<Feature>().size() == 2);
        CHECK(desk.at(id).made_feature == made);
        CHECK_THAT(desk.line(), Catch::Contains("F-2 “Single sign-on” stays in 1.0."));
    }
}

TEST_CASE("what an earlier approval did is no hindrance to approving again") {
    Desk desk;
    const auto twice = [&](ChangeId id) {
        const Keys now{{"override", text_value("Fair")}};
        REQUIRE(desk.say(desk.eve, "approve", id, {}, now));
        REQUIRE(desk.say(desk.eve, "reopen", id, "Too soon"));
        REQUIRE(desk.say(desk.eve, "approve", id, {}, now));
        return desk.line();
    };
    SECTION("date") {
        const ChangeId id =
            desk.opens(desk.cleo, "Later", {{"release", Ref{desk.one}}, {"date", on("2027-07-10")}});
        CHECK_THAT(twice(id), Catch::Contains("1.0 stays on Sat 10 Jul."));
        CHECK(desk.world.all<Move>().size() == 1);
    }
    SECTION("move") {
        const ChangeId id =
            desk.opens(desk.cleo, "Login later", {{"feature", Ref{desk.login}}, {"to", Ref{desk.two}}});
        CHECK_THAT(twice(id), Catch::Contains("F-1 “Login” stays in 2.0."));
        CHECK(desk.at(id).left_release == desk.one);
        CHECK(desk.world.all<Move>().size() == 1);
    }
    SECTION("drop") {
        const ChangeId id =
            desk.opens(desk.cleo, "No login", {{"kind", text_value("drop")}, {"feature", Ref{desk.login}}});
        CHECK_THAT(twice(id), Catch::Contains("F-1 “Login” stays dropped."));
        CHECK(desk.at(id).left_release == desk.one);
    }
    SECTION("drop out of the backlog") {
        const FeatureId idea = desk.feature("Idea", {});
        const ChangeId id = desk.opens(
            desk.cleo, "No idea",
            {{"kind", text_value("drop")}, {"feature", Ref{idea}}, {"why", text_value("Nobody asked")}});
        CHECK_THAT(twice(id), Catch::Contains("F-2 “Idea” stays dropped."));
    }
    SECTION("what somebody else did is one") {
        const ChangeId id =
            desk.opens(desk.cleo, "Later", {{"release", Ref{desk.one}}, {"date", on("2027-07-10")}});
        desk.set(desk.one, [](Release& r) { r.date = on("2027-07-10"); });
        CHECK_THAT(desk.refused(desk.eve, "approve", id, {}, {{"override", text_value("Fair")}}),
                   Catch::StartsWith("1.0 is due on Sat 10 Jul already."));
    }
}

TEST_CASE("merging moves evidence, watchers and supporters, and points to the survivor") {
    Desk desk;
    const ChangeId first = desk.add_request("Single sign-on");
    const ChangeId second = desk.opens(desk.dan, "SSO for partners", {{"customer", text_value("Acme")}});
    REQUIRE(desk.say(desk.ben, "support", second));
    REQUIRE(desk.say(desk.cleo, "evidence", second, {}, {{"customer", text_value("Cray")}}));
    REQUIRE(desk.say(desk.ben, "loop-in", second, "How long?", {{"who", Ref{desk.ana}}}));
    REQUIRE(desk.say(desk.eve, "merge", second, {}, {{"into", Ref{first}}}));
    CHECK(desk.at(second).status == ChangeStatus::merged);
    CHECK(desk.at(second).merged_into == first);
    CHECK(desk.at(second).loop_ins.front().closed);
    CHECK(desk.at(second).watchers.empty());
    CHECK(desk.at(first).watchers == std::vector{desk.cleo, desk.dan});
    CHECK(desk.at(first).supporters == std::vector{desk.ben});
    for (const Evidence& voice : desk.world.all<Evidence>()) CHECK(voice.change == first);
    CHECK(desk.line() == "CR-2 is merged into CR-1 “Single sign-on”, with 2 pieces of evidence.");
    CHECK(desk.concern(desk.dan) == "CR-2 “SSO for partners” goes on as CR-1 “Single sign-on”.");

    SECTION("later evidence goes to the survivor, however long the chain") {
        const ChangeId third = desk.add_request("Log in once");
        REQUIRE(desk.say(desk.eve, "merge", first, {}, {{"into", Ref{third}}}));
        REQUIRE(desk.say(desk.cleo, "evidence", second, {}, {{"customer", text_value("Bolt")}}));
        CHECK(desk.at(EvidenceId{3}).change == third);
        CHECK_THAT(desk.line(), Catch::StartsWith("CR-3 is heard from Bolt") &&
                                    Catch::Contains("CR-2 was merged into it"));
    }
}

TEST_CASE("what cannot be merged is refused") {
    Desk desk;
    const ChangeId first = desk.add_request("Single sign-on");
    const ChangeId second = desk.add_request("SSO");
    const ChangeId third = desk.add_request("Log in once");
    const auto into = [&](ChangeId from, ChangeId to) {
        return desk.refused(desk.eve, "merge", from, {}, {{"into", Ref{to}}});
    };
    CHECK_THAT(into(first, first), Catch::Contains("into itself"));
    REQUIRE(desk.say(desk.eve, "merge", second, {}, {{"into", Ref{first}}}));
    CHECK_THAT(into(third, second),
               Catch::Contains("CR-2 is itself merged into CR-1") && Catch::Contains("into:CR-1"));
    REQUIRE(desk.say(desk.cleo, "withdraw", third));
    CHECK_THAT(into(first, third), Catch::Contains("CR-3 is withdrawn"));
    Product other;
    other.key = "hermes";
    const ProductId hermes = put(desk.world, std::move(other));
    const ChangeId fourth = desk.add_request("Elsewhere");
    desk.set(fourth, [&](ChangeRequest& r) { r.product = hermes; });
    CHECK_THAT(into(first, fourth), Catch::Contains("within one product"));
    CHECK(desk.at(first).status == ChangeStatus::open);
}

}  // namespace plumb
