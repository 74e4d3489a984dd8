#include "core/base/ids.hpp"

#include <catch2/catch.hpp>

using namespace plumb;

TEST_CASE("numbered ids are read in any case and nothing else is") {
    CHECK(parse_ref("CR-12") == Ref{Kind::change, 12});
    CHECK(parse_ref("le-3") == Ref{Kind::event, 3});
    CHECK(parse_ref("C-4") == Ref{Kind::collateral, 4});
    CHECK(parse_ref("a-2") == Ref{Kind::assumption, 2});
    for (const auto* text :
         {"CR-", "CR-0", "CR-1x", "CR--1", "CR 1", "release:1", "", "-1", "CR-99999999999"})
        CHECK_FALSE(parse_ref(text));
}

TEST_CASE("an id is written as it is read") {
    CHECK(to_string(ChangeId{7}) == "CR-7");
    CHECK(to_string(Ref{Kind::warning, 1}) == "AW-1");
    CHECK(parse_ref(to_string(PromiseId{3})) == Ref{PromiseId{3}});
}
