// Lines that name something else than what was meant: each is offered as that.
#include "tests/core/talk/sample.hpp"

#include <catch2/catch.hpp>

using namespace plumb;

namespace {

struct Meant {
    std::string text, wrong, expected, example;
};

void check_offered(const Meant& c) {
    INFO(c.text);
    const Refusal said = sample::refusal(c.text);
    CHECK(said.wrong == c.wrong);
    CHECK(said.expected == c.expected);
    CHECK(said.example == c.example);
    CHECK(sample::understood(said.example).substr(0, 8) != "refused:");
}

}  // namespace

TEST_CASE("a noun and a record, and no verb", "[grammar][refusal]") {
    const auto c = GENERATE(values<Meant>({
        {"change CR-1 \"Slow\" severity:urgent", "change needs to know what to do.",
         "Did you mean change set?", "change set CR-1 \"Slow\" severity:urgent"},
        {"change CR-1 revisit:fri foo:1", "change needs to know what to do.",
         "Did you mean change show CR-1?", "change show CR-1"},
        {"collateral LE-1 \"Price list\" due:T-14 owner:@ana", "collateral needs to know what to do.",
         "Did you mean collateral new?", "collateral new LE-1 \"Price list\" due:T-14 owner:@ana"},
        {"release Spring 27 to:2027-12-06", "release needs to know what to do.", "Did you mean release move?",
         "release move Spring 27 to:2027-12-06"},
        {"release \"Spring 27\" market:green", "release needs to know what to do.",
         "Did you mean release ready?", "release ready \"Spring 27\" market:green"},
        {"release 1.0", "release needs to know what to do.", "Did you mean release show 1.0?",
         "release show 1.0"},
        {"release 1.0 move to:2027-12-06", "The verb comes before the name.",
         "Did you mean release move 1.0?", "release move 1.0 to:2027-12-06"},
    }));
    check_offered(c);
}

TEST_CASE("a release that stands behind the text, or in its quotes", "[grammar][refusal]") {
    const auto c = GENERATE(values<Meant>({
        {"release move \"Sync\" \"Spring 27\" to:2027-12-06", "release move takes a release’s name first.",
         "Spring 27 before the rest:", "release move \"Spring 27\" \"Sync\" to:2027-12-06"},
        {"release move \"Sync\" spring 27 to:2027-12-06", "release move takes a release’s name first.",
         "Spring 27 before the rest:", "release move \"Spring 27\" \"Sync\" to:2027-12-06"},
        {"release move \"Spring 27 Sync\" to:2027-12-06", "There is no release “Spring 27 Sync”.",
         "Did you mean Spring 27, with “Sync” behind it?",
         "release move \"Spring 27\" \"Sync\" to:2027-12-06"},
    }));
    check_offered(c);
}

TEST_CASE("a word that means yes says which of the two it is", "[grammar][refusal]") {
    const auto c = GENERATE(values<Meant>({
        {"launch set LE-1 immovable no", "“immovable no” has no colon.", "Did you mean immovable:no?",
         "launch set LE-1 immovable:no"},
        {"launch set LE-1 immovable yes", "“immovable yes” has no colon.", "Did you mean immovable:yes?",
         "launch set LE-1 immovable:yes"},
        {"launch set LE-1 not immovable", "“not immovable” has no colon.", "Did you mean immovable:no?",
         "launch set LE-1 immovable:no"},
        {"launch new \"Expo\" on:2027-09-01 immovable no", "“immovable no” has no colon.",
         "Did you mean immovable:no?", "launch new \"Expo\" on:2027-09-01 immovable:no"},
        {"launch new \"Expo\" not immovable on:2027-09-01", "“not immovable” has no colon.",
         "Did you mean immovable:no?", "launch new \"Expo\" immovable:no on:2027-09-01"},
    }));
    check_offered(c);
}
