#include "core/change/request_card.hpp"
#include "tests/core/change/desk.hpp"

namespace plumb {

namespace {

std::string card(const Desk& desk, ChangeId id) {
    return words_of(desk.world, request_card(desk.world, desk.context(desk.ana), id));
}

const Button* button(const Card& card, std::string_view label) {
    for (const Button& b : card.buttons)
        if (b.label == label) return &b;
    return nullptr;
}

bool asks(const Button& button, std::string_view key) {
    return std::any_of(button.asks.begin(), button.asks.end(),
                       [&](const Ask& ask) { return ask.key == key; });
}

}  // namespace

TEST_CASE("an open request’s card says what is asked, why, who was heard and what it needs") {
    Desk desk;
    desk.set(desk.one, [](Release& r) { r.freeze = on("2027-06-01"); });
    const EventId launch = desk.event("Spring launch", "2027-07-15", desk.one, desk.ben);
    desk.collateral("Data sheet", launch, {}, desk.ben);
    const ChangeId id = desk.opens(desk.cleo, "Offline mode",
                                   {{"release", Ref{desk.one}},
                                    {"why", text_value("Crews lose the form in tunnels")},
                                    {"customer", text_value("Stadtwerke")},
                                    {"quote", text_value("We type everything twice.")}});
    const std::string text = card(desk, id);
    CHECK_THAT(text, Catch::StartsWith("CR-1 Offline mode — open · normal"));
    CHECK_THAT(text,
               Catch::Contains("add to 1.0 (Wed 30 Jun, freeze Tue 1 Jun), raised by cleo (sales) today"));
    CHECK_THAT(text, Catch::Contains("Why Crews lose the form in tunnels"));
    CHECK_THAT(text, Catch::Contains("Heard 1 customer: Stadtwerke"));
    CHECK_THAT(text, Catch::Contains("We type everything twice."));
    CHECK_THAT(text, Catch::Contains("Needs engineering and marketing to assess it."));
    CHECK_THAT(text,
               Catch::Contains(
                   "Touches LE-1 “Spring launch” (Thu 15 Jul, in 96 working days) and C-1 “Data sheet”"));
    CHECK_THAT(text, Catch::Contains("[Assess]\n[Approve]\n[Decline]\n[Defer]\n[Watch]"));
}

TEST_CASE("a date request says from when to when, and what became of it") {
    Desk desk;
    desk.set(desk.one, [](Release& r) { r.freeze = on("2027-06-01"); });
    const ChangeId id =
        desk.opens(desk.cleo, "Later", {{"release", Ref{desk.one}}, {"date", on("2027-07-20")}});
    CHECK_THAT(card(desk, id),
               Catch::Contains("move 1.0 from Wed 30 Jun to Tue 20 Jul (freeze Tue 1 Jun), raised"));
    desk.assess_both(id);
    REQUIRE(desk.say(desk.eve, "approve", id));
    CHECK_THAT(card(desk, id), Catch::Contains("move 1.0 to Tue 20 Jul (freeze Tue 1 Jun), raised"));
}

TEST_CASE("assessments, options, questions and reach stand on the card") {
    Desk desk;
    const ChangeId id = desk.add_request();
    put(desk.world, [] {
        Customer acme;
        acme.name = "Acme";
        acme.value = 50'000;
        return acme;
    }());
    desk.assess_both(id);
    REQUIRE(desk.say(desk.cleo, "evidence", id, {}, {{"customer", text_value("Acme")}}));
    REQUIRE(desk.say(desk.cleo, "evidence", id, {}, {{"customer", text_value("Cray")}}));
    REQUIRE(desk.say(desk.ana, "option", id, "Use the system theme", {{"effort", Effort{2, 2}}}));
    REQUIRE(
        desk.say(desk.ben, "loop-in", id, "How many?", {{"who", Ref{desk.dan}}, {"by", on("2027-03-10")}}));
    REQUIRE(desk.say(desk.dan, "support", id));
    const std::string text = card(desk, id);
    CHECK_THAT(text, Catch::StartsWith("CR-1 Single sign-on — assessed · normal"));
    CHECK_THAT(text, Catch::Contains("Engineering 5–8 days, feasible (ana)"));
    CHECK_THAT(text, Catch::Contains("Marketing high customer value (ben)"));
    CHECK_THAT(text, Catch::Contains("Heard 2 customers: Acme and Cray, 50,000 a year"));
    CHECK_THAT(text, Catch::Contains("Supported by dan"));
    CHECK_THAT(text, Catch::Contains("Option Use the system theme, 2 days"));
    CHECK_THAT(text, Catch::Contains("Asked dan by Wed 10 Mar: “How many?”"));
    CHECK_THAT(text, !Catch::Contains("Needs"));
}

TEST_CASE("a decision stays visible with its override") {
    Desk desk;
    desk.set(desk.one, [](Release& r) { r.freeze = on("2027-03-01"); });
    const ChangeId id = desk.add_request();
    REQUIRE(
        desk.say(desk.eve, "approve", id, "They leave",
                 {{"override", text_value("The customer leaves in May")}, {"displaces", text_value("F-1")}}));
    const std::string text = card(desk, id);
    CHECK_THAT(text, Catch::StartsWith("CR-1 Single sign-on — approved\n"));
    CHECK_THAT(text, Catch::Contains("Decision Approved by eve on Wed 3 Mar: “They leave”"));
    CHECK_THAT(text, Catch::Contains("Override “The customer leaves in May”"));
    CHECK_THAT(text, Catch::Contains("Approved without an assessment by engineering and marketing."));
    CHECK_THAT(text, Catch::Contains("Approved inside the freeze of 1.0."));
    CHECK_THAT(text, Catch::Contains("Displaces F-1 “Login”"));
    CHECK_THAT(text, Catch::Contains("Made F-2 “Single sign-on”"));
    CHECK_THAT(text, Catch::Contains("[Reopen]\n[Watch]") && !Catch::Contains("[Approve]"));
}

TEST_CASE("a deferred, a withdrawn and a merged request say so") {
    Desk desk;
    const ChangeId first = desk.add_request();
    REQUIRE(desk.say(desk.eve, "defer", first, "After the fair", {{"until", on("2027-06-01")}}));
    CHECK_THAT(card(desk, first), Catch::StartsWith("CR-1 Single sign-on — deferred until Tue 1 Jun"));
    const ChangeId second = desk.add_request("SSO");
    REQUIRE(desk.say(desk.cleo, "merge", second, {}, {{"into", Ref{first}}}));
    CHECK_THAT(card(desk, second),
               Catch::Contains("It goes on as CR-1 “Single sign-on”.") && !Catch::Contains("["));
    const ChangeId third = desk.add_request("Log in once");
    REQUIRE(desk.say(desk.cleo, "withdraw", third, "The deal is off"));
    CHECK_THAT(card(desk, third), Catch::Contains("Withdrawn “The deal is off”") && !Catch::Contains("["));
}

TEST_CASE("the form behind Approve asks for what the moment calls for") {
    Desk desk;
    const ChangeId id = desk.add_request();
    const auto approve = [&] {
        return *button(request_card(desk.world, desk.context(desk.eve), id), "Approve");
    };
    CHECK(approve().command == "change approve CR-1");
    CHECK(asks(approve(), "override"));
    CHECK_FALSE(asks(approve(), "displaces"));
    desk.baseline();
    CHECK(asks(approve(), "displaces"));
    desk.assess_both(id);
    CHECK_FALSE(asks(approve(), "override"));
    desk.set(desk.one, [](Release& r) { r.freeze = on("2027-03-01"); });
    CHECK(asks(approve(), "override"));
}

TEST_CASE("the card rounds what approving would change, as the pulse does") {
    Desk desk;
    for (int i = 0; i < 39; ++i) desk.feature("Part " + std::to_string(i), desk.one);
    desk.baseline();
    CHECK_THAT(card(desk, desk.add_request()), Catch::Contains("would have changed by 2.5 % since"));
}

TEST_CASE("the card says by how much approving would change a baselined release") {
    Desk desk;
    for (int i = 0; i < 24; ++i) desk.feature("Part " + std::to_string(i), desk.one);
    CHECK_THAT(card(desk, desk.add_request("Before a baseline")), !Catch::Contains("If approved"));
    desk.baseline();
    const ChangeId id = desk.add_request();
    CHECK_THAT(card(desk, id),
               Catch::Contains("If approved: 1.0 would have changed by 4 % since its baseline"));
    desk.assess_both(id);
    REQUIRE(desk.say(desk.eve, "approve", id));
    CHECK_THAT(card(desk, id), !Catch::Contains("If approved"));
    const ChangeId next = desk.add_request("Another");
    CHECK_THAT(card(desk, next), Catch::Contains("by 8 %"));
    desk.wait(31);
    CHECK_THAT(card(desk, next), Catch::Contains("by 8 %"));
}

TEST_CASE("what is long on a card ends, and show has it all") {
    Desk desk;
    const ChangeId id = desk.add_request();
    for (int i = 0; i < 5; ++i)
        REQUIRE(desk.say(desk.cleo, "evidence", id, "Voice " + std::to_string(i),
                         {{"customer", "Customer " + std::to_string(i)}}));
    CHECK_THAT(card(desk, id), Catch::Contains("Customer 2 and 2 more") &&
                                   Catch::Contains("and 2 more voices: change show CR-1") &&
                                   !Catch::Contains("Voice 4"));
    REQUIRE(desk.say(desk.ana, "show", id));
    CHECK_THAT(desk.answer, Catch::Contains("Voice 4") && Catch::Contains("If it were approved"));
}

}  // namespace plumb
