#include "core/base/spelling.hpp"

#include <catch2/catch.hpp>

#include <array>

using namespace plumb;

TEST_CASE("edits count what fingers do", "[spelling]") {
    CHECK(edits_between("change", "change", 3) == 0);
    CHECK(edits_between("chnage", "change", 3) == 1);
    CHECK(edits_between("chang", "change", 3) == 1);
    CHECK(edits_between("cchange", "change", 3) == 1);
    CHECK(edits_between("chamge", "change", 3) == 1);
    CHECK(edits_between("", "abc", 3) == 3);
    CHECK(edits_between("kitten", "sitting", 3) == 3);
    CHECK(edits_between("kitten", "sitting", 2) == 3);
    CHECK(edits_between(std::string(40'000, 'x'), "change", 3) == 4);
}

TEST_CASE("the nearest known word", "[spelling]") {
    const std::array<std::string_view, 6> known{"change", "launch", "list", "feature", "policy", "plan"};
    CHECK(nearest("chnage", known) == "change");
    CHECK(nearest("CHNAGE", known) == "change");
    CHECK(nearest("lunch", known) == "launch");
    CHECK(nearest("lst", known) == "list");
    CHECK(nearest("feautre", known) == "feature");
    CHECK(nearest("feat", known) == "feature");
    CHECK(nearest("pla", known) == "plan");
    CHECK_FALSE(nearest("x", known));
    CHECK_FALSE(nearest("", known));
    CHECK_FALSE(nearest("banana", known));
    CHECK_FALSE(nearest("pl", std::array<std::string_view, 2>{"plumb", "plenty"}));
    CHECK(nearest("chan", known) == "change");
    CHECK(nearest("laun", known) == "launch");
    CHECK(nearest("po", known) == "policy");
    const std::array<std::string_view, 3> verbs{"ship", "mute", "cancel"};
    CHECK(nearest("shipped", verbs) == "ship");
    CHECK(nearest("cancelled", verbs) == "cancel");
    CHECK_FALSE(nearest("date", verbs));
    CHECK(nearest("warn", std::array<std::string_view, 2>{"warnings", "warning"}) == "warning");
}

TEST_CASE("a choice ends in or", "[spelling]") {
    CHECK(choice_of(std::vector<std::string>{}) == "");
    CHECK(choice_of(std::vector<std::string>{"a"}) == "a");
    CHECK(choice_of(std::vector<std::string>{"a", "b"}) == "a or b");
    CHECK(choice_of(std::vector<std::string>{"a", "b", "c"}) == "a, b or c");
}
