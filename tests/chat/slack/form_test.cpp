#include "chat/slack/form.hpp"
#include "chat/slack/mrkdwn.hpp"
#include "core/records/write.hpp"
#include "core/talk/decide.hpp"
#include "core/talk/tokens.hpp"

using namespace plumb;
using namespace plumb::slack;

namespace {

const std::vector<Ask> kAsks{
    {"reason", "Reason", {}, true}, {"risk", "Risk", {"low", "high"}, false}, {"until", "Until", {}, true}};

}  // namespace

TEST_CASE("slack: a button's form asks what the button asks", "[slack]") {
    const Json view = view_of(form_of("Defer", "change defer CR-1", kAsks, {"C1", "1.2"}));
    CHECK(view["title"]["text"] == "Defer CR-1");
    CHECK(view["blocks"][0]["block_id"] == "reason");
    CHECK(view["blocks"][0]["element"]["multiline"] == true);
    CHECK(view["blocks"][0]["optional"] == false);
    CHECK(view["blocks"][1]["element"]["type"] == "static_select");
    CHECK(view["blocks"][1]["optional"] == true);
    CHECK(view["blocks"][2].contains("hint"));
    // Whose message it stood in is no matter of a form about another record.
    CHECK(form_of("Say what it is for AW-6", "launch set LE-1", kAsks, {}).title ==
          "Say what it is for LE-1");
    CHECK(form_of("Snooze AW-6", "warning snooze AW-6", kAsks, {}).title == "Snooze AW-6");
    // Not every client tells what stands on the button.
    CHECK(view_of(form_of("", "change defer CR-1", kAsks, {}))["title"]["text"] == "Defer CR-1");
    const Json again = view_of(form_of("Ask to move a release with a very long name AW-3", "x", {}, {}));
    CHECK(again["title"]["text"].get<std::string>().size() <= 26);
}

TEST_CASE("slack: a form that comes back is its command, complete", "[slack]") {
    const Json view = view_of(form_of("Defer", "change defer CR-1", kAsks, {"C1", "1.2"}));
    const auto form = filled(kFormCallback, view["private_metadata"].get<std::string>(),
                             {{"reason", " no \"time\" now*\u2060 "}, {"risk", "low"}, {"until", ""}});
    REQUIRE(form);
    CHECK(form->command == "change defer CR-1 reason:“no \"time\" now*” risk:\"low\"");
    CHECK(form->place.channel == "C1");
    CHECK(form->place.thread == "1.2");
    CHECK(form->typed == Typed{{"reason", "no \"time\" now*"}, {"risk", "low"}, {"until", ""}});
    CHECK_FALSE(filled("other", view["private_metadata"].get<std::string>(), {}));
    CHECK_FALSE(filled(kFormCallback, "{", {}));
    CHECK_FALSE(filled(kFormCallback, "{}", {}));
}

TEST_CASE("slack: what no text can hold goes beside a form's command", "[slack]") {
    const std::string text = "says ＂d＂ and \"a\" and “b” and «c»";
    const auto form =
        filled(kFormCallback, R"({"command":"change defer CR-1"})", {{"reason", text}, {"risk", "a\x01"}});
    REQUIRE(form);
    CHECK(form->command == "change defer CR-1 risk:\"a\x01\"");
    CHECK(form->beside == std::vector<Handed>{{"reason", text}});
}

TEST_CASE("slack: a form knows which message it records", "[slack]") {
    const FormPlace place{"C1", {}, false, "1.2", "U3"};
    const Json view = view_of(new_request(World{}, {}, place, {{"direct", "yes"}}));
    const auto form =
        filled(kFormCallback, view["private_metadata"].get<std::string>(), {{"title", "From a picture"}});
    REQUIRE(form);
    CHECK(form->place.source == "1.2");
    CHECK(form->place.author == "U3");
    CHECK(form->command == "change new direct:\"yes\" \"From a picture\"");
}

TEST_CASE("slack: owners are mentioned, titles stand alone", "[slack]") {
    const Json view = view_of(new_event(World{}, {}, {}, {}));
    const auto form = filled(kFormCallback, view["private_metadata"].get<std::string>(),
                             {{"title", "Spring: the launch"}, {"owner", "U1,U2"}, {"on", "next fri"}});
    REQUIRE(form);
    CHECK(form->command == "launch new \"Spring: the launch\" owner:<@U1>,<@U2> on:\"next fri\"");
}

TEST_CASE("slack: any text can be quoted and is read back", "[slack]") {
    for (const char* text :
         {"plain", "it's", "say \"x\"", "say \"x\" and “y”", "«a» \"b\" “c”", "line\nbreak", "key:value"}) {
        const auto pieces = pieces_of("why:" + in_quotes(text));
        REQUIRE(pieces);
        REQUIRE(pieces->size() == 1);
        CHECK(pieces->front().text == text);
    }
}

TEST_CASE("slack: a command without its title opens a form, with what was typed", "[slack]") {
    const World world;
    const auto form = form_for("change new release:2.0 horizon:year", world, {}, {"C1", {}});
    REQUIRE(form);
    CHECK(form->command == "change new horizon:\"year\"");
    const Json view = view_of(*form);
    bool filled_in = false;
    for (const Json& block : view["blocks"])
        if (block["block_id"] == "release") filled_in = block["element"]["initial_value"] == "2.0";
    CHECK(filled_in);
    CHECK(form_for("launch add", world, {}, {}));
    CHECK(form_for("/plumb change create", world, {}, {}));
    CHECK_FALSE(form_for("change new \"Title\"", world, {}, {}));
    CHECK_FALSE(form_for("change new title:\"Title\" why:w", world, {}, {}));
    CHECK_FALSE(form_for("launch new on:2027-05-05 Title:Fair", world, {}, {}));
    CHECK(form_for("change new title: why:w", world, {}, {}));
    CHECK_FALSE(form_for("change list", world, {}, {}));
    CHECK_FALSE(form_for("change new why:\"unclosed", world, {}, {}));
    // What a form cannot hold whole is not cut.
    CHECK(form_for("change new why:\"" + std::string(3000, 'w') + "\"", world, {}, {}));
    CHECK_FALSE(form_for("change new why:\"" + std::string(3001, 'w') + "\"", world, {}, {}));
    CHECK_FALSE(form_for("change new horizon:\"" + std::string(2900, 'w') + "\"", world, {}, {}));
}

TEST_CASE("slack: what was typed for a choice is chosen, or stays with the command", "[slack]") {
    const World world;
    const auto event =
        form_for("launch new type:Webinar goal:growth tier:5 audience:EVERYONE", world, {}, {});
    REQUIRE(event);
    CHECK(event->command == "launch new tier:\"5\"");
    std::string chosen;
    const Json view = view_of(*event);
    for (const Json& block : view["blocks"]) {
        CHECK(block["block_id"] != "tier");
        if (block["element"].contains("initial_option"))
            chosen += block["element"]["initial_option"]["value"].get<std::string>() + " ";
    }
    CHECK(chosen == "webinar growth everyone ");
    CHECK_FALSE(form_for("change new why:\"a\" why:\"b\"", world, {}, {}));
}

TEST_CASE("slack: a form whose command would be refused whatever is filled in is not opened", "[slack]") {
    World world;
    Person ana;
    ana.meta.n = world.next(Kind::person);
    ana.handle = "ana";
    ana.function = Function::product;
    Product atlas;
    atlas.meta.n = world.next(Kind::product);
    atlas.key = "atlas";
    atlas.channels = {"slack:T1/C1"};
    world = plumb::apply(std::move(world), {{AnyRecord{ana}, false}, {AnyRecord{atlas}, false}});
    Context context;
    context.now = Instant{Days{20'880}};
    context.actor = id_of(ana);
    context.place.account = "slack:T1";
    context.place.channel = "slack:T1/C1";
    const auto refused = [&](const std::string& text) {
        const auto form = form_for(text, world, id_of(atlas), {});
        REQUIRE(form);
        const auto card = refused_anyway(*form, world, context);
        return card ? text_of(card->title, world, "slack:T1", Markup::plain) : std::string{};
    };
    CHECK(refused("change new bogus:1").find("bogus") != std::string::npos);
    CHECK(refused("launch new type:trade on:\"in 3 weeks\"").find("trade") != std::string::npos);
    CHECK(refused("launch new immovable:maybe").find("immovable") != std::string::npos);
    CHECK(refused("launch new parent:LE-9").find("LE-9") != std::string::npos);
    CHECK(refused("change new product:nope").find("nope") != std::string::npos);
    // Right, or to be mended in a field.
    CHECK(refused("launch new immovable:yes on:3/4/2027").empty());
    CHECK(refused("change new release:9.9 horizon:year").empty());
    CHECK(refused("change new why:w").empty());
    context.actor = {};
    CHECK(refused("change new bogus:1").empty());
}

namespace {

/// Eve decides, ana raised CR-1, dee has no function; LE-1 is ana's, and AW-1 is about it.
struct Press {
    World world;
    Context context;

    Press() {
        Product atlas;
        atlas.meta.n = world.next(Kind::product);
        atlas.key = "atlas";
        atlas.channels = {"slack:T1/C1"};
        world = plumb::apply(std::move(world), {{AnyRecord{atlas}, false}});
        context.now = Instant{Days{20'880}};
        context.place.account = "slack:T1";
        context.place.channel = "slack:T1/C1";
        add("ana", Function::marketing, {Role::approver});
        add("ben", Function::engineering, {});
        add("dee", std::nullopt, {});
        add("eve", Function::product, {Role::approver});
        say("ana", "change new \"Offline\" why:w");
        say("ana", "release new 2.0 date:\"in 20 days\" goal:g");
        say("ana", "launch new \"Fair\" on:\"in 15 days\" release:2.0 owner:me");
    }
    void add(const std::string& handle, std::optional<Function> function, std::vector<Role> roles) {
        Person person;
        person.meta.n = world.next(Kind::person);
        person.handle = handle;
        person.function = function;
        person.roles = std::move(roles);
        world = plumb::apply(std::move(world), {{AnyRecord{person}, false}});
    }
    void say(const std::string& who, const std::string& text) {
        context.actor = id_of(*person_by_handle(world, who));
        Decision decision = decide(world, context, text);
        REQUIRE_FALSE(decision.refused);
        world = std::move(decision.after);
    }
    std::string refused(const std::string& who, const std::string& command, const std::vector<Ask>& asks) {
        const Person* person = person_by_handle(world, who);
        context.actor = person ? id_of(*person) : PersonId{};
        const auto card =
            refused_at_press(form_of("", command, asks_for({command, asks}, person), {}), world, context);
        return card ? text_of(card->title, world, "slack:T1", Markup::plain) : std::string{};
    }
};

const std::vector<Ask> kReason{{"reason", "Reason", {}, true}};
const std::vector<Ask> kUntil{{"until", "Until", {}, true}};
const std::vector<Ask> kRisk{{"reason", "Why", {}, true}, {"until", "Until", {}, true}};
const std::vector<Ask> kDecision{{"reason", "Reason", {}, false},
                                 {"override", "Why can it not wait?", {}, true},
                                 {"revisit", "Look at it again on", {}, false}};

}  // namespace

TEST_CASE("slack: a button's form is not opened for whom it can only refuse") {
    Press press;
    CHECK(press.refused("ben", "change decline CR-1", kReason) == "To decline CR-1 takes the role approver.");
    CHECK(press.refused("ana", "change approve CR-1", kDecision) ==
          "You raised CR-1, and nobody decides alone on their own request.");
    CHECK(press.refused("dee", "warning snooze AW-1", kUntil).find("for people with a function") !=
          std::string::npos);
    CHECK(press.refused("ben", "warning accept AW-1", kRisk).find("Accepting this risk is for") !=
          std::string::npos);
    CHECK(press.refused("ben", "launch set LE-1", {{"goal", "Goal", {"growth", "revenue"}, true}}) != "");
    CHECK(press.refused("ben", "change reopen CR-1", kReason) != "");
    press.say("eve", "change decline CR-1 \"no time\"");
    CHECK(press.refused("ben", "change reopen CR-1", kReason) == "To reopen CR-1 takes the role approver.");
    CHECK(press.refused("ben", "change assess CR-1", kReason).find("CR-1 is declined") != std::string::npos);
    CHECK(press.refused("eve", "change reopen CR-1", kReason).empty());
}

TEST_CASE("slack: a button's form is opened for whoever could make it come to something") {
    Press press;
    CHECK(press.refused("eve", "change approve CR-1", kDecision).empty());
    CHECK(press.refused("eve", "change defer CR-1", kRisk).empty());
    CHECK(press.refused("ana", "change assess CR-1", kReason).empty());
    CHECK(press.refused("ben", "change assess CR-1", kReason).empty());
    CHECK(press.refused("dee", "change assess CR-1", kReason).empty());
    CHECK(press.refused("ben", "warning snooze AW-1", kUntil).empty());
    CHECK(press.refused("eve", "warning accept AW-1", kRisk).empty());
    CHECK(press.refused("ana", "launch set LE-1", {{"why", "Why", {}, true}}).empty());
    CHECK(press.refused("dee", "me", {{"tz", "Time zone", {}, false}}).empty());
    // What it asks of is for people to know.
    CHECK(press.refused("ana", "launch attach EV-1", {{"to", "Request", {}, true}}) ==
          press.refused("ana", "launch attach EV-1", {}));
    // Somebody who is not known yet may be an admin.
    CHECK(press.refused("nobody", "change decline CR-1", kReason).empty());
}

TEST_CASE("slack: a form as a command to type keeps what stands in it", "[slack]") {
    const World world;
    const auto request =
        form_for("change new why:\"typed reason\" customer:Acme severity:urgent", world, {}, {"C1", {}});
    REQUIRE(request);
    CHECK(to_type(*request) == "change new \"…\" why:\"typed reason\" customer:Acme severity:urgent");
    const auto event =
        form_for("launch new on:\"in 3 weeks\" why:w owner:@ana tier:2", world, {}, {"C1", {}});
    REQUIRE(event);
    CHECK(to_type(*event) == "launch new owner:\"@ana\" \"…\" on:\"in 3 weeks\" why:w tier:2");
    CHECK(to_type(*form_for("launch new", world, {}, {"C1", {}})) == "launch new \"…\" on:\"…\"");
    CHECK(to_type(form_of("Change", "me",
                          {{"function", "You speak for", {"engineering", "product"}, false},
                           {"tz", "Time zone", {}, false}},
                          {})) == "me function:\"…\" tz:\"…\"");
    CHECK(to_type(form_of("Assess", "change assess CR-1", {{"as", "You speak for", {"sales"}, true}}, {})) ==
          "change assess CR-1 as:\"…\"");
    CHECK(to_type(form_of("Watch", "change watch CR-1", {{"note", "Note", {}, false}}, {})) ==
          "change watch CR-1 note:\"…\"");
}

TEST_CASE("slack: the form of the settings shows them as they are", "[slack]") {
    const std::vector<Ask> asks{{"function", "You speak for", {"engineering", "product"}, false},
                                {"tz", "Time zone", {}, false},
                                {"digest", "Digest", {"off", "daily", "weekly"}, false}};
    Person eva;
    eva.function = Function::product;
    eva.tz = "America/New_York";
    Form form = form_of("Change", "me", asks, {});
    show_settings(form, &eva);
    const Json blocks = view_of(form)["blocks"];
    CHECK(blocks[0]["element"]["initial_option"]["value"] == "product");
    CHECK(blocks[1]["element"]["initial_value"] == "America/New_York");
    CHECK(blocks[2]["element"]["initial_option"]["value"] == "off");
    CHECK(to_type(form) == "me function:product tz:\"America/New_York\" digest:off");
}

TEST_CASE("slack: a field says what its command's key takes", "[slack]") {
    const auto hint = [](std::string_view command, const char* key) {
        const Json block = view_of(form_of("", command, {{key, "It", {}, true}}, {}))["blocks"][0];
        return block.contains("hint") ? block["hint"]["text"].get<std::string>() : std::string{};
    };
    CHECK(hint("launch attach EV-2", "to") == "An ID, such as CR-3");
    CHECK(hint("launch set LE-1", "to").starts_with("For example 2027-03-16"));
    CHECK(hint("warning snooze AW-1", "until").starts_with("For example 2027-03-16"));
    CHECK(hint("change assess CR-1", "effort") == "Person-days, such as 3d or 5-8d");
    CHECK(hint("change decline CR-1", "reason").empty());
}

TEST_CASE("slack: an error stands on its field", "[slack]") {
    const Typed keys{{"title", ""}, {"on", ""}, {"to", ""}};
    CHECK(field_at_fault({"on: 3/4/2027 can be read in two ways.", {}, {}}, keys) == "on");
    CHECK(field_at_fault({"It ends before it starts.", "Give to: a later day.", {}}, keys) == "to");
    CHECK(field_at_fault({"A title has at most 200 characters.", {}, {}}, keys) == "title");
    CHECK(field_at_fault({"Something else.", {}, {}}, keys) == "title");
    const Typed assessment{{"feasible", "risky"}, {"effort", "much"}, {"risk", "low"}};
    CHECK(field_at_fault({"“much” is no effort I can read.", "Person-days such as 3d:",
                          "change assess CR-2 feasible:\"risky\" effort:3d risk:\"low\""},
                         assessment) == "effort");
    CHECK(field_at_fault({"“much” is no effort I can read.", {}, {}}, assessment) == "effort");
    CHECK(field_at_fault({"To assess takes a role.", {}, "role add @ana approver"}, assessment) ==
          "feasible");
    const Typed decision{
        {"reason", "ok"}, {"override", "a “must”"}, {"trade-off", ""}, {"revisit", "3/4/2027"}};
    CHECK(field_at_fault({"3/4/2027 can be read as 2027-03-04 or 2027-04-03.", "Write one of those:",
                          "change approve CR-2 reason:\"ok\" override:\"a “must”\" revisit:2027-03-04"},
                         decision) == "revisit");
    const Typed event{{"title", "Fair"}, {"on", "2027-05-10"}, {"to", "2027-05-01"}};
    CHECK(field_at_fault(
              {"It would end 2027-05-01 before it starts 2027-05-10.", "The end is on or after the start.",
               "launch new \"Fair\" on:2027-05-10 to:2027-05-10"},
              event) == "to");
    const Typed relative{{"title", "E"}, {"on", "in 3 weeks"}, {"to", "in 2 weeks"}, {"release", ""}};
    CHECK(
        field_at_fault({"It would end Fri 11 Dec before it starts Fri 18 Dec.",
                        "The end is on or after the start.", "launch new \"E\" on:2026-12-18 to:2026-12-18"},
                       relative) == "to");
    const Typed control{{"feasible", "yes"}, {"approach", "a\x01 b"}};
    CHECK(field_at_fault({"There is a control character (U+0001) behind “change assess CR-1 "
                          "feasible:\"yes\" approach:\"a”.",
                          {},
                          "help"},
                         control) == "approach");
    const Typed named{{"title", "T"},
                      {"why", "the release customer"},
                      {"release", ""},
                      {"customer", std::string(201, 'x')}};
    CHECK(field_at_fault({"That name has 201 characters.", "At most 200 are taken.",
                          "change new \"T\" release:2.0 why:\"the release customer\""},
                         named) == "customer");
    // An empty field is named in words where the client let it pass.
    const Typed deferral{{"until", "2028-01-01"}, {"reason", ""}};
    CHECK(field_at_fault({"To defer CR-1 takes a reason.", "Its requester will read it.",
                          "change defer CR-1 until:\"2028-01-01\" \"no capacity before 2.0\""},
                         deferral) == "reason");
    CHECK(field_at_fault({"Until when is CR-1 deferred?", "It comes back by itself on that day.",
                          "change defer CR-1 reason:\"no time\" until:2028-01-01"},
                         {{"until", ""}, {"reason", "no time"}}) == "until");
    const Json errors = form_errors("on", {"Wrong.", "Right.", "on:2027-03-01"});
    CHECK(errors["response_action"] == "errors");
    CHECK(errors["errors"]["on"] == "Wrong. Right. on:2027-03-01");
}

TEST_CASE("slack: an assessment asks what the person's function judges", "[slack]") {
    const Carried assess{"change assess CR-1", {{"effort", "Effort (engineering)", {}, false}}};
    const auto keys_for = [](const Carried& button, const Person* person) {
        std::string keys;
        for (const Ask& ask : asks_for(button, person)) keys += ask.key + " ";
        return keys;
    };
    Person person;
    // Whoever has no function says first for which they speak: then everything is asked.
    constexpr std::string_view kAll =
        "as feasible effort approach build risk value positioning launch redo recommend note ";
    CHECK(keys_for(assess, nullptr) == kAll);
    CHECK(keys_for(assess, &person) == kAll);
    person.function = Function::engineering;
    CHECK(keys_for(assess, &person) == "feasible effort approach build risk note ");
    person.function = Function::marketing;
    CHECK(keys_for(assess, &person) == "value positioning launch redo note ");
    CHECK(keys_for({"change assess CR-1 as:engineering", assess.asks}, &person) == "effort ");
    CHECK(keys_for({"change decline CR-1", {{"reason", "Reason", {}, true}}}, &person) == "reason ");
    CHECK(keys_for({"change assess CR-1", {}}, &person).empty());
}
