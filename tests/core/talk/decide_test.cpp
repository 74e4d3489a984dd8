// Whole decisions: every command is answered, also one that finds all as it is to be; what was taken back is
// struck.
#include "core/talk/whatif.hpp"
#include "tests/core/talk/story.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace plumb;
using sample::Story;

namespace {

std::string first_line(const Story& story, const Decision& decision) {
    REQUIRE_FALSE(decision.out.empty());
    const std::string text = sample::spelled(story.world(), decision.out.front().card);
    return text.substr(0, text.find('\n'));
}

}  // namespace

TEST_CASE("what is so already is said, to the asker alone", "[decide]") {
    Story story;
    story.say("plan baseline");
    story.say("ana", "plan confirm");
    const Decision& again = story.say("ana", "plan confirm");
    CHECK(first_line(story, again) == "Nothing changed: it is so already.");
    CHECK(again.out.size() == 1);
    CHECK(again.out.front().to);
    CHECK_FALSE(again.refused);
    CHECK_FALSE(again.undoable);
}

TEST_CASE("a role for somebody who was never heard of is news", "[decide]") {
    Story story;
    const Decision& given = story.say("role add @newcomer approver");
    CHECK(std::none_of(given.out.begin(), given.out.end(), [](const Outgoing& o) { return bool(o.to); }));
    CHECK_FALSE(given.writes.empty());
}

TEST_CASE("whatif takes the bot's name before itself and behind it", "[decide]") {
    CHECK(whatif_text("whatif feature new x") == "feature new x");
    CHECK(whatif_text("@Plumbline WhatIf plumb feature new x") == "feature new x");
    CHECK(whatif_text("/plumb whatif") == "");
    CHECK_FALSE(whatif_text("whatifs feature new x"));
    CHECK_FALSE(whatif_text("feature new whatif"));
}

TEST_CASE("who is called like somebody else on their platform sees and sets who they are", "[decide]") {
    World world = sample::world();
    for (const int n : {2, 3}) {
        Person person = *world.find(PersonId{n});
        person.name = "Anna";
        world.all<Person>().put(person);
    }
    const Context context = sample::context(world, "ben");
    CHECK_FALSE(decide(world, context, "me").refused);
    const Decision set = decide(world, context, "me function:support");
    CHECK_FALSE(set.refused);
    CHECK(set.after.find(PersonId{3})->function == Function::support);
    CHECK(decide(world, context, "me name:\"Anna\"").refused);
}

TEST_CASE("what is handed over beside a command is taken as it is, whatever its length and quotes",
          "[decide]") {
    const Story story;
    const std::string title = "Both \"these\" “and” «those» ＂marks＂";
    const std::string why(39'000, 'y');
    const Decision made = decide(story.world(), story.context("ana"), "change new", nullptr,
                                 {{"", title}, {"why", why}, {"quote", why}});
    CHECK_FALSE(made.refused);
    const auto request = std::find_if(made.writes.begin(), made.writes.end(), [](const Write& write) {
        return std::holds_alternative<ChangeRequest>(write.record);
    });
    REQUIRE(request != made.writes.end());
    CHECK(std::get<ChangeRequest>(request->record).title == title);
    CHECK(std::get<ChangeRequest>(request->record).why == why);
}

TEST_CASE("a baseline proposed in a direct message is shown where others can confirm it", "[decide]") {
    const Story story;
    Context context = story.context("you");
    context.place = {};
    context.place.account = "console";
    context.place.channel = "console/@you";
    context.place.direct = true;
    context.said = "plan baseline product:atlas";
    const Decision proposed = decide(story.world(), context, context.said);
    std::vector<std::string> channels;
    for (const Outgoing& message : proposed.out)
        if (message.anchor == "card:baseline:1" && message.how == Outgoing::How::upsert)
            channels.push_back(message.channel);
    CHECK(channels == std::vector<std::string>{"console/@you", "console/#atlas"});
}

TEST_CASE("a person's own digest is what there is to stop in a direct message", "[decide]") {
    const Story story;
    Context context = story.context("you");
    context.place = {};
    context.place.account = "slack:T1";
    context.place.channel = "slack:T1/@U1";
    context.place.direct = true;
    for (const std::string command : {"digest stop", "digest stop weekly"}) {
        context.said = command;
        const Decision refused = decide(story.world(), context, context.said);
        CHECK(refused.refused);
        const std::string said = sample::spelled(story.world(), refused.out.front().card);
        CHECK(said.find("me digest:off") != std::string::npos);
        CHECK(said.find("U1") == std::string::npos);
    }
}
