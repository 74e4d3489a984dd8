// Every state against every verb that leads from one.
#include "core/change/state.hpp"
#include "tests/core/change/desk.hpp"

namespace plumb {

namespace {

/// Gives each verb with what it needs, as the one who may.
Result<void> does(Desk& desk, std::string_view verb, ChangeId id, ChangeId other) {
    if (verb == "assess") return desk.say(desk.dan, verb, id, "a note");
    if (verb == "approve")
        return desk.say(desk.eve, verb, id, {}, {{"override", text_value("It cannot wait")}});
    if (verb == "defer") return desk.say(desk.eve, verb, id, "After the fair", {{"until", on("2027-06-01")}});
    if (verb == "withdraw") return desk.say(desk.cleo, verb, id);
    if (verb == "merge") return desk.say(desk.cleo, verb, id, {}, {{"into", Ref{other}}});
    if (verb == "ack") return desk.say(desk.ana, verb, id);
    if (verb == "loop-in") return desk.say(desk.ben, verb, id, "How long?", {{"who", Ref{desk.ana}}});
    return desk.say(desk.eve, verb, id, "A reason");
}

/// A request brought into a state.
ChangeId in_state(Desk& desk, ChangeStatus status, ChangeId other) {
    const ChangeId id = desk.add_request("Bulk export");
    desk.event("Fair", "2027-07-15", desk.one, desk.ana);
    if (status == ChangeStatus::assessed) desk.assess_both(id);
    const std::map<ChangeStatus, std::string_view> verbs{{ChangeStatus::approved, "approve"},
                                                         {ChangeStatus::declined, "decline"},
                                                         {ChangeStatus::deferred, "defer"},
                                                         {ChangeStatus::withdrawn, "withdraw"},
                                                         {ChangeStatus::merged, "merge"}};
    if (const auto verb = verbs.find(status); verb != verbs.end())
        REQUIRE(does(desk, verb->second, id, other));
    REQUIRE(desk.at(id).status == status);
    return id;
}

}  // namespace

TEST_CASE("from each state exactly the moves of product.md are possible") {
    const std::vector<std::string_view> waiting{"assess",   "approve", "decline", "defer",
                                                "withdraw", "merge",   "loop-in"};
    const std::map<ChangeStatus, std::vector<std::string_view>> ways{
        {ChangeStatus::open, waiting},
        {ChangeStatus::assessed, waiting},
        {ChangeStatus::approved, {"reopen", "ack"}},
        {ChangeStatus::declined, {"reopen", "merge"}},
        {ChangeStatus::deferred, {"reopen", "merge"}},
        {ChangeStatus::withdrawn, {}},
        {ChangeStatus::merged, {}}};
    const std::vector<std::string_view> verbs{"assess", "approve", "decline", "defer", "withdraw",
                                              "reopen", "merge",   "loop-in", "ack"};
    for (const auto& [status, possible_now] : ways) {
        for (const std::string_view verb : verbs) {
            Desk desk;
            const ChangeId other = desk.add_request("Another");
            const ChangeId id = in_state(desk, status, other);
            INFO(word(status) << " " << verb);
            const bool wanted =
                std::find(possible_now.begin(), possible_now.end(), verb) != possible_now.end();
            const ChangeRequest before = desk.at(id);
            const auto done = does(desk, verb, id, other);
            CHECK(done.has_value() == wanted);
            CHECK(possible(status, verb) == wanted);
            if (wanted || done) continue;
            CHECK(desk.at(id) == before);
            CHECK_FALSE(done.error().expected.empty());
            CHECK_FALSE(done.error().example.empty());
            for (const std::string_view way : possible_verbs(status))
                CHECK_THAT(done.error().expected, Catch::Contains(std::string(way)));
        }
    }
}

TEST_CASE("a refused move says how the request stands") {
    Desk desk;
    const ChangeId other = desk.add_request("Another");
    SECTION("decided") {
        const ChangeId id = in_state(desk, ChangeStatus::approved, other);
        CHECK(desk.refused(desk.eve, "approve", id, "again") ==
              "CR-2 is approved by eve on Wed 3 Mar, so “approve” is not possible. | Possible now: reopen. | "
              "change reopen CR-2 \"why it is asked again\"");
    }
    SECTION("decided, whoever raised it") {
        const ChangeId id = in_state(desk, ChangeStatus::approved, other);
        CHECK(
            desk.refused(desk.ana, "withdraw", id) ==
            "CR-2 is approved by eve on Wed 3 Mar, so “withdraw” is not possible. | Possible now: reopen. | "
            "change reopen CR-2 \"why it is asked again\"");
    }
    SECTION("deferred") {
        const ChangeId id = in_state(desk, ChangeStatus::deferred, other);
        CHECK_THAT(desk.refused(desk.ana, "assess", id, "x"),
                   Catch::StartsWith("CR-2 is deferred until Tue 1 Jun by eve"));
    }
    SECTION("merged names the survivor") {
        const ChangeId id = in_state(desk, ChangeStatus::merged, other);
        CHECK(
            desk.refused(desk.eve, "approve", id) ==
            "CR-2 is merged into CR-1, so “approve” is not possible. | CR-1 “Another” is where it goes on. | "
            "change show CR-1");
    }
    SECTION("withdrawn") {
        const ChangeId id = in_state(desk, ChangeStatus::withdrawn, other);
        CHECK_THAT(desk.refused(desk.eve, "approve", id), Catch::Contains("change new \"Bulk export\""));
    }
}

TEST_CASE("evidence, options, support and watching are taken in every state") {
    for (const ChangeStatus status :
         {ChangeStatus::open, ChangeStatus::assessed, ChangeStatus::approved, ChangeStatus::declined,
          ChangeStatus::deferred, ChangeStatus::withdrawn}) {
        Desk desk;
        const ChangeId id = in_state(desk, status, desk.add_request("Another"));
        INFO(word(status));
        CHECK(desk.say(desk.cleo, "evidence", id, {}, {{"quote", text_value("So do we")}}));
        CHECK(desk.at(EvidenceId{1}).change == id);
        CHECK(desk.say(desk.ana, "option", id, "Another way"));
        CHECK(desk.say(desk.dan, "support", id));
        CHECK(desk.say(desk.dan, "watch", id));
        CHECK(desk.at(id).status == status);
    }
}

TEST_CASE("a policy that asks for more or fewer functions settles what waits") {
    Desk desk;
    const ChangeId heard = desk.add_request("Heard by one");
    const ChangeId unheard = desk.add_request("Unheard yet");
    REQUIRE(desk.say(desk.ana, "assess", heard, "fine"));
    const Instant said = desk.now;
    const auto settle = [&] {
        const Context context = desk.context(desk.eve);
        Draft draft(desk.world, context);
        settle_all(draft, desk.product);
        desk.world = draft.world();
    };
    desk.wait(1);
    desk.set(desk.product, [](Product& p) { p.policy.assess = {Function::engineering}; });
    settle();
    CHECK(desk.at(heard).status == ChangeStatus::assessed);
    CHECK(desk.at(heard).assessed_at == said);
    CHECK(desk.at(unheard).status == ChangeStatus::open);
    desk.set(desk.product, [](Product& p) { p.policy.assess = {Function::engineering, Function::sales}; });
    settle();
    CHECK(desk.at(heard).status == ChangeStatus::open);
    CHECK_FALSE(desk.at(heard).assessed_at);
}

}  // namespace plumb
