// What approving each kind changes, and the facts it leaves.
#include "tests/core/change/desk.hpp"

namespace plumb {

namespace {

/// Opens, has it assessed by both and approves.
ChangeId approved(Desk& desk, std::string title, Keys keys) {
    const ChangeId id = desk.opens(desk.cleo, std::move(title), std::move(keys));
    REQUIRE(id);
    desk.assess_both(id);
    REQUIRE(desk.say(desk.eve, "approve", id, "Now"));
    return id;
}

std::vector<Move> moves(const Desk& desk) {
    std::vector<Move> rows;
    for (const Move& row : desk.world.all<Move>()) rows.push_back(row);
    return rows;
}

}  // namespace

TEST_CASE("an approved add makes the feature in its release") {
    Desk desk;
    const ChangeId id =
        approved(desk, "Single sign-on",
                 {{"release", Ref{desk.one}}, {"horizon", text_value("year")}, {"assignee", Ref{desk.ana}}});
    const FeatureId made = desk.at(id).made_feature;
    REQUIRE(made);
    const Feature& feature = desk.at(made);
    CHECK(feature.title == "Single sign-on");
    CHECK(feature.release == desk.one);
    CHECK(feature.product == desk.product);
    CHECK(feature.status == FeatureStatus::planned);
    CHECK(feature.effort == Effort{5, 8});
    CHECK(feature.horizon == Horizon::year);
    CHECK(feature.owner == desk.ana);
    CHECK(desk.at(id).touched_at_approval == std::vector{desk.one});
    CHECK_FALSE(desk.at(id).baselined_at_approval);
    CHECK(moves(desk).empty());
}

TEST_CASE("the effort a request states is worth more than the assessed one") {
    Desk desk;
    const ChangeId id =
        approved(desk, "Single sign-on", {{"release", Ref{desk.one}}, {"effort", Effort{3, 3}}});
    CHECK(desk.at(desk.at(id).made_feature).effort == Effort{3, 3});
}

TEST_CASE("an add without a release goes to the backlog") {
    Desk desk;
    const ChangeId id = approved(desk, "Single sign-on", {});
    CHECK_FALSE(desk.at(desk.at(id).made_feature).release);
    CHECK_THAT(desk.line(), Catch::Contains("F-2 “Single sign-on” is in the backlog"));
}

TEST_CASE("an add may bring a feature in from the backlog, or back") {
    Desk desk;
    const FeatureId report = desk.feature("Report", {});
    SECTION("from the backlog") {
        const ChangeId id =
            approved(desk, "The report",
                     {{"kind", text_value("add")}, {"feature", Ref{report}}, {"release", Ref{desk.two}}});
        CHECK(desk.at(report).release == desk.two);
        CHECK(desk.at(report).title == "Report");
        CHECK(desk.at(report).effort == Effort{5, 8});
        CHECK_FALSE(desk.at(id).made_feature);
        REQUIRE(moves(desk).size() == 1);
        CHECK(moves(desk)[0].record == Ref{report});
        CHECK_FALSE(moves(desk)[0].from);
        CHECK(moves(desk)[0].to == desk.two);
        CHECK(moves(desk)[0].new_date == on("2027-09-30"));
    }
    SECTION("one that was dropped is planned again") {
        desk.set(report, [&](Feature& f) {
            f.status = FeatureStatus::dropped;
            f.release = desk.one;
        });
        approved(desk, "The report",
                 {{"kind", text_value("add")}, {"feature", Ref{report}}, {"release", Ref{desk.one}}});
        CHECK(desk.at(report).status == FeatureStatus::planned);
        CHECK(desk.at(report).release == desk.one);
    }
}

TEST_CASE("an approved modify gives title and effort, and makes done collateral stale") {
    Desk desk;
    const EventId fair = desk.event("Fair", "2027-07-15", desk.one, desk.ben);
    const CollateralId sheet = desk.collateral("Data sheet", fair, desk.login, desk.dan);
    const CollateralId draft = desk.collateral("Blog post", fair, desk.login, desk.dan);
    const CollateralId other = desk.collateral("Poster", fair, {}, desk.dan);
    for (const CollateralId id : {sheet, other})
        desk.set(id, [](Collateral& c) { c.status = CollateralStatus::done; });

    approved(desk, "Login without password",
             {{"feature", Ref{desk.login}}, {"becomes", text_value("Passkeys")}, {"effort", Effort{4, 4}}});
    CHECK(desk.at(desk.login).title == "Passkeys");
    CHECK(desk.at(desk.login).effort == Effort{4, 4});
    CHECK(desk.at(desk.login).release == desk.one);
    CHECK(desk.at(sheet).status == CollateralStatus::stale);
    CHECK(desk.at(draft).status == CollateralStatus::todo);
    CHECK(desk.at(other).status == CollateralStatus::done);
    CHECK(desk.line() ==
          "CR-1 is approved by eve because “Now”. F-1 “Login” becomes “Passkeys”, 4 days; C-1 “Data sheet” "
          "is stale.");
    CHECK(desk.concern(desk.dan) ==
          "CR-1 is approved and touches your C-1 “Data sheet” and C-2 “Blog post”. "
          "To say that you know: change ack CR-1");
    CHECK(desk.concern(desk.ben) ==
          "CR-1 is approved and touches your LE-1 “Fair”. To say that you know: change ack CR-1");
    CHECK(desk.concern(desk.ana) ==
          "CR-1 is approved and touches your F-1 “Passkeys”. To say that you know: change ack CR-1");
    CHECK(desk.concern(desk.cleo) == "CR-1 “Login without password” is approved.");
}

TEST_CASE("owners of what an approval affects acknowledge it, each once") {
    Desk desk;
    desk.event("Fair", "2027-07-15", desk.one, desk.ben);
    const ChangeId id = approved(desk, "Log in faster", {{"feature", Ref{desk.login}}});
    CHECK(desk.at(id).affected == std::vector{desk.ana, desk.ben});
    CHECK_THAT(desk.refused(desk.cleo, "ack", id),
               Catch::Contains("Nothing of yours") && Catch::Contains("ana and ben"));
    REQUIRE(desk.say(desk.ben, "ack", id));
    CHECK(desk.line() == "CR-1 is acknowledged by ben; still to come: ana.");
    REQUIRE(desk.say(desk.ben, "ack", id));
    CHECK(desk.told.empty());
    REQUIRE(desk.say(desk.ana, "ack", id));
    CHECK(desk.line() == "CR-1 is acknowledged by ana: everybody it affects has.");
    CHECK(desk.at(id).acknowledged == std::vector{desk.ben, desk.ana});
    REQUIRE(desk.say(desk.eve, "reopen", id, "Too soon"));
    CHECK(desk.at(id).affected.empty());
    CHECK(desk.at(id).acknowledged.empty());
}

TEST_CASE("who approves is not asked to acknowledge") {
    Desk desk;
    desk.set(desk.login, [&](Feature& f) { f.owner = desk.eve; });
    CHECK(desk.at(approved(desk, "Log in faster", {{"feature", Ref{desk.login}}})).affected.empty());
}

TEST_CASE("a modify that says no more leaves the feature, its thread is the rest") {
    Desk desk;
    const Feature before = desk.at(desk.login);
    approved(desk, "Log in faster", {{"feature", Ref{desk.login}}});
    CHECK(desk.at(desk.login).title == before.title);
    CHECK(desk.at(desk.login).effort == before.effort);
    CHECK_THAT(desk.line(), Catch::Contains("F-1 “Login” changes"));
}

TEST_CASE("an approved drop drops the feature and remembers what it left") {
    Desk desk;
    const ChangeId id =
        approved(desk, "No login", {{"kind", text_value("drop")}, {"feature", Ref{desk.login}}});
    CHECK(desk.at(desk.login).status == FeatureStatus::dropped);
    CHECK(desk.at(id).left_release == desk.one);
    CHECK(desk.at(id).touched_at_approval == std::vector{desk.one});
    CHECK_THAT(desk.line(), Catch::Contains("F-1 “Login” is dropped from 1.0"));
}

TEST_CASE("an approved move re-homes the feature and leaves a row in the ledger") {
    Desk desk;
    const ChangeId id =
        approved(desk, "Login later",
                 {{"feature", Ref{desk.login}}, {"to", Ref{desk.two}}, {"why", text_value("No hands")}});
    CHECK(desk.at(desk.login).release == desk.two);
    CHECK(desk.at(id).left_release == desk.one);
    auto touched = desk.at(id).touched_at_approval;
    std::sort(touched.begin(), touched.end());
    CHECK(touched == std::vector{desk.one, desk.two});
    REQUIRE(moves(desk).size() == 1);
    const Move row = moves(desk)[0];
    CHECK(row.record == Ref{desk.login});
    CHECK(row.from == desk.one);
    CHECK(row.to == desk.two);
    CHECK(row.old_date == on("2027-06-30"));
    CHECK(row.new_date == on("2027-09-30"));
    CHECK(row.on == on("2027-03-03"));
    CHECK(row.by == desk.eve);
    CHECK(row.why == "No hands");
}

TEST_CASE("an approved date moves the release and leaves a row in the ledger") {
    Desk desk;
    const ChangeId id = approved(desk, "1.0 later", {{"release", Ref{desk.one}}, {"date", on("2027-07-10")}});
    CHECK(desk.at(desk.one).date == on("2027-07-10"));
    CHECK(desk.at(id).touched_at_approval == std::vector{desk.one});
    CHECK_THAT(desk.line(), Catch::Contains("1.0 moves from Wed 30 Jun to Sat 10 Jul (10 days later)"));
    REQUIRE(moves(desk).size() == 1);
    CHECK(moves(desk)[0].old_date == on("2027-06-30"));
    CHECK(moves(desk)[0].why == "Now");
}

TEST_CASE("a touched release that a baseline holds is remembered as baselined") {
    Desk desk;
    desk.baseline();
    const ChangeId id = approved(desk, "Single sign-on", {{"release", Ref{desk.one}}});
    CHECK(desk.at(id).baselined_at_approval);
}

TEST_CASE("an add is judged by the release it goes to, not by the one its feature was dropped from") {
    Desk desk;
    desk.baseline();
    const ReleaseId fresh = desk.release("9.0", "2027-12-01");
    desk.set(desk.login, [](Feature& f) { f.status = FeatureStatus::dropped; });
    const ChangeId id =
        approved(desk, "Login again",
                 {{"kind", std::string("add")}, {"feature", Ref{desk.login}}, {"release", Ref{fresh}}});
    CHECK_FALSE(desk.at(id).baselined_at_approval);
}

TEST_CASE("what the plan no longer allows is refused politely, and nothing is recorded") {
    Desk desk;
    SECTION("dropped meanwhile") {
        const ChangeId id = desk.opens(desk.cleo, "Log in faster", {{"feature", Ref{desk.login}}});
        desk.assess_both(id);
        desk.set(desk.login, [](Feature& f) { f.status = FeatureStatus::dropped; });
        CHECK_THAT(desk.refused(desk.eve, "approve", id), Catch::Contains("F-1 “Login” is dropped."));
        CHECK(desk.at(id).status == ChangeStatus::assessed);
        CHECK(desk.say(desk.eve, "decline", id, "It is gone"));
    }
    SECTION("shipped meanwhile") {
        const ChangeId id = desk.add_request();
        desk.assess_both(id);
        desk.set(desk.one, [](Release& r) { r.status = ReleaseStatus::shipped; });
        CHECK_THAT(desk.refused(desk.eve, "approve", id),
                   Catch::Contains("1.0 is shipped") && Catch::Contains("change set CR-1 release:2.0"));
        REQUIRE(desk.say(desk.cleo, "set", id, {}, {{"release", Ref{desk.two}}}));
        CHECK(desk.say(desk.eve, "approve", id));
    }
    SECTION("moved there meanwhile") {
        const ChangeId id =
            desk.opens(desk.cleo, "Login later", {{"feature", Ref{desk.login}}, {"to", Ref{desk.two}}});
        desk.assess_both(id);
        desk.set(desk.login, [&](Feature& f) { f.release = desk.two; });
        CHECK_THAT(desk.refused(desk.eve, "approve", id), Catch::Contains("in 2.0 already"));
    }
}

}  // namespace plumb
