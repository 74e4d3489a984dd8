#include "app/persons.hpp"

#include "core/command/draft.hpp"

#include <catch2/catch.hpp>

using namespace plumb;

namespace {

struct NoZones : Zones {
    const Zone* find(std::string_view name) const override { return name == "UTC" ? &utc : nullptr; }
    Zone utc;
};

const Person& speak(World& world, const Author& author, const ServiceOptions& options) {
    const NoZones zones;
    std::vector<Write> people;
    return *world.find(person_of(author, options, zones, Instant{}, world, people));
}

bool is_admin(const Person& person) { return person.roles == std::vector{Role::admin}; }

}  // namespace

TEST_CASE("a configured account is meant as a whole or by its end") {
    CHECK(means_account("slack:T1/U1", "slack:T1/U1"));
    CHECK(means_account("T1/U1", "slack:T1/U1"));
    CHECK(means_account("U1", "slack:T1/U1"));
    CHECK(means_account("@ana:example.org", "matrix:@ana:example.org"));
    CHECK(means_account("ana", "console/ana"));
}

TEST_CASE("the end of a word, a server or nothing means nobody") {
    CHECK_FALSE(means_account("1", "slack:T1/U1"));
    CHECK_FALSE(means_account("T2/U1", "slack:T1/U1"));
    CHECK_FALSE(means_account("", "slack:T1/U1"));
    CHECK_FALSE(means_account("example.org", "matrix:@ana:example.org"));
    CHECK_FALSE(means_account("ana:example.org", "matrix:@eve/ana:example.org"));
}

TEST_CASE("an admin of the configuration is one from the first word, whatever they are called") {
    World world;
    ServiceOptions options;
    options.admins = {"U1"};
    CHECK(is_admin(speak(world, {"slack:T1/U1", "ana", "Ana", "UTC"}, options)));
    CHECK_FALSE(is_admin(speak(world, {"slack:T1/U2", "u1", "U1", "UTC"}, options)));
}

TEST_CASE("two accounts of one configured person are one person") {
    World world;
    ServiceOptions options;
    options.people = {{"ana", {"U1", "matrix:@a.berg:example.org"}}};
    const PersonId slack = id_of(speak(world, {"slack:T1/U1", "berg", "Ana Berg", {}}, options));
    const PersonId matrix = id_of(speak(world, {"matrix:@a.berg:example.org", "a.berg", "Ana", {}}, options));
    CHECK(slack == matrix);
    CHECK(world.find(slack)->handle == "ana");
    CHECK(world.find(slack)->accounts.size() == 2);
    CHECK(world.find(slack)->name == "Ana Berg");
}

TEST_CASE("whom the configuration names can be named with every account of theirs before they speak") {
    ServiceOptions options;
    options.people = {{"Benno", {"U1", "@ben:example.org"}}};
    Place place;
    place.account = "matrix:@plumb:example.org";
    const auto on_matrix = with_configured({{"matrix:@ben:example.org", "ben", "Ben"}}, options, place);
    REQUIRE(on_matrix.size() == 1);
    CHECK(on_matrix.front().handle == "ben");
    CHECK(on_matrix.front().configured == "Benno");
    place.account = "slack:T1";
    const auto on_slack = with_configured({}, options, place);
    REQUIRE(on_slack.size() == 2);
    CHECK(on_slack.front().account == "slack:T1/U1");
    CHECK(on_slack.back().account == "matrix:@ben:example.org");
}

TEST_CASE("a configured person is one by name, by room name and by each account") {
    const std::string named = GENERATE("@benno", "@ben", "@ben:example.org", "<@U1>");
    World world;
    Context context;
    context.place.account = "slack:T1";
    context.members = {{"matrix:@ben:example.org", "ben", "Ben", "Benno"},
                       {"slack:T1/U1", "benno", {}, "Benno"}};
    Draft draft(world, context);
    const PersonId who = draft.person(named).value();
    CHECK(draft.find(who)->handle == "benno");
    CHECK(draft.find(who)->name == "Ben");
    CHECK(draft.find(who)->accounts == std::vector<std::string>{"matrix:@ben:example.org", "slack:T1/U1"});
    for (const char* again : {"@benno", "@ben", "@ben:example.org", "<@U1>", "benno"})
        CHECK(draft.person(again).value() == who);
}

TEST_CASE("a name that changed is followed, that of a configured person and an empty one are not") {
    World world;
    const Author ana{"matrix:@ana:example.org", "ana", "Ana Berg", {}};
    CHECK(speak(world, ana, {}).name == "Ana Berg");
    Author renamed = ana;
    renamed.name = "Ana Stein";
    CHECK(speak(world, renamed, {}).name == "Ana Stein");
    renamed.name.clear();
    CHECK(speak(world, renamed, {}).name == "Ana Stein");
    ServiceOptions options;
    options.people = {{"ana", {"matrix:@ana:example.org"}}};
    CHECK(speak(world, ana, options).name == "Ana Stein");
}

TEST_CASE("two people of one handle stay two") {
    World world;
    const PersonId one = id_of(speak(world, {"slack:T1/U1", "ana", {}, {}}, {}));
    const PersonId two = id_of(speak(world, {"slack:T1/U2", "ana", {}, {}}, {}));
    CHECK(one != two);
    CHECK(world.find(two)->handle == "ana2");
}

TEST_CASE("a handle made of a long account is one that an export can hold") {
    World world;
    const std::string local(230, 'l');
    const PersonId one = id_of(speak(world, {"matrix:@" + local + ":a", local, {}, {}}, {}));
    const PersonId two = id_of(speak(world, {"matrix:@" + local + ":b", local, {}, {}}, {}));
    CHECK(world.find(one)->handle == local.substr(0, 190));
    CHECK(world.find(two)->handle == local.substr(0, 190) + "2");
}

TEST_CASE("a handle that changed is followed, where nobody else has it") {
    World world;
    const PersonId fay = id_of(speak(world, {"slack:T1/UFAY", "ufay", {}, {}}, {}));
    CHECK(speak(world, {"slack:T1/UFAY", "fay", "fay", {}}, {}).handle == "fay");
    CHECK(id_of(*person_by_handle(world, "fay")) == fay);
    CHECK(world.find(fay)->name.empty());
    // Without a name it is only what the event says of its author.
    CHECK(speak(world, {"slack:T1/UFAY", "f.lang", {}, {}}, {}).handle == "fay");
    CHECK(speak(world, {"slack:T1/UFAY", "Charlotte", "Charlotte Lang", {}}, {}).handle == "charlotte");
    CHECK(world.find(fay)->name == "Charlotte Lang");
    speak(world, {"slack:T1/U2", "cho", "Cho", {}}, {});
    CHECK(speak(world, {"slack:T1/UFAY", "cho", "Cho Lang", {}}, {}).handle == "charlotte");
    ServiceOptions options;
    options.people = {{"charlotte", {"UFAY"}}};
    CHECK(speak(world, {"slack:T1/UFAY", "lotte", "Lotte", {}}, options).handle == "charlotte");
}

TEST_CASE("a second account of one person changes what they are called by no more") {
    World world;
    ServiceOptions options;
    options.people = {{"ana", {"U1", "matrix:@a.berg:example.org"}}};
    speak(world, {"slack:T1/U1", "berg", "Ana Berg", {}}, options);
    speak(world, {"matrix:@a.berg:example.org", "a.berg", "Ana", {}}, options);
    CHECK(speak(world, {"matrix:@a.berg:example.org", "a.berg", "Anna", {}}, {}).handle == "ana");
}
