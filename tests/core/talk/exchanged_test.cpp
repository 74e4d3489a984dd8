// What an example names instead of what was chosen for it.
#include "core/talk/exchanged.hpp"
#include "tests/core/talk/sample.hpp"

#include <catch2/catch.hpp>

using namespace plumb;

namespace {

using Lines = std::vector<std::string>;

Lines others(std::string_view example, std::string_view typed, std::string_view said = {}) {
    const World world = sample::world();
    return exchanged(world, sample::context(world, "you"), example, typed, said);
}

}  // namespace

TEST_CASE("another record, release or word, where none was typed", "[exchanged]") {
    CHECK(others("launch show LE-2", "launch show") == Lines{"launch show LE-1"});
    CHECK(others("change new \"x\" to:2.0", "change new \"x\" to:9.9") ==
          Lines{"change new \"x\" to:1.0", "change new \"x\" to:\"Spring 27\"", "change new \"x\""});
    CHECK(others("launch signoff LE-1 inside", "launch signoff LE-1") ==
          Lines{"launch signoff LE-1 outside"});
}

TEST_CASE("what was typed, or is said to be meant, stays", "[exchanged]") {
    CHECK(others("launch show LE-2", "launch show le-2").empty());
    CHECK(others("launch show LE-2", "launch show Fiar", "Did you mean LE-2 “Fair”?").empty());
    CHECK(others("launch set LE-1 goal:growth", "launch set le1 goal:growth").empty());
}
