#include "tests/core/change/desk.hpp"

namespace plumb {

namespace {

std::size_t place(const Desk& desk, std::string_view what) { return desk.answer.find(what); }

void list(Desk& desk, Keys keys = {}) { REQUIRE(desk.say(desk.cleo, "list", {}, {}, std::move(keys))); }

}  // namespace

TEST_CASE("a list without requests says how to make the first one") {
    Desk desk;
    list(desk);
    CHECK_THAT(desk.answer, Catch::Contains("No requests yet") && Catch::Contains("change new"));
    desk.add_request();
    list(desk, {{"state", std::vector<std::string>{"approved"}}});
    CHECK_THAT(desk.answer, Catch::Contains("No request is like that"));
}

TEST_CASE("what waits stands before what sleeps and what is over") {
    Desk desk;
    const ChangeId declined = desk.add_request("Declined one");
    const ChangeId deferred = desk.add_request("Deferred one");
    desk.add_request("Open one");
    REQUIRE(desk.say(desk.eve, "decline", declined, "No"));
    REQUIRE(desk.say(desk.eve, "defer", deferred, "Later", {{"until", on("2027-06-01")}}));
    desk.wait(2);
    list(desk);
    CHECK(place(desk, "CR-3") < place(desk, "CR-2"));
    CHECK(place(desk, "CR-2") < place(desk, "CR-1"));
    CHECK_THAT(desk.answer, Catch::Contains("waits for engineering and marketing for 2 working days"));
}

TEST_CASE("a list is filtered by state, kind, release, function and requester") {
    Desk desk;
    const ChangeId add = desk.add_request("An add");
    const ChangeId modify = desk.opens(desk.dan, "A modify", {{"feature", Ref{desk.login}}});
    const ChangeId backlog = desk.opens(desk.dan, "For the backlog");
    const auto shown = [&](Keys keys) {
        list(desk, std::move(keys));
        std::vector<ChangeId> ids;
        for (const ChangeId id : {add, modify, backlog})
            if (place(desk, to_string(Ref{id}) + " ") != std::string::npos) ids.push_back(id);
        return ids;
    };
    CHECK(shown({{"kind", std::vector<std::string>{"modify"}}}) == std::vector{modify});
    CHECK(shown({{"release", Ref{desk.one}}}) == std::vector{add, modify});
    CHECK(shown({{"function", std::vector<std::string>{"support"}}}) == std::vector{modify, backlog});
    CHECK(shown({{"by", Ref{desk.cleo}}}) == std::vector{add});
    REQUIRE(desk.say(desk.eve, "decline", add, "No"));
    CHECK(shown({{"state", std::vector<std::string>{"open", "assessed"}}}) == std::vector{modify, backlog});
}

TEST_CASE("a list is sorted when asked") {
    Desk desk;
    const auto customer = [&](std::string name, std::optional<std::int64_t> value) {
        Customer made;
        made.name = std::move(name);
        made.value = value;
        put(desk.world, std::move(made));
    };
    customer("Acme", 50'000);
    customer("Bolt", 200'000);
    const ChangeId first = desk.opens(desk.cleo, "First", {{"customer", text_value("Acme")}});
    desk.wait(1);
    const ChangeId second = desk.opens(
        desk.dan, "Second", {{"customer", text_value("Bolt")}, {"severity", text_value("urgent")}});
    REQUIRE(desk.say(desk.cleo, "evidence", first, {}, {{"customer", text_value("Cray")}}));
    REQUIRE(desk.say(desk.ana, "support", second));
    const auto before = [&](std::string_view sort) {
        list(desk, {{"sort", text_value(sort)}});
        return place(desk, "CR-1") < place(desk, "CR-2");
    };
    CHECK(before("customers"));
    CHECK_FALSE(before("value"));
    CHECK_FALSE(before("support"));
    CHECK(before("age"));
    CHECK_FALSE(before("severity"));
}

TEST_CASE("a long list is paged, and the buttons keep what it was asked for") {
    Desk desk;
    for (int i = 0; i < 45; ++i) desk.add_request("Request " + std::to_string(i));
    list(desk, {{"state", std::vector<std::string>{"open"}},
                {"sort", text_value("age")},
                {"page", std::int64_t{2}}});
    CHECK_THAT(desk.answer, Catch::Contains("45 requests by age") && Catch::Contains("CR-21 ") &&
                                !Catch::Contains("CR-20 "));
    CHECK_THAT(desk.answer, Catch::Contains("[Previous]\n[Next]"));
}

}  // namespace plumb
