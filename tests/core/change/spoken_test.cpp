// The commands as they are typed: that the table binds what product.md and fields.md show.
#include "core/talk/grammar.hpp"
#include "tests/core/change/desk.hpp"

namespace plumb {

namespace {

/// Says a command as text; the refusal's words, or nothing.
std::string say(Desk& desk, PersonId who, std::string_view text) {
    std::vector<const CommandSpec*> table;
    for (const CommandSpec& spec : change_commands()) table.push_back(&spec);
    const Context context = desk.context(who);
    Draft draft(desk.world, context);
    const auto command = understand(draft, text, table);
    if (!command) return command.error().wrong;
    auto done = command->spec->handler(draft, *command);
    if (!done) return done.error().wrong;
    desk.world = draft.world();
    return {};
}

}  // namespace

TEST_CASE("a request’s life as people type it") {
    Desk desk;
    CHECK(say(desk, desk.cleo,
              "change new \"Single sign-on\" kind:add release:1.0 why:\"Acme cannot roll out without it\" "
              "customer:\"Acme\" source:call quote:\"We would sign tomorrow\" severity:urgent "
              "if-declined:\"They leave\"") == "");
    const ChangeId id{1};
    CHECK(desk.at(id).if_declined == "They leave");
    CHECK(desk.at(EvidenceId{1}).quote == "We would sign tomorrow");
    CHECK(desk.at(EvidenceId{1}).direct);
    CHECK(say(desk, desk.ana,
              "change assess CR-1 feasible:yes effort:5-8d approach:\"OIDC library\" risk:medium") == "");
    CHECK(say(desk, desk.ben, "change assess cr-1 value:high positioning:docs launch:none") == "");
    CHECK(desk.at(AssessmentId{1}).effort == Effort{5, 8});
    CHECK(desk.at(AssessmentId{2}).launch == LaunchImpact::none);
    CHECK(desk.at(id).status == ChangeStatus::assessed);
    CHECK(say(desk, desk.ben, "change loop-in CR-1 @dan \"Do night shifts use tablets?\" by:2027-03-10") ==
          "");
    CHECK(desk.at(id).loop_ins.at(0).asked == desk.dan);
    CHECK(desk.at(id).loop_ins.at(0).text == "Do night shifts use tablets?");
    CHECK(desk.at(id).loop_ins.at(0).by == on("2027-03-10"));
    CHECK(say(desk, desk.dan, "change answer CR-1 \"Yes, all of them\"") == "");
    CHECK(say(desk, desk.ana, "change option CR-1 \"Use the system theme\" effort:2d") == "");
    CHECK(say(desk, desk.dan, "change support CR-1") == "");
    CHECK(say(desk, desk.cleo, "change list state:assessed sort:customers by:me") == "");
    CHECK(say(desk, desk.cleo, "change list status:assessed,open") == "");
    CHECK(say(desk, desk.cleo, "change show CR-1") == "");
    CHECK(say(desk, desk.cleo, "change ripple CR-1") == "");
    CHECK(say(desk, desk.eve,
              "change ok CR-1 reason:\"Worth a quarter\" trade-off:\"The report waits\" displaces:none") ==
          "");
    CHECK(desk.at(id).reason == "Worth a quarter");
    CHECK(desk.at(id).trade_off == "The report waits");
    CHECK(desk.at(id).status == ChangeStatus::approved);
    CHECK(say(desk, desk.eve, "change reopen CR-1 Too soon after all") == "");
    CHECK(say(desk, desk.eve, "change reject CR-1 \"No capacity\"") == "");
    CHECK(desk.at(id).status == ChangeStatus::declined);
}

TEST_CASE("the other kinds as people type them") {
    Desk desk;
    CHECK(say(desk, desk.cleo, "change new \"Passkeys\" feature:F-1 becomes:\"Passkeys\" effort:4d") == "");
    CHECK(say(desk, desk.cleo, "change new \"Later\" feature:F-1 to:2.0") == "");
    CHECK(say(desk, desk.cleo, "change new \"1.0 later\" release:1.0 date:\"10 jul\"") == "");
    CHECK(say(desk, desk.cleo, "change new \"No login\" kind:drop feature:F-1") == "");
    CHECK(desk.at(ChangeId{1}).becomes == "Passkeys");
    CHECK(desk.at(ChangeId{1}).effort == Effort{4, 4});
    CHECK(desk.at(ChangeId{2}).change_kind == ChangeKind::move);
    CHECK(desk.at(ChangeId{3}).date == on("2027-07-10"));
    CHECK(desk.at(ChangeId{4}).change_kind == ChangeKind::drop);
    CHECK(say(desk, desk.eve, "change defer CR-1 \"After the fair\" until:2027-06-01") == "");
    CHECK(say(desk, desk.eve, "change approve CR-2 override:\"It cannot wait\"") == "");
    CHECK(say(desk, desk.cleo, "change withdraw CR-3") == "");
    CHECK(say(desk, desk.cleo, "change set CR-4 horizon:quarter severity:urgent") == "");
    CHECK(say(desk, desk.cleo, "change merge CR-4 into:CR-1") == "");
    CHECK(say(desk, desk.cleo,
              "change evidence CR-1 customer:\"Cray\" source:visit quote:\"Like a lamp\" direct:yes") == "");
    CHECK(say(desk, desk.cleo, "change watch CR-1") == "");
}

TEST_CASE("every example of the table is understood") {
    Desk desk;
    for (int i = 0; i < 9; ++i) desk.add_request("Request " + std::to_string(i));
    for (int i = 0; i < 9; ++i) desk.feature("Part " + std::to_string(i), desk.one);
    std::vector<const CommandSpec*> table;
    for (const CommandSpec& spec : change_commands()) table.push_back(&spec);
    for (const CommandSpec& spec : change_commands()) {
        INFO(spec.example);
        const Context context = desk.context(desk.eve);
        Draft draft(desk.world, context);
        const auto command = understand(draft, spec.example, table);
        REQUIRE(command);
        CHECK(command->spec == &spec);
        CHECK_FALSE(spec.does.empty());
    }
}

}  // namespace plumb
