// A person's home page: what it names of much, and what it says of the rest.
#include "core/talk/home.hpp"
#include "tests/core/talk/desk.hpp"

#include <catch2/catch.hpp>

using namespace plumb;

namespace {

Warning open_warning(int n, Severity severity) {
    Warning warning;
    warning.meta.n = n;
    warning.product = ProductId{1};
    warning.rule = "slipped-again";
    warning.severity = warning.highest = severity;
    warning.subject = {Ref{Kind::feature, 1}};
    warning.facts = "Fact " + std::to_string(n) + ".";
    return warning;
}

std::string section(const World& world, const Context& context, std::string_view title) {
    std::string text;
    for (const HomeSection& section : home_of(world, context)) {
        if (section.title != title) continue;
        for (const Card& card : section.cards) text += sample::words(world, card) + "\n";
    }
    return text;
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("home shows the worst warnings and says how many more are open", "[home]") {
    World world = sample::world();
    const Context context = sample::context(world);
    LaunchEvent event = *world.find(EventId{1});
    event.owners = {context.actor};
    world.all<LaunchEvent>().put(event);
    for (int n = 1; n <= 9; ++n) world.all<Warning>().put(open_warning(n, Severity::warning));
    world.all<Warning>().put(open_warning(10, Severity::critical));
    const std::string shown = section(world, context, "My products");
    CHECK(has(shown, "Fact 10."));
    CHECK(has(shown, "Fact 7."));
    CHECK_FALSE(has(shown, "Fact 8."));
    CHECK(has(shown, "and 2 more open"));
}

TEST_CASE("home says how many more events and pieces are one's own", "[home]") {
    World world = sample::world();
    const Context context = sample::context(world);
    LaunchEvent event = *world.find(EventId{1});
    event.owners = {context.actor};
    for (int n = 101; n <= 111; ++n) {
        event.meta.n = n;
        world.all<LaunchEvent>().put(event);
    }
    CHECK(has(section(world, context, "My events"), "and 3 more"));
}
