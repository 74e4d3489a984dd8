// Which command an Undo button takes back.
#include "core/command/undo_entry.hpp"

#include <catch2/catch.hpp>

namespace plumb {

namespace {

UndoEntry entry(int second, std::string command, int feature) {
    Feature made;
    made.meta.n = feature;
    return {Instant{Seconds{second}}, std::move(command), {{std::nullopt, AnyRecord{made}}}};
}

}  // namespace

TEST_CASE("a mark is of one command, also among those of one second") {
    const UndoEntry one = entry(1, "feature new \"Login\"", 1);
    CHECK(is_of(mark_of(one), one));
    CHECK_FALSE(is_of(mark_of(one), entry(2, one.command, 1)));
    CHECK_FALSE(is_of(mark_of(one), entry(1, "feature new \"Log\"", 1)));
    SECTION("typed twice, it made two records") {
        CHECK_FALSE(is_of(mark_of(one), entry(1, one.command, 2)));
    }
    SECTION("what was taken back is still that second's") {
        UndoEntry spent = one;
        spent.images.clear();
        CHECK(is_of(mark_of(one), spent));
        CHECK_FALSE(is_of(mark_of(entry(2, one.command, 1)), spent));
    }
}

}  // namespace plumb
