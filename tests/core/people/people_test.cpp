// Roles, customers, policy, rules, mutes and the glossary.
#include "tests/core/talk/desk.hpp"

#include <catch2/catch.hpp>

using namespace plumb;
using sample::Desk;

namespace {

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("roles are given and taken by admins", "[role]") {
    Desk desk;
    CHECK(desk.say("role add @ana approver") == "ana is approver now.");
    CHECK(has_role(desk.world(), PersonId{2}, Role::approver));
    CHECK(desk.say("role add @ana approver") == "ana is approver already.");
    CHECK(has(desk.say("eve", "role add @ana admin"), "needs the role admin"));
    CHECK(has(desk.say("role list"), "approver: you, ana and eve"));
    CHECK(desk.say("role remove ana approver") == "ana is not approver any more.");
    CHECK(has(desk.say("role remove @ana approver"), "ana is not approver."));
    CHECK(has(desk.say("role remove @you admin"), "the only admin"));
    CHECK(has(desk.say("role add @ana aprover"), "Did you mean approver?"));
    CHECK(has(desk.say("role add @ana"), "role add needs approver or admin."));
    CHECK(has(desk.say("role add"), "role add needs a person"));
    CHECK(desk.say("role add @newcomer approver") == "newcomer is approver now.");
}

TEST_CASE("whoever takes no part gets neither a role nor a record", "[role]") {
    Desk desk;
    Person guest;
    guest.meta.n = desk.world().next(Kind::person);
    guest.handle = "visitor";
    guest.accounts = {"slack:T1/U9"};
    guest.roles = {Role::approver};
    guest.outside = true;
    desk.world() = plumb::apply(std::move(desk.world()), {{AnyRecord{guest}, false}});
    CHECK_FALSE(has_role(desk.world(), id_of(guest), Role::approver));
    REQUIRE(person_by_handle(desk.world(), "visitor"));
    CHECK(person_by_handle(desk.world(), "visitor")->outside);
    CHECK_FALSE(has(desk.say("role list"), "visitor"));
    CHECK(has(desk.say("role add @visitor admin"),
              "visitor takes no part here: a bot, a guest, or somebody who left."));
    CHECK(
        has(desk.say("launch new \"Fair\" on:\"in 90 days\" owner:@visitor"), "visitor takes no part here"));
    CHECK(has(desk.say("launch new \"Fair\" on:\"in 90 days\" owner:@ana,@visitor"),
              "visitor takes no part here"));
    CHECK(has(desk.say("change loop-in CR-1 @visitor \"Is it?\""), "visitor takes no part here"));
    // What they had before can be taken from them, and looked at.
    CHECK(desk.say("role remove @visitor approver") == "visitor is not approver any more.");
    CHECK_FALSE(has(desk.say("load @visitor"), "takes no part"));
}

TEST_CASE("the role may stand before the person, where nothing else can be meant", "[role]") {
    Desk desk;
    CHECK(desk.say("role add approver @dan") == "dan is approver now.");
    CHECK(desk.say("role remove approver dan") == "dan is not approver any more.");
    CHECK(desk.say("role add approver admin").starts_with("refused:"));
    CHECK(desk.say("role add approver").find("needs a person") != std::string::npos);
}

TEST_CASE("marks that a sentence puts behind a name are no part of it", "[role]") {
    Desk desk;
    for (const char* ben : {"@ben.", "@ben:", "ben!", "@@ben"}) {
        desk.say(std::string("role add ") + ben + " approver");
        CHECK(desk.say("role remove @ben approver") == "ben is not approver any more.");
    }
    CHECK(desk.say("role add @kim:example.org. approver") == "kim is approver now.");
    for (const char* kim : {"@kim:example.org:", "@kim:example.org?", "@@kim:example.org"})
        CHECK(desk.say(std::string("role add ") + kim + " approver") == "kim is approver already.");
    for (const char* nobody : {"@kim:example.org/", "@kim:example.org)", "@."})
        CHECK(has(desk.say(std::string("role add ") + nobody + " approver"), "is not a person’s name"));
    // Whoever is called so is meant.
    CHECK(desk.say("role add @j.r:example.org approver") == "j.r is approver now.");
    CHECK(desk.say("role add @j.r.:example.org approver") == "j.r. is approver now.");
    CHECK(desk.say("role add @j.r. approver") == "j.r. is approver already.");
}

TEST_CASE("what a command takes no text for is not offered as text", "[policy]") {
    Desk desk;
    const std::string said = desk.say("policy set bogus:1");
    CHECK(said.find("I don't know the key “bogus:”. | policy set takes assess:, ") != std::string::npos);
    CHECK(said.find("quoted") == std::string::npos);
    CHECK(said.find("| policy set assess:engineering,marketing,support") != std::string::npos);
}

TEST_CASE("customers are set, listed and shown", "[customer]") {
    Desk desk;
    CHECK(desk.say("cleo", "customer set \"Bolt Ltd\" segment:trade value:200k") ==
          "Bolt Ltd is a new customer: trade and 200,000 a year.");
    CHECK(customer_by_name(desk.world(), "bolt ltd")->value == 200'000);
    CHECK(desk.say("customer new acme segment:enterprise") == "Acme is a customer: enterprise.");
    CHECK(desk.world().all<Customer>().size() == 2);
    CHECK(has(desk.say("customer set Acme segment:"), "no segment or value yet"));
    CHECK(has(desk.say("customer set Acme value:-5"), "cannot be below 0"));
    CHECK(has(desk.say("customer list"), "Acme: no segment or value yet; 0 requests, 0 promises\nBolt Ltd"));
    CHECK(has(desk.say("customer list sort:value"),
              "Bolt Ltd: trade and 200,000 a year; 0 requests, 0 promises\nAcme"));
    desk.say("change evidence CR-1 customer:\"Bolt Ltd\" quote:\"We type all day\"");
    CHECK(has(desk.say("customer show \"Bolt Ltd\""), "Stands behind: CR-1"));
    CHECK(has(desk.say("customer show \"Bolt Ltd\""), "We type all day"));
    CHECK(has(desk.say("customer show Blot Ltd"), "Did you mean Bolt Ltd?"));
    CHECK(has(desk.say("customer set Acme name:\"Bolt Ltd\""), "There is a customer Bolt Ltd already."));
    CHECK(has(desk.say("customer set Acme name:\"Acme AG\""), "Acme AG is a customer, until now Acme"));
}

TEST_CASE("two spellings of a customer are joined", "[customer]") {
    Desk desk;
    desk.say("customer set \"Acme Inc\" segment:trade value:5000");
    desk.say("change evidence CR-1 customer:\"Acme Inc\" quote:\"One\"");
    desk.say("promise new \"SSO\" to:\"Acme Inc\" by:2027-06-01");
    const std::string said = desk.say("customer merge \"Acme Inc\" into:\"Acme\"");
    CHECK(said == "Acme Inc is Acme now: 1 piece of evidence and 1 promise moved along.");
    CHECK_FALSE(customer_by_name(desk.world(), "Acme Inc"));
    CHECK(desk.get<Evidence>(desk.world().last(Kind::evidence)).customer == CustomerId{1});
    CHECK(desk.get<Promise>(2).to == CustomerId{1});
    // What the one that stays has not said is taken over.
    CHECK(desk.get<Customer>(1).segment == "trade");
    CHECK(desk.get<Customer>(1).value == 5000);
    CHECK(has(desk.say("customer merge Acme into:Acme"), "Acme is that customer already."));
    CHECK(has(desk.say("customer merge Nobody into:Acme"), "There is no customer “Nobody”."));
    CHECK(has(desk.say("customer merge Acme into:\"Bolt\""), "There is no customer “Bolt”."));
    CHECK(has(desk.say("customer merge Acme"), "customer merge needs into:."));
}

TEST_CASE("a policy is shown and set", "[policy]") {
    Desk desk;
    CHECK(has(desk.say("ana", "policy show"), "assess: engineering and marketing"));
    CHECK(has(desk.say("ana", "policy show"), "checklist.3: docs T-3 outside"));
    CHECK(has(desk.say("ana", "policy set burst:10"), "needs the role admin"));
    CHECK(desk.say("policy set assess:engineering,support decide:admin tell:owner-first burst:10") ==
          "atlas: assess is engineering and support, decide is admin, tell is owner-first and burst is 10 "
          "minutes.");
    const Policy& policy = desk.get<Product>(1).policy;
    CHECK(policy.assess == std::vector{Function::engineering, Function::support});
    CHECK(policy.decide == Role::admin);
    CHECK(policy.tell == Tell::owner_first);
    CHECK(policy.burst == 10);
    desk.say("policy set plan:engineering");
    CHECK(desk.get<Product>(1).policy.plan == std::vector{Function::engineering});
    CHECK(has(desk.say("policy set plan:"), "whoever has a function"));
    desk.say("policy set plan:engineering");
    CHECK(has(desk.say("policy set plan:all"), "whoever has a function"));
    CHECK(desk.get<Product>(1).policy.plan.empty());
    CHECK(has(desk.say("policy set assess: decide: tell: burst:"), "assess is engineering and marketing"));
    CHECK(desk.get<Product>(1).policy == Policy{});
    CHECK(has(desk.say("policy set"), "Nothing was given to set."));
    CHECK(has(desk.say("policy set asess:engineering"), "Did you mean assess:?"));
    CHECK(has(desk.say("policy set assess:engineers"), "Did you mean engineering?"));
}

TEST_CASE("the profile is confirmed by setting it to what it is", "[policy]") {
    Desk desk;
    desk.later(std::chrono::hours{24});
    CHECK(has(desk.say("policy set profile:balanced"), "profile is still balanced"));
    CHECK(desk.get<Product>(1).profile_at == desk.now());
    CHECK(has(desk.say("policy set profile:front"), "profile is front"));
    CHECK(desk.get<Product>(1).profile == Profile::front);
}

TEST_CASE("other assessors, other states", "[policy]") {
    Desk desk;
    desk.say("ana", "change assess CR-1 feasible:yes effort:3d");
    CHECK(desk.get<ChangeRequest>(1).status == ChangeStatus::open);
    desk.say("policy set assess:engineering");
    CHECK(desk.get<ChangeRequest>(1).status == ChangeStatus::assessed);
    desk.say("policy set assess:engineering,support");
    CHECK(desk.get<ChangeRequest>(1).status == ChangeStatus::open);
}

TEST_CASE("checklists are edited per product", "[policy]") {
    Desk desk;
    CHECK(desk.say("policy set checklist.2:docs@T-10@outside,\"sales training\"@T-5@inside,demo@T-0") ==
          "atlas: checklist.2 is docs T-10 outside, sales training T-5 inside and demo T-0 outside.");
    REQUIRE(desk.get<Product>(1).policy.checklist2);
    CHECK(*desk.get<Product>(1).policy.checklist2 ==
          std::vector<ChecklistItem>{
              {"docs", 10, Side::outside}, {"sales training", 5, Side::inside}, {"demo", 0, Side::outside}});
    CHECK(has(desk.say("policy set checklist.3:\"docs@T–3@outside, demo@t-7@Inside\""), "demo T-7 inside"));
    CHECK(has(desk.say("policy set checklist.1:none"), "checklist.1 is nothing"));
    CHECK(has(desk.say("policy set checklist.1:"), "the usual one again: positioning T-28 outside"));
    CHECK_FALSE(desk.get<Product>(1).policy.checklist1);
    for (const std::string wrong : {"docs", "docs@soon", "docs@T+3", "docs@T-400", "docs@T-3@above", "@T-3",
                                    "docs@T-3,Docs@T-5", "docs@2027-03-01"}) {
        INFO(wrong);
        CHECK(desk.say("policy set checklist.1:" + wrong).substr(0, 8) == "refused:");
    }
    CHECK(has(desk.say("policy set checklist.4:docs@T-3"), "Did you mean checklist.1:?"));
}

TEST_CASE("rules are listed, shown, set and switched", "[rule]") {
    Desk desk;
    CHECK(has(desk.say("rule list"), "no-slack: on, buffer 7 days"));
    const std::string show = desk.say("rule show no-slack");
    CHECK(has(show, "buffer: 7 days, the default"));
    CHECK(has(show, "Switch: on"));
    CHECK(has(show, "rule set no-slack buffer:7"));
    CHECK(desk.say("rule set no-slack buffer:10") ==
          "no-slack in atlas: buffer is 10 days (default 7 days).");
    CHECK(desk.say("rule set no-slack buffer:2w") ==
          "no-slack in atlas: buffer is 14 days (default 7 days).");
    CHECK(desk.world().all<RuleSetting>().size() == 1);
    CHECK(has(desk.say("rule show No-Slack"),
              "buffer: 14 days, set by you on Wed 3 Mar; the default is 7 days"));
    CHECK(has(desk.say("rule list"), "buffer 14 days (default 7 days)"));
    CHECK(desk.say("rule set no-slack buffer:") == "no-slack in atlas: buffer is 7 days again, the default.");
    CHECK(desk.world().all<RuleSetting>().empty());
    CHECK(desk.say("rule off crowded") == "crowded is off in atlas.");
    CHECK(has(desk.say("rule show crowded"), "Switch: off, set by you on Wed 3 Mar"));
    CHECK(has(desk.say("rule list"), "crowded: off"));
    CHECK(desk.say("rule on crowded") == "crowded is on in atlas.");
    desk.say("policy set profile:back");
    CHECK(has(desk.say("rule show deadline-in-show"), "off, since the profile is back"));
    CHECK(has(desk.say("rule show deadline-in-show"), "rule on deadline-in-show"));
    CHECK(has(desk.say("rule show crowded"), "Switch: on, set by you"));
}

TEST_CASE("thresholds take their own units", "[rule]") {
    Desk desk;
    const auto set = [&](std::string_view text) { return desk.say("rule set " + std::string(text)); };
    CHECK(has(set("unheard wait:5"), "wait is 5 working days"));
    CHECK(has(set("unheard wait:1w"), "wait is 5 working days"));
    CHECK(has(set("second-hand effort:2w"), "effort is 10 person-days"));
    CHECK(has(set("second-hand effort:12d"), "effort is 12 person-days"));
    CHECK(has(set("churn notice:3 warn:\"6 %\" total:30%"), "notice is 3 %"));
    CHECK(desk.world().all<RuleSetting>().size() == 5);
    CHECK(has(set("slipping days:45d moves:4"), "days is 45 days"));
    for (const std::string wrong :
         {"no-slack buffer:soon", "no-slack buffer:-1", "no-slack buffer:1001", "no-slack buffer:1.5",
          "churn notice:101", "churn notice:5d", "slipping moves:3d", "no-slack margin:3", "no-slack",
          "no-slak buffer:3", "event-before-release buffer:3", "no-slack bufer:3"}) {
        INFO(wrong);
        const std::string said = set(wrong);
        CHECK(said.substr(0, 8) == "refused:");
        CHECK(said.back() != ' ');
    }
    CHECK(has(set("no-slak buffer:3"), "Did you mean no-slack?"));
    CHECK(has(set("no-slack margin:3"), "It takes buffer:."));
    CHECK(has(desk.say("ana", "rule set no-slack buffer:3"), "needs the role admin"));
    CHECK(has(desk.say("ana", "rule off no-slack"), "needs the role admin"));
}

TEST_CASE("mutes are for owners, approvers and admins", "[mute]") {
    Desk desk;
    desk.say("launch set LE-1 owner:@ben");
    CHECK(desk.say("ben", "mute no-slack LE-1 until:2027-04-01 why:\"Known\"") ==
          "no-slack on LE-1 “Spring launch” is muted until Thu 1 Apr: “Known”.");
    CHECK(has(desk.say("cleo", "mute no-slack LE-1 until:2027-04-01"),
              "for the owners of LE-1, approvers and admins"));
    CHECK(has(desk.say("ben", "mute no-slack until:2027-04-01"), "Muting is for approvers and admins."));
    CHECK(
        has(desk.say("eve", "mute crowded until:2027-04-01"), "crowded in atlas is muted until Thu 1 Apr."));
    CHECK(has(desk.say("rule show no-slack"), "Muted: LE-1 “Spring launch” until Thu 1 Apr by ben: “Known”"));
    CHECK(desk.say("ben", "mute no-slack LE-1 until:2027-05-01").find("until Sat 1 May") !=
          std::string::npos);
    CHECK(desk.world().all<Mute>().size() == 2);
    CHECK(has(desk.say("ben", "mute no-slack LE-1 until:today"), "is muted no more"));
    CHECK(desk.world().all<Mute>().size() == 1);
    CHECK(has(desk.say("ben", "mute no-slack LE-1 until:today"), "is not ahead"));
    CHECK(has(desk.say("ben", "mute no-slack LE-1"), "mute needs until:."));
    CHECK(has(desk.say("eve", "mute no-slak LE-1 until:eoq"), "Did you mean no-slack?"));
    CHECK(has(desk.say("eve", "mute no-slack LE-99 until:eoq"), "There is no LE-99."));
    CHECK(has(desk.say("eve", "mute slipping 1.0 until:eoq"), "slipping on 1.0 is muted"));
    CHECK(has(desk.say("eve", "mute slipping release:2.0 until:eoq"), "slipping on 2.0 is muted"));
    CHECK(has(desk.say("ana", "mute overbooked @ana until:eoq"), "overbooked on ana is muted"));
    desk.in_thread(Ref{Kind::event, 1});
    CHECK(has(desk.say("ben", "mute no-goal until:eoq"), "no-goal on LE-1 “Spring launch” is muted"));
}

TEST_CASE("the team's own words", "[glossary]") {
    Desk desk;
    CHECK(has(desk.say("glossary"), "The glossary is empty."));
    CHECK(desk.say("ana", "glossary set GA \"Open to every customer\"") == "GA: Open to every customer");
    CHECK(desk.say("glossary set \"soft launch\" We tell a few") == "soft launch: We tell a few");
    CHECK(desk.say("glossary ga") == "GA: Open to every customer");
    CHECK(desk.say("glossary \"soft launch\"") == "soft launch: We tell a few");
    CHECK(has(desk.say("glossary"), "GA: Open to every customer\nsoft launch: We tell a few"));
    CHECK(has(desk.say("glossary \"soft lunch\""), "Did you mean soft launch?"));
    CHECK(desk.say("glossary set ga \"Sold to all\"") == "GA: Sold to all");
    CHECK(desk.world().all<Term>().size() == 2);
    CHECK(has(desk.say("glossary Beta"), "glossary set \"Beta\""));
    CHECK(has(desk.say("glossary set Beta"), "What does Beta mean?"));
    CHECK(desk.say("glossary set GA \"\"") == "GA is out of the glossary.");
    CHECK(has(desk.say("glossary GA product:borealis"), "The glossary has no “GA”."));
}

TEST_CASE("who was named before any account of theirs was known is the one whom an id names", "[people]") {
    World world = sample::world();
    Context context = sample::context(world);
    context.place.account = "matrix:@plumb:example.org";
    context.members = {{"matrix:@fay:example.org", "fay", "Fay B"},
                       {"matrix:@gus:example.org", "gus", ""},
                       {"matrix:@gus:example.com", "gus", ""}};
    context.members.push_back({"matrix:@hal:example.org", "hal", "Hal"});
    Draft draft(world, context);
    Person named;
    named.handle = "fay";
    const PersonId fay = draft.add(named);
    CHECK(*draft.person("@fay:example.org") == fay);
    CHECK(draft.find(fay)->accounts == std::vector<std::string>{"matrix:@fay:example.org"});
    CHECK(draft.find(fay)->name == "Fay B");
    CHECK(*draft.person("@Fay") == fay);
    CHECK(*draft.person("@fay:example.com") != fay);
    REQUIRE_FALSE(draft.person("@gus"));
    CHECK(draft.person("@gus").error().wrong ==
          "“gus” is what 2 people here are called: @gus:example.org and @gus:example.com.");
    CHECK(draft.person("@gus").error().expected == "Did you mean @gus:example.org?");
    CHECK(draft.find(*draft.person("@hal"))->accounts == std::vector<std::string>{"matrix:@hal:example.org"});
    CHECK(draft.find(*draft.person("@hal:example.org"))->name == "Hal");
}

TEST_CASE("who is there is found by what they call themselves, where nobody else is called so", "[people]") {
    World world = sample::world();
    Context context = sample::context(world);
    context.place.account = "matrix:@plumb:example.org";
    context.members = {{"matrix:@u123:example.org", "u123", "Dan"},
                       {"matrix:@mm:example.org", "mm", "Max Müller"},
                       {"matrix:@k1:example.org", "k1", "Kim"},
                       {"matrix:@k2:example.org", "k2", "Kim"},
                       {"matrix:@u123x:example.org", "silent", ""}};
    Draft draft(world, context);
    const PersonId dan = *draft.person("@dan");
    CHECK(draft.find(dan)->accounts == std::vector<std::string>{"matrix:@u123:example.org"});
    CHECK(draft.find(dan)->name == "Dan");
    CHECK(*draft.person("@u123") == dan);
    const PersonId max = *draft.person("Max Müller");
    CHECK(draft.find(max)->handle == "mm");
    CHECK(draft.find(max)->accounts == std::vector<std::string>{"matrix:@mm:example.org"});
    REQUIRE_FALSE(draft.person("@kim"));
    CHECK(draft.person("@kim").error().expected == "Did you mean @k1:example.org?");
    CHECK(!draft.person("@"));
    CHECK(draft.person("@plumb:example.org").error().wrong == "“@plumb:example.org” is me, not a person.");
}

TEST_CASE("a handle means somebody of the place before somebody elsewhere who has it already", "[people]") {
    World world = sample::world();
    Context context = sample::context(world);
    context.place.account = "matrix:@plumb:example.org";
    context.members = {{"matrix:@gus:example.org", "gus", "Gus"}};
    Draft draft(world, context);
    Person elsewhere;
    elsewhere.handle = "gus";
    elsewhere.accounts = {"matrix:@gus:other.org"};
    const PersonId first = draft.add(elsewhere);
    const PersonId here = *draft.person("@gus");
    CHECK(here != first);
    CHECK(draft.find(here)->accounts == std::vector<std::string>{"matrix:@gus:example.org"});
    CHECK(*draft.person("@gus") == here);
    // Both there: which of the two.
    context.members.push_back({"matrix:@gus:other.org", "gus", ""});
    Draft both(draft.world(), context);
    CHECK_FALSE(both.person("@gus"));
}
