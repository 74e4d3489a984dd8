#include "chat/slack/own_prefix.hpp"

#include <catch2/catch.hpp>

using namespace plumb::slack;

TEST_CASE("slack: the configured command's name is a prefix wherever it is typed", "[slack]") {
    CHECK(with_plain_prefix("/roadmap status", "/roadmap", true) == "plumb status");
    CHECK(with_plain_prefix(" Roadmap\tstatus", "/roadmap", true) == "plumb\tstatus");
    CHECK(with_plain_prefix("roadmap", "roadmap", true) == "plumb");
    CHECK(with_plain_prefix("roadmap change watch", "/roadmap", false) == "plumb change watch");
    CHECK(with_plain_prefix("/roadmap anything", "/roadmap", false) == "plumb anything");
    CHECK(with_plain_prefix("/plumb status", "/roadmap", true) == "/plumb status");
    // Words of a sentence, and of a command.
    CHECK(with_plain_prefix("roadmap looks good", "/roadmap", false) == "roadmap looks good");
    CHECK(with_plain_prefix("roadmaps are fine", "/roadmap", true) == "roadmaps are fine");
    CHECK(with_plain_prefix("change new \"x\"", "/change", true) == "change new \"x\"");
    CHECK(with_plain_prefix("/change change new \"x\"", "/change", true) == "plumb change new \"x\"");
    CHECK(with_plain_prefix("status", "", true) == "status");
}
