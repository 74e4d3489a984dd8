#include "core/launch/event.hpp"

#include "core/launch/launch_cards.hpp"
#include "tests/core/launch/events.hpp"

#include <algorithm>

using namespace plumb;
using Catch::Matchers::Contains;

TEST_CASE("an event's type is in its title, else it is a launch") {
    const std::vector<std::pair<std::string, EventType>> titles{{"Spring webinar", EventType::webinar},
                                                                {"Spring launch", EventType::launch},
                                                                {"Autumn Tradeshow", EventType::tradeshow},
                                                                {"Webinars in May", EventType::webinar},
                                                                {"Webinarium", EventType::launch},
                                                                {"Launch training", EventType::training},
                                                                {"PRESS", EventType::press},
                                                                {"The other one", EventType::launch},
                                                                {"Expressway", EventType::launch},
                                                                {"", EventType::launch}};
    for (const auto& [title, type] : titles) {
        INFO(title);
        CHECK(type_in_title(title) == type);
    }
}

TEST_CASE("a new event has what was said, and the rest by default") {
    Events bench;
    CHECK(bench.fair().to == on("2027-07-17"));
    CHECK(bench.fair().owners == std::vector<PersonId>{bench.ben});
    CHECK(bench.fair().recorded_on == on("2027-03-03"));
    CHECK(bench.shown == std::vector<Ref>{EventId{1}});
    bench.must(Said("launch new").text("Spring webinar").key("on", on("2027-05-01")));
    const LaunchEvent& webinar = bench.get(EventId{2});
    CHECK(webinar.type == EventType::webinar);
    CHECK(webinar.to == on("2027-05-01"));
    CHECK(webinar.prep == 0);
    CHECK(webinar.lead == 1);
    CHECK_FALSE(webinar.immovable);
    CHECK_FALSE(webinar.tier);
    CHECK(webinar.owners.empty());
    CHECK(bench.world.all<Collateral>().empty());
}

TEST_CASE("an event does not end before it starts, and has a tier of three") {
    Events bench;
    bench.must_not(Said("launch new").text("Fair").key("on", on("2027-05-02")).key("to", on("2027-05-01")));
    for (const int none : {0, 4})
        bench.must_not(Said("launch new").text("Fair").key("on", on("2027-05-02")).key("tier", none));
    bench.as(bench.ben).must_not(bench.on_fair("launch set").key("to", on("2027-07-14")));
    bench.must_not(bench.on_fair("launch move").key("on", on("2027-07-20")).key("to", on("2027-07-19")));
    bench.must(bench.on_fair("launch set").key("to", on("2027-07-15")));
}

TEST_CASE("a parent is neither the event itself nor below it") {
    Events bench;
    bench.must(
        Said("launch new").text("Booth").key("on", on("2027-07-10")).key("parent", Value{Ref{EventId{1}}}));
    bench.must(
        Said("launch new").text("Posters").key("on", on("2027-07-05")).key("parent", Value{Ref{EventId{2}}}));
    bench.as(bench.ben);
    for (const int parent : {1, 2, 3})
        bench.must_not(bench.on_fair("launch set").key("parent", Value{Ref{EventId{parent}}}));
    CHECK_FALSE(bench.fair().parent);
    bench.must(Said("launch set").about(EventId{3}).key("parent", Value{Ref{EventId{1}}}));
}

TEST_CASE("what an event names belongs to its product") {
    Events bench;
    Product hermes;
    hermes.key = "hermes";
    Feature elsewhere;
    elsewhere.product = put(bench.world, hermes);
    elsewhere.title = "Maps";
    put(bench.world, elsewhere);
    bench.must_not(Said("launch new")
                       .text("Fair")
                       .key("on", on("2027-05-02"))
                       .key("features", Value{std::vector<Ref>{FeatureId{2}}}));
    CHECK_THAT(bench.refused.wrong, Contains("F-2 “Maps” belongs to hermes"));
}

TEST_CASE("an event is changed by its owners, approvers and admins; by anybody while it has none") {
    Events bench;
    bench.must_not(bench.on_fair("launch set").key("goal", "growth"));
    CHECK_THAT(bench.refused.wrong, Contains("belongs to ben"));
    for (const char* verb : {"launch confirm", "launch cancel", "launch done"})
        bench.must_not(bench.on_fair(verb));
    bench.must_not(bench.on_fair("launch move").key("on", on("2027-07-16")));
    bench.as(bench.ben).must(bench.on_fair("launch set").key("goal", "growth"));
    Person eve = bench.get(bench.eve);
    eve.roles = {Role::approver};
    bench.world.all<Person>().put(eve);
    bench.as(bench.eve).must(bench.on_fair("launch set").key("owner", Value{}));
    bench.as(bench.ana).must(bench.on_fair("launch set").key("goal", "revenue"));
}

TEST_CASE("owners are replaced, added and taken away; who becomes one offers no longer") {
    Events bench;
    bench.must(bench.on_fair("launch take"));
    CHECK(bench.fair().offers == std::vector<PersonId>{bench.ana});
    bench.as(bench.ben).must(bench.on_fair("launch set").key("owner+", Events::people({bench.ana})));
    CHECK(bench.fair().owners == std::vector<PersonId>{bench.ben, bench.ana});
    CHECK(bench.fair().offers.empty());
    bench.must(bench.on_fair("launch set").key("owner-", Events::people({bench.ben})));
    CHECK(bench.fair().owners == std::vector<PersonId>{bench.ana});
    bench.as(bench.ana).must(bench.on_fair("launch set").key("owner", Events::people({bench.eve})));
    CHECK(bench.fair().owners == std::vector<PersonId>{bench.eve});
}

TEST_CASE("taking: an offer where somebody owns it, else the owner") {
    Events bench;
    bench.must(bench.on_fair("launch take"));
    CHECK_THAT(bench.concerned, Contains("@ben help with LE-1 “Summer fair” is offered by ana"));
    bench.must_not(bench.on_fair("launch take"));
    CHECK_THAT(plain(bench.world, event_card(bench.world, bench.context, EventId{1})),
               Contains("[Confirm ana → launch set LE-1 owner:+@ana]"));
    bench.as(bench.ben).must_not(bench.on_fair("launch take"));
    bench.must(Said("launch new").text("Talk").key("on", on("2027-05-02")));
    CHECK_THAT(plain(bench.world, event_card(bench.world, bench.context, EventId{2})),
               Contains("Owner: Who owns it?") && Contains("[Take it → launch set LE-2 owner:me]"));
    bench.must(Said("launch take").about(EventId{2}));
    CHECK(bench.get(EventId{2}).owners == std::vector<PersonId>{bench.ben});
}

TEST_CASE("whoever offered help becomes the owner of what nobody owns any more") {
    Events bench;
    bench.must(bench.on_fair("launch take"));
    bench.as(bench.ben).must(bench.on_fair("launch set").key("owner", Value{}));
    REQUIRE(bench.fair().owners.empty());
    bench.as(bench.ana).must(bench.on_fair("launch take"));
    CHECK(bench.fair().owners == std::vector<PersonId>{bench.ana});
    CHECK(bench.fair().offers.empty());
}

TEST_CASE("moving an event: its end and what is due at T-n move along, with a row in the ledger") {
    Events bench;
    bench.must(bench.on_fair("collateral new")
                   .text("Data sheet")
                   .key("due", Value{Due{on("2027-07-01"), 14}})
                   .key("owner", Value{Ref{bench.eve}}));
    bench.must(
        bench.on_fair("collateral new").text("Stand").key("due", Value{Due{on("2027-07-01"), std::nullopt}}));
    bench.as(bench.ben).must(
        bench.on_fair("launch move").key("on", on("2027-07-20")).key("why", "The hall is free"));
    CHECK(bench.fair().on == on("2027-07-20"));
    CHECK(bench.fair().to == on("2027-07-22"));
    CHECK(bench.get(bench.called("Data sheet")).due == on("2027-07-06"));
    CHECK(bench.get(bench.called("Stand")).due == on("2027-07-01"));
    const Move& move = bench.get(MoveId{1});
    CHECK(move.record == Ref{EventId{1}});
    CHECK(move.old_date == on("2027-07-15"));
    CHECK(move.new_date == on("2027-07-20"));
    CHECK(move.why == "The hall is free");
    CHECK(bench.told ==
          "LE-1 “Summer fair” moved from Thu 15 Jul to Tue 20 Jul (5 days later): “The hall is free”.\n");
    CHECK(bench.concerned == "@eve what is due moves along: C-1 “Data sheet” Tue 6 Jul.\n");
    bench.must(bench.on_fair("launch move").key("on", on("2027-07-19")).key("to", on("2027-07-19")));
    CHECK(bench.fair().to == on("2027-07-19"));
    CHECK_THAT(bench.told, Contains("(1 day earlier)"));
    CHECK(bench.answered == "Why does LE-1 move? Say so in its thread.\n");
}

TEST_CASE("the same day is no move; another end is none either") {
    Events bench;
    bench.as(bench.ben).must_not(bench.on_fair("launch move").key("on", on("2027-07-15")));
    bench.must(bench.on_fair("launch move").key("on", on("2027-07-15")).key("to", on("2027-07-18")));
    CHECK(bench.fair().to == on("2027-07-18"));
    CHECK(bench.world.all<Move>().empty());
    CHECK_THAT(bench.told, Contains("LE-1 “Summer fair” ends Sun 18 Jul now"));
    bench.must(bench.on_fair("launch set").key("on", on("2027-07-16")));
    CHECK(bench.get(MoveId{1}).new_date == on("2027-07-16"));
    CHECK(bench.fair().to == on("2027-07-19"));
    const LaunchEvent before = bench.fair();
    bench.must(bench.on_fair("launch set").key("goal", Value{}));
    CHECK(bench.fair() == before);
}

TEST_CASE("an event is confirmed, done or cancelled, and stays what it became") {
    Events bench;
    bench.as(bench.ben).must(bench.on_fair("launch confirm"));
    CHECK(bench.fair().status == EventStatus::confirmed);
    bench.must_not(bench.on_fair("launch confirm"));
    bench.must(bench.on_fair("launch cancel").text("The hall is gone"));
    CHECK(bench.told == "LE-1 “Summer fair” is cancelled: “The hall is gone”.\n");
    for (const char* verb : {"launch confirm", "launch cancel", "launch done", "launch take", "launch help"})
        bench.must_not(bench.on_fair(verb));
    bench.must_not(bench.on_fair("launch move").key("on", on("2027-07-16")));
    bench.must_not(bench.on_fair("launch signoff").key("half", "inside"));
}

TEST_CASE("each half is signed off once, by a person") {
    Events bench;
    bench.as(bench.ben).must(bench.on_fair("launch set").key("tier", 2));
    bench.as(bench.eve).must(bench.on_fair("launch signoff").key("half", "inside"));
    REQUIRE(bench.fair().signed_off.inside);
    CHECK(bench.fair().signed_off.inside->by == bench.eve);
    CHECK_FALSE(bench.fair().signed_off.outside);
    CHECK(bench.told ==
          "LE-1 “Summer fair”: the inside half is signed off by <eve>, with 2 of its items not done.\n");
    bench.must_not(bench.on_fair("launch signoff").key("half", "inside"));
    bench.must(bench.on_fair("launch signoff").key("half", "outside"));
}

TEST_CASE("help is asked for once") {
    Events bench;
    bench.must(bench.on_fair("launch help"));
    CHECK(bench.fair().help_wanted);
    CHECK(bench.told ==
          "LE-1 “Summer fair”, Thu 15 Jul (in 134 days), needs help. Who can? launch take LE-1\n");
    bench.must_not(bench.on_fair("launch help"));
    const Card card = event_card(bench.world, bench.context, EventId{1});
    const auto offers = [](const Line& line) {
        const auto& runs = line.text.runs();
        return !runs.empty() && runs.back().kind == Run::Kind::code && runs.back().text == "launch take LE-1";
    };
    CHECK(std::any_of(card.lines.begin(), card.lines.end(), offers));
}

TEST_CASE("events are listed by start") {
    Events bench;
    bench.must(Said("launch new").text("Spring webinar").key("on", on("2027-05-01")));
    bench.must(Said("launch list"));
    CHECK(bench.answered ==
          "2 launch events\nLE-2  Spring webinar  webinar, planned, Sat 1 May\n"
          "LE-1  Summer fair  tradeshow, planned, Thu 15 Jul to Sat 17 Jul, ben\n");
    bench.must(Said("launch list").key("type", "webinar"));
    CHECK_THAT(bench.answered, Contains("1 launch event\n"));
    bench.must(Said("launch list").key("state", "done"));
    CHECK_THAT(bench.answered, Contains("No launch event is like that. All of them: launch list"));
}
