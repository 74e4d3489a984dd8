// Matrix IDs in titles and reasons are read as the people they stand for.
#include "core/talk/named_in_text.hpp"

#include <catch2/catch.hpp>

using namespace plumb;

TEST_CASE("people in a text are called by their names", "[people]") {
    World world;
    Person ben;
    ben.handle = "ben";
    ben.name = "Ben";
    ben.accounts = {"matrix:@ben:example.org"};
    ben.meta.n = 1;
    world.all<Person>().put(ben);
    Context context;
    context.members = {{"matrix:@dora:example.org:8448", "dora", "Dora Day"}, {"matrix:@eve:x", "eve", {}}};
    const auto [typed, read] = GENERATE(
        table<std::string, std::string>({{"Ask @ben:example.org about it", "Ask Ben about it"},
                                         {"@ben:example.org: look, @ben:example.org.", "Ben: look, Ben."},
                                         {"(@dora:example.org:8448) and @eve:x", "(Dora Day) and eve"},
                                         {"@nobody:example.org or @ben, ana@example.org: 5",
                                          "@nobody:example.org or @ben, ana@example.org: 5"},
                                         {"@@ben:example.org", "@Ben"},
                                         {"@", "@"},
                                         {"a@", "a@"},
                                         {"", ""}}));
    INFO(typed);
    CHECK(named_in_text(typed, world, context) == read);
}
