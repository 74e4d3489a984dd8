#include "chat/slack/groups.hpp"

#include <string>

using namespace plumb::slack;

TEST_CASE("slack: a group is its handle where a command reads text, and nobody where it reads a person",
          "[slack]") {
    const auto read = [](std::string text) { return with_groups_named(std::move(text)); };
    CHECK(read("change new Ask <!subteam^S1|@mkt>, and <!subteam^S2|@pr>") == "change new Ask @mkt, and @pr");
    CHECK(read("/plumb change set CR-1 why:<!subteam^S1|@mkt>") == "/plumb change set CR-1 why:@mkt");
    CHECK(read("search <!subteam^S1|@mkt>") == "search @mkt");
    CHECK(read("so says <!subteam^S1|@mkt>") == "so says @mkt");
    CHECK(read("change new \"unclosed <!subteam^S1|@mkt>") == "change new \"unclosed @mkt");
    for (const std::string kept :
         {"role add <!subteam^S1|@mkt> approver", "load <!subteam^S1|@mkt>", "change new <!subteam^S1> it",
          "launch new Day on:fri owners:@ana,<!subteam^S1|@mkt>", "feature set F-1 owner:<!subteam^S1|@mkt>",
          "change loop-in CR-1 <!subteam^S1|@mkt> when?", "change new <!subteam^S1|@mkt", "nothing"})
        CHECK(read(kept) == kept);
    CHECK(read("change loop-in CR-1 @ana can <!subteam^S1|@mkt> wait?") ==
          "change loop-in CR-1 @ana can @mkt wait?");
    CHECK(read("launch new <!subteam^S1|@mkt> day owner:<!subteam^S1|@mkt>") ==
          "launch new @mkt day owner:<!subteam^S1|@mkt>");
}
