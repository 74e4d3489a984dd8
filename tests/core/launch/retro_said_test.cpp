#include "core/launch/retro_said.hpp"

#include <catch2/catch.hpp>

using namespace plumb;

namespace {

/// `keep|change`, `-` for what is not said.
std::string said(std::string_view text) {
    const RetroSaid found = retro_said_in(text);
    return found.keep.value_or("-") + "|" + found.change.value_or("-");
}

}  // namespace

TEST_CASE("what a line says is to be kept and to be changed") {
    CHECK(said("keep: the demo") == "the demo|-");
    CHECK(said("change: the stand") == "-|the stand");
    CHECK(said("keep: “It types for us”, change: „alles“") == "“It types for us”|„alles“");
    CHECK(said("Keep: the demo. Change: the stand") == "the demo.|the stand");
    CHECK(said("keep the demo, change the stand") == "the demo|the stand");
    CHECK(said("- keep the demo\n- change the stand") == "the demo|the stand");
    CHECK(said("CHANGE : the stand; keep: the demo") == "the demo|the stand");
    CHECK(said("keep: we keep the change log, and change: its name") ==
          "we keep the change log, and|its name");
}

TEST_CASE("what begins otherwise is something else") {
    CHECK(said("") == "-|-");
    CHECK(said("keep") == "-|-");
    CHECK(said("keep:") == "-|-");
    CHECK(said("keeper: the demo") == "-|-");
    CHECK(said("We keep the demo, change the stand") == "-|-");
    CHECK(said("Acme said: keep the form") == "-|-");
}
