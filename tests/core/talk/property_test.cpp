// Whatever is typed: an answer, never a crash, and nothing made up on the way to a refusal.
#include "core/base/utf8.hpp"
#include "tests/core/talk/sample.hpp"
#include "tests/support/cpu_time.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>

using namespace plumb;

namespace {

const std::vector<std::string> kParts{"plumb ",
                                      "change ",
                                      "launch ",
                                      "new ",
                                      "list ",
                                      "approve ",
                                      "release ",
                                      "move ",
                                      "set ",
                                      "history ",
                                      "search ",
                                      "CR-1 ",
                                      "LE-1 ",
                                      "LE-3 ",
                                      "F-99 ",
                                      "AW-1 ",
                                      "1.0 ",
                                      "Spring 27 ",
                                      "\"Offline mode\" ",
                                      "“x” ",
                                      "'y",
                                      "\"",
                                      "”",
                                      "why:",
                                      "on:",
                                      "to:",
                                      "owner:",
                                      "@ana",
                                      "+@ben",
                                      ",",
                                      ":",
                                      " ",
                                      "\n",
                                      "fri ",
                                      "T-14 ",
                                      "3/4/2027 ",
                                      "2027-07-15 ",
                                      "immovable ",
                                      "features:",
                                      "product:",
                                      "borealis ",
                                      "tier:9 ",
                                      "cost:5k ",
                                      "https://x.org ",
                                      "09:30 ",
                                      "\u00A0",
                                      "\u200B",
                                      "—",
                                      "\u202E",
                                      "é",
                                      "🚀",
                                      "<@U1|a b>",
                                      "<",
                                      ">",
                                      "\xFF",
                                      "\x01",
                                      "me ",
                                      "tz:UTC ",
                                      "warning accept "};

/// Half-right commands: words of the grammar, quotes, keys, ids and rubbish in any order.
rc::Gen<std::string> typed() {
    return rc::gen::map(rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(kParts)),
                        [](const std::vector<std::string>& chosen) {
                            std::string text;
                            for (const std::string& part : chosen) text += part;
                            return text;
                        });
}

void check_answer(const std::string& text, std::string_view who, Ref thread) {
    const World world = sample::world();
    Context context = sample::context(world, who);
    context.place.thread = thread;
    Draft draft(world, context);
    const auto command = understand(draft, text, sample::commands());
    (void)needs_of(world, context, text, sample::commands());
    (void)is_command(text, context.place, sample::commands());
    if (command) {
        RC_ASSERT(command->spec != nullptr);
        RC_ASSERT(!command->subject || exists(draft.world(), command->subject));
        return;
    }
    const Refusal& refusal = command.error();
    RC_ASSERT(!refusal.wrong.empty());
    RC_ASSERT(!(refusal.expected.empty() && refusal.example.empty()));
    for (const std::string* part : {&refusal.wrong, &refusal.expected, &refusal.example})
        RC_ASSERT(cleaned(*part) == *part);
}

}  // namespace

TEST_CASE("any bytes get an answer", "[grammar][property]") {
    CHECK(rc::check("arbitrary bytes", [](const std::string& text) { check_answer(text, "you", {}); }));
    CHECK(rc::check("half-right commands", [] {
        const auto text = *typed();
        const auto who = *rc::gen::element<std::string>("you", "ana", "guest");
        const auto thread =
            *rc::gen::element(Ref{}, Ref{Kind::change, 1}, Ref{Kind::event, 3}, Ref{Kind::release, 1});
        check_answer(text, who, thread);
    }));
}

TEST_CASE("what is refused is offered mended where it can be", "[grammar][property]") {
    CHECK(rc::check("an example that repeats the command is no longer than what was typed and a little", [] {
        const auto text = *typed();
        const World world = sample::world();
        const Context context = sample::context(world);
        Draft draft(world, context);
        const auto command = understand(draft, text, sample::commands());
        if (!command) RC_ASSERT(command.error().example.size() <= text.size() + 200);
    }));
}

TEST_CASE("long commands are read in time that grows with their length", "[grammar][property]") {
    const std::vector<std::string> units{
        "x",    "x ",      "x:",    "why:", "owner:@a, ", "\"a\" ", "events:LE-1 ", ",",
        "1.0 ", "\"x\", ", "on:1 ", "'a ",  "“",          "CR-1 ",  "immovable ",   "@a "};
    constexpr std::size_t kLong = 39'000;
    for (const std::string start :
         {"change new ", "launch set LE-1 owner:", "release show ", "status ", ""}) {
        for (const std::string& unit : units) {
            const auto reading = [&](std::size_t length) {
                std::string text = start;
                while (text.size() < length) text += unit;
                return cpu_time([&] { check_answer(text, "you", {}); });
            };
            INFO(start << unit);
            CHECK(grows_with_length(reading(kLong / 4), reading(kLong)));
        }
    }
}
