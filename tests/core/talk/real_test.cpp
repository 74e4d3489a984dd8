// The real table of commands: examples, help, buttons and completion over it.
#include "core/talk/buttons.hpp"
#include "core/talk/completion.hpp"
#include "core/talk/help.hpp"
#include "core/talk/registry.hpp"
#include "core/talk/whatif.hpp"
#include "tests/core/talk/sample.hpp"
#include "tests/support/as_read.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>

using namespace plumb;

namespace {

std::vector<std::string> codes(const Card& card) {
    std::vector<std::string> found;
    for (const Line& line : card.lines)
        for (const Run& run : line.text.runs())
            if (run.kind == Run::Kind::code) found.push_back(run.text);
    return found;
}

Card answer_to(std::string_view text) {
    const World world = sample::world();
    const Context context = sample::context(world);
    Draft draft(world, context);
    const auto command = understand(draft, text);
    INFO(text);
    REQUIRE(command);
    REQUIRE(command->spec->handler(draft, *command));
    REQUIRE(draft.out().size() == 1);
    return draft.out().front().card;
}

bool is_understood(std::string_view text) {
    const World world = sample::world();
    const Context context = sample::context(world);
    Draft draft(world, context);
    // What follows whatif is a command of its own.
    const auto command = understand(draft, whatif_text(text).value_or(text));
    if (!command) UNSCOPED_INFO(text << ": " << command.error().wrong);
    return command.has_value();
}

/// The sample with a launch that starts before its release, and the warning of it.
World clash() {
    World world = sample::world();
    Release release = *world.find(ReleaseId{1});
    release.date = parse_iso_day("2027-07-31").value();
    world.all<Release>().put(release);
    LaunchEvent event = *world.find(EventId{1});
    event.release = id_of(release);
    event.owners = {PersonId{3}};
    event.audience = Audience::everyone;
    event.offers = {PersonId{2}};
    world.all<LaunchEvent>().put(event);
    return world;
}

std::string pressed(std::string_view inside, Ref thread = {}) {
    const World world = clash();
    Context context = sample::context(world);
    context.place.thread = thread;
    const auto command = button_command(world, context, inside);
    return command ? *command : "refused: " + command.error().wrong;
}

}  // namespace

TEST_CASE("every command has an example that is understood, and says what it does", "[commands]") {
    std::set<std::string> names;
    for (const CommandSpec* spec : commands()) {
        const std::string name = std::string(spec->noun) + " " + std::string(spec->verb);
        INFO(name);
        CHECK(names.insert(name).second);
        CHECK_FALSE(spec->does.empty());
        CHECK(spec->handler != nullptr);
        const World world = sample::world();
        const Context context = sample::context(world);
        Draft draft(world, context);
        const std::string example = "help " + name;
        if (spec->noun != "help") CHECK(is_understood(example));
        std::set<std::string_view> keys;
        for (const KeySpec& key : spec->keys) {
            INFO(key.name);
            CHECK(keys.insert(key.name).second);
            for (const std::string_view alias : key.aliases) CHECK(keys.insert(alias).second);
            CHECK((key.choices.empty() == (key.type != KeyType::word && key.type != KeyType::words)));
        }
    }
}

TEST_CASE("what help offers can be pasted", "[commands][help]") {
    for (const std::string& code : codes(answer_to("help"))) CHECK(is_understood(code));
    std::set<std::string_view> nouns;
    for (const CommandSpec* spec : commands()) nouns.insert(spec->noun);
    for (const std::string_view noun : nouns) {
        const Card card = answer_to("help " + std::string(noun));
        for (const std::string& code : codes(card))
            if (code.back() != ':') CHECK(is_understood(code));
    }
    for (const CommandSpec* spec : commands()) {
        if (spec->verb.empty()) continue;
        const Card card = answer_to("help " + std::string(spec->noun) + " " + std::string(spec->verb));
        const auto shown = codes(card);
        REQUIRE_FALSE(shown.empty());
        CHECK(is_understood(shown.front()));
        CHECK(shown.size() == spec->keys.size() + 1);
    }
}

TEST_CASE("help that is asked for what is not there", "[commands][help]") {
    const World world = sample::world();
    const Context context = sample::context(world);
    const auto refused = [&](std::string_view text) {
        Draft draft(world, context);
        const auto command = understand(draft, text);
        REQUIRE(command);
        const auto done = help(draft, *command);
        REQUIRE_FALSE(done);
        return done.error();
    };
    CHECK(refused("help chnage") == Refusal{"I don't know “chnage”.", "Did you mean change?", "help change"});
    CHECK(refused("help change aprove") ==
          Refusal{"I don't know “change aprove”.", "Did you mean approve?", "help change approve"});
    CHECK(refused("help xyzzy").example == "help");
    CHECK(as_read(world, answer_to("help change ok").title).substr(0, 15) == "change approve:");
}

TEST_CASE("buttons by their words", "[buttons]") {
    CHECK(pressed("Approve CR-1 reason:\"Worth it\"") == "change approve CR-1 reason:\"Worth it\"");
    CHECK(pressed("approve reason:“Worth it” cr-1") == "change approve CR-1 reason:“Worth it”");
    CHECK(pressed("Assess CR-1 feasible:yes effort:5d") == "change assess CR-1 feasible:yes effort:5d");
    CHECK(pressed("Decline reason:\"No\"", Ref{Kind::change, 1}) == "change decline CR-1 reason:\"No\"");
    CHECK(pressed("Watch CR-1") == "change watch CR-1");
    CHECK(pressed("Acknowledge AW-1") == "warning ack AW-1");
    CHECK(pressed("SNOOZE AW-1 until:fri") == "warning snooze AW-1 until:fri");
    CHECK(pressed("Accept risk AW-1 reason:\"Known\" until:eoq") ==
          "warning accept AW-1 reason:\"Known\" until:eoq");
    CHECK(pressed("Accept the risk AW-1 until:eoq \"Known\"") == "warning accept AW-1 until:eoq \"Known\"");
    CHECK(pressed("Take it LE-1") == "launch take LE-1");
    CHECK(pressed("Take it F-1") == "feature take F-1");
    CHECK(pressed("Undo") == "undo");
    CHECK(pressed("Confirm") == "plan confirm");
    CHECK(pressed("Confirm ana LE-1") == "launch set LE-1 owner:+@ana");
    CHECK(pressed("Confirm @ana") == "launch set LE-1 owner:+@ana");
    CHECK(pressed("Confirm LE-1") == "launch confirm LE-1");
}

TEST_CASE("buttons that mend an open warning", "[buttons]") {
    const std::string move = "launch move LE-1 on:2027-07-31";
    CHECK(pressed("Move event to Sat 31 Jul") == move);
    CHECK(pressed("Move event to 31 Jul") == move);
    CHECK(pressed("move event to sat 31 jul AW-1") == move);
    CHECK(pressed("Move event to 31 Jul LE-1") == move);
    CHECK(pressed("Move event AW-1") == move);
    CHECK(pressed("Move event to 31 Jul why:\"Hall\"", Ref{Kind::event, 1}) == move + " why:\"Hall\"");
    CHECK(pressed("Ask to move 1.0 AW-1").substr(0, 16) == "release move 1.0");
    CHECK(pressed("Ask to move release AW-1").substr(0, 16) == "release move 1.0");
    CHECK(pressed("Move event to 1 Aug").substr(0, 8) == "refused:");
}

TEST_CASE("what was heard is attached by its ID, else the last of it by its event's", "[buttons]") {
    World world = clash();
    for (const int n : {1, 2}) {
        Evidence voice;
        voice.meta.n = n;
        voice.product = ProductId{1};
        voice.event = EventId{1};
        voice.summary = "They would buy it";
        world.all<Evidence>().put(voice);
    }
    const Context context = sample::context(world);
    const auto command = [&](std::string_view inside) {
        const auto found = button_command(world, context, inside);
        return found ? *found : "refused: " + found.error().wrong;
    };
    CHECK(command("Attach to request EV-1 to:CR-1") == "launch attach EV-1 to:CR-1");
    CHECK(command("Attach to request LE-1 to:CR-1") == "launch attach EV-2 to:CR-1");
}

TEST_CASE("buttons that are not there", "[buttons]") {
    const World world = clash();
    const Context context = sample::context(world);
    const auto refused = [&](std::string_view inside) {
        const auto command = button_command(world, context, inside);
        REQUIRE_FALSE(command);
        return command.error();
    };
    CHECK(refused("Aprove CR-1").expected == "Did you mean Approve?");
    CHECK(refused("Aprove CR-1").example == "[Approve CR-1]");
    CHECK(refused("Approve").wrong == "“Approve” stands on many cards.");
    // Whether the record is there, its command says.
    CHECK(pressed("Approve CR-99") == "change approve CR-99");
    CHECK(refused("Acknowledge \"").wrong.find("nothing stands behind it") != std::string::npos);
    CHECK(refused("Acknowledge \"AW-1").wrong.find("never closed") != std::string::npos);
    CHECK_FALSE(refused("").wrong.empty());
    CHECK_FALSE(refused("Fly to the moon CR-1").expected.empty());
}

TEST_CASE("what may come next on the line", "[completion]") {
    const World world = sample::world();
    const Context context = sample::context(world);
    const auto next = [&](std::string_view line) { return complete(world, context, line); };
    const auto has = [&](std::string_view line, std::string_view word) {
        const auto words = next(line);
        return std::find(words.begin(), words.end(), word) != words.end();
    };
    CHECK(next("chan") == std::vector<std::string>{"change"});
    CHECK(next("change ap") == std::vector<std::string>{"approve"});
    CHECK(next("change approve ") ==
          std::vector<std::string>{"CR-1", "reason:", "override:", "trade-off:", "revisit:", "displaces:"});
    CHECK(next("change approve cr") == std::vector<std::string>{"CR-1"});
    CHECK(next("plumb change approve CR-1 re") == std::vector<std::string>{"reason:", "revisit:"});
    CHECK(next("launch new \"Fair\" goal:re") ==
          std::vector<std::string>{"goal:rebrand", "goal:revenue", "goal:retention"});
    CHECK(next("launch new \"Fair\" o") == std::vector<std::string>{"on:", "owner:"});
    CHECK(has("change new \"x\" release:", "release:2.0"));
    CHECK(has("change new \"x\" release:", "release:\"Spring 27\""));
    CHECK_FALSE(has("change new \"x\" release:", "release:9.0"));
    CHECK(has("launch set LE-1 owner:@a", "owner:@ana"));
    CHECK(has("release move ", "1.0"));
    CHECK(has("", "launch"));
    CHECK(next("change new \"unclosed ti").empty());
    CHECK(next("xyzzy ").empty());
}
