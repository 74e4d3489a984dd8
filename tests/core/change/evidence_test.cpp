// Evidence, options, loop-ins, support and watching.
#include "tests/core/change/desk.hpp"

namespace plumb {

TEST_CASE("evidence keeps the quote word for word beside the summary") {
    Desk desk;
    const ChangeId id = desk.add_request();
    const std::string quote = "We “type” everything\ntwice & <again>.";
    REQUIRE(desk.say(desk.dan, "evidence", id, "They type twice",
                     {{"customer", text_value("Acme")},
                      {"source", text_value("visit")},
                      {"quote", quote},
                      {"link", text_value("https://example.org/1")}}));
    const Evidence& voice = desk.at(EvidenceId{1});
    CHECK(voice.quote == quote);
    CHECK(voice.summary == "They type twice");
    CHECK(voice.source == Source::visit);
    CHECK(voice.direct);
    CHECK(voice.link == "https://example.org/1");
    CHECK(desk.line() == "CR-1 is heard from Acme directly: 1 customer stands behind it now.");

    REQUIRE(desk.say(desk.dan, "evidence", id, {},
                     {{"customer", text_value("Cray")}, {"quote", quote}, {"direct", false}}));
    CHECK_FALSE(desk.at(EvidenceId{2}).direct);
    CHECK(desk.line() == "CR-1 is heard from Cray at second hand: 2 customers stand behind it now.");
    REQUIRE(desk.say(desk.dan, "evidence", id, "A survey says so", {{"source", text_value("survey")}}));
    CHECK(desk.line() ==
          "CR-1 is heard from somebody at second hand, in a survey: 2 customers stand behind it now.");
    CHECK_THAT(desk.refused(desk.dan, "evidence", id), Catch::Contains("something that was heard"));
}

TEST_CASE("hearing a customer is an act of the speaker’s function on the request") {
    Desk desk;
    const ChangeId id = desk.add_request();
    desk.wait(1);
    REQUIRE(desk.say(desk.dan, "evidence", id, "They type twice"));
    CHECK(desk.at(id).meta.acts[static_cast<std::size_t>(Function::support)] == desk.now);
}

TEST_CASE("options stand beside the request") {
    Desk desk;
    const ChangeId id = desk.add_request();
    REQUIRE(desk.say(desk.ana, "option", id, "Use the system theme", {{"effort", Effort{2, 2}}}));
    REQUIRE(desk.say(desk.ana, "option", id, "Own editor",
                     {{"effort", Effort{20, 25}}, {"confidence", text_value("low")}}));
    REQUIRE(desk.at(id).options.size() == 2);
    CHECK(desk.at(id).options[1].confidence == Level::low);
    CHECK(desk.at(id).options[1].by == desk.ana);
    CHECK(desk.line() == "CR-1 has 2 options now: “Own editor”, 20–25 days, low confidence.");
}

TEST_CASE("somebody is asked by name, and answers by command or by the first message in the thread") {
    Desk desk;
    const ChangeId id = desk.add_request();
    REQUIRE(desk.say(desk.ben, "loop-in", id, "Do night shifts use tablets?",
                     {{"who", Ref{desk.dan}}, {"by", on("2027-03-10")}}));
    REQUIRE(desk.say(desk.ben, "loop-in", id, "@dan How many?"));
    const LoopIn asked = desk.at(id).loop_ins.at(0);
    CHECK(asked.asked == desk.dan);
    CHECK(asked.by == on("2027-03-10"));
    CHECK(asked.asked_by == desk.ben);
    CHECK(asked.at == desk.now);
    CHECK(desk.at(id).loop_ins.at(1).asked == desk.dan);
    CHECK(desk.at(id).loop_ins.at(1).text == "How many?");
    CHECK_THAT(
        desk.concern(desk.dan),
        Catch::EndsWith(
            "a question for you on CR-1, from ben (your first message here is the answer): “How many?”"));

    desk.wait(1);
    SECTION("the first message answers every open question") {
        desk.speaks_in_thread(desk.cleo, id, "I think so");
        CHECK_FALSE(desk.at(id).loop_ins[0].answered_at);
        desk.speaks_in_thread(desk.dan, id, "Yes, about forty");
        for (const LoopIn& question : desk.at(id).loop_ins) {
            CHECK(question.answer == "Yes, about forty");
            CHECK(question.answered_at == desk.now);
        }
        CHECK(desk.cards == std::vector<Ref>{id});
        desk.speaks_in_thread(desk.dan, id, "And more to come");
        CHECK(desk.at(id).loop_ins[1].answer == "Yes, about forty");
        CHECK(desk.cards.empty());
    }
    SECTION("by command, the oldest first, which tells who asked") {
        REQUIRE(desk.say(desk.dan, "answer", id, "Yes"));
        CHECK(desk.at(id).loop_ins[0].answer == "Yes");
        CHECK_FALSE(desk.at(id).loop_ins[1].answered_at);
        CHECK_THAT(desk.concern(desk.ben),
                   Catch::Contains("your question on CR-1 is answered by dan: “Yes”"));
        CHECK_THAT(desk.refused(desk.ana, "answer", id, "Me too"),
                   Catch::Contains("waits for an answer of yours") && Catch::Contains("dan"));
    }
}

TEST_CASE("a question needs somebody, a text and a day that is not over") {
    Desk desk;
    const ChangeId id = desk.add_request();
    CHECK_THAT(desk.refused(desk.ben, "loop-in", id), Catch::Contains("Who should be asked"));
    CHECK_THAT(desk.refused(desk.ben, "loop-in", id, "@dan"), Catch::Contains("Who should be asked"));
    CHECK_THAT(
        desk.refused(desk.ben, "loop-in", id, "How?", {{"who", Ref{desk.dan}}, {"by", on("2027-03-02")}}),
        Catch::Contains("Tue 2 Mar is over"));
    CHECK(desk.say(desk.ben, "loop-in", id, "How?", {{"who", Ref{desk.dan}}, {"by", on("2027-03-03")}}));
}

TEST_CASE("questions of a request that is over are closed, and answered no more") {
    for (const std::string_view verb : {"decline", "approve"}) {
        Desk desk;
        const ChangeId id = desk.add_request();
        REQUIRE(desk.say(desk.ben, "loop-in", id, "How?", {{"who", Ref{desk.dan}}}));
        REQUIRE(desk.say(desk.eve, verb, id, {}, {{"override", text_value("It cannot wait")}}));
        CHECK(desk.at(id).loop_ins[0].closed);
        desk.speaks_in_thread(desk.dan, id, "Yes");
        CHECK_FALSE(desk.at(id).loop_ins[0].answered_at);
    }
}

TEST_CASE("who comments watches, and is told of the next change of state") {
    Desk desk;
    const ChangeId id = desk.add_request();
    desk.speaks_in_thread(desk.dan, id, "Our customers ask for it too");
    CHECK(desk.at(id).watchers == std::vector{desk.cleo, desk.dan});
    CHECK(desk.at(id).meta.acts[static_cast<std::size_t>(Function::support)] == desk.now);
    REQUIRE(desk.say(desk.eve, "decline", id, "No capacity"));
    CHECK(desk.concern(desk.dan) == "CR-1 “Single sign-on” is declined.");
}

TEST_CASE("what is written in another record’s thread is an act on it") {
    Desk desk;
    desk.speaks_in_thread(desk.dan, desk.login, "It is slow at night");
    CHECK(desk.at(desk.login).meta.acts[static_cast<std::size_t>(Function::support)] == desk.now);
    desk.speaks_in_thread(desk.dan, FeatureId{99}, "Is there anybody?");
}

TEST_CASE("support counts once a person, and can be taken back") {
    Desk desk;
    const ChangeId id = desk.add_request();
    REQUIRE(desk.say(desk.dan, "support", id));
    CHECK(desk.line() == "CR-1 is supported by 1 person: dan.");
    REQUIRE(desk.say(desk.dan, "support", id));
    CHECK(desk.told.empty());
    CHECK_THAT(desk.answer, Catch::Contains("support CR-1 already"));
    REQUIRE(desk.say(desk.ana, "support", id));
    CHECK(desk.line() == "CR-1 is supported by 2 people: dan and ana.");
    REQUIRE(desk.say(desk.dan, "support", id, "stop"));
    CHECK(desk.at(id).supporters == std::vector{desk.ana});
    CHECK_THAT(desk.refused(desk.dan, "support", id, "very much"),
               Catch::Contains("“stop” behind it takes it back"));
}

TEST_CASE("watching is told to the watcher alone, and can be stopped") {
    Desk desk;
    const ChangeId id = desk.add_request();
    REQUIRE(desk.say(desk.dan, "watch", id));
    CHECK(desk.told.empty());
    CHECK_THAT(desk.answer, Catch::Contains("You watch CR-1") && Catch::Contains("change watch CR-1 stop"));
    CHECK(desk.at(id).watchers == std::vector{desk.cleo, desk.dan});
    REQUIRE(desk.say(desk.dan, "watch", id));
    CHECK(desk.at(id).watchers.size() == 2);
    REQUIRE(desk.say(desk.dan, "watch", id, "Stop"));
    CHECK(desk.at(id).watchers == std::vector{desk.cleo});
}

}  // namespace plumb
