// Words that people say for ours.
#include "core/talk/everyday_words.hpp"

#include "core/records/words.hpp"

#include <catch2/catch.hpp>

using namespace plumb;

TEST_CASE("a word that people say for ours is ours before what is spelled like it", "[grammar]") {
    const auto kinds = words<ChangeKind>();
    CHECK(word_meant("remove", kinds) == "drop");
    CHECK(word_meant("Delete ", kinds) == "drop");
    CHECK(word_meant("mve", kinds) == "move");
    CHECK(word_meant("xyzzy", kinds) == std::nullopt);
    // The same word said of two things.
    CHECK(word_meant("fair", words<EventType>()) == "tradeshow");
    CHECK(word_meant("fair", words<Source>()) == "event");
    CHECK(word_meant("in progress", words<CollateralStatus>()) == "doing");
}
