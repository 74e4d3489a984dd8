// The button that takes back: where it stands, and whose it is.
#include "chat/slack/undo_button.hpp"

#include <catch2/catch.hpp>

namespace plumb::slack {

TEST_CASE("slack: Undo stands beside the first text that has room", "[slack]") {
    const UndoOf undo{"U1", {Instant{Seconds{1'795'732'280}}, 17'293'822'569'102'704'640U}};
    Json blocks = Json::array({{{"type", "header"}},
                               {{"type", "section"}, {"accessory", Json::object()}},
                               {{"type", "section"}, {"text", "It is recorded."}}});
    offer_undo(blocks, undo);
    REQUIRE(blocks.size() == 3);
    CHECK(text_at(blocks[2], {"accessory", "text", "text"}) == "Undo");
    const auto back = undo_of(text_at(blocks[2], {"accessory", "value"}));
    REQUIRE(back);
    CHECK(back->user == undo.user);
    CHECK(back->mark == undo.mark);
    Json bare = Json::array();
    offer_undo(bare, undo);
    REQUIRE(bare.size() == 1);
    CHECK(text_at(bare[0], "type") == "actions");
}

TEST_CASE("slack: other values take nothing back", "[slack]") {
    for (const char* value :
         {"", "undo", "change watch CR-1", "undo\n", "undo\nU1", "undo\nU1 x", "undo\nU1 1x", "undo\nU1 1",
          "undo\nU1 1 x", "undo\nU1 1 -2", "undo\n 1 2", "undo\nU1 1 2 3"})
        CHECK_FALSE(undo_of(value));
}

}  // namespace plumb::slack
