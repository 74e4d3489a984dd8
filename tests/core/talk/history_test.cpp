// The journal's rows as sentences: references by their names, days as people say them, notes of the bot's own
// left out.
#include "core/talk/history_text.hpp"
#include "core/time/calendar.hpp"
#include "tests/core/talk/sample.hpp"

#include <catch2/catch.hpp>

#include <array>

using namespace plumb;

namespace {

constexpr Ref kRequest{Kind::change, 1};

std::string told(std::string field, std::string before, std::string after) {
    const JournalRow row{{}, {}, {}, kRequest, std::move(field), std::move(before), std::move(after), {}};
    return change_text(row, parse_iso_day("2027-03-03").value()).value_or("nothing");
}

}  // namespace

TEST_CASE("one change of a field, in words", "[history]") {
    CHECK(told("status", "open", "assessed") == "status from open to assessed");
    CHECK(told("title", "", "Offline mode") == "title “Offline mode”");
    CHECK(told("title", "release: x", "y") == "title from “release: x” to “y”");
    CHECK(told("owner", "person:ana", "") == "owner cleared (was ana)");
    CHECK(told("date", "2027-07-10", "2027-07-31") == "date from Sat 10 Jul to Sat 31 Jul");
    CHECK(told("effort", "5-8", "20") == "effort from 5–8 days to 20 days");
    CHECK(told("facts", "", "LE-1 “Fair” starts") == "facts «LE-1 “Fair” starts»");
    CHECK(told("raised_by", "", "person:cleo") == "raised by cleo");
    CHECK(told("watchers", "person:ana", "person:ana, person:ben") == "watchers gained ben");
    CHECK(told("watchers", "person:ana, person:ben", "person:ana") == "watchers from ana, ben to ana");
}

TEST_CASE("what the bot notes down for itself is no change that people ask for", "[history]") {
    CHECK(told("waiting_since", "", "2027-03-03T09:00:00Z") == "nothing");
    CHECK(told("imported", "", "no") == "nothing");
    CHECK(told("loop_ins", "asked: person:dan; text: When?; at: 2027-03-03T09:00:00Z; closed: no",
               "asked: person:dan; text: When?; at: 2027-03-03T09:00:00Z; closed: no") == "nothing");
}

TEST_CASE("of what is kept within a record only the new is said", "[history]") {
    const std::string asked = "asked: person:dan; text: When?; by: 2027-03-10; asked_by: person:you";
    CHECK(told("loop_ins", "", asked + "; closed: no") == "question to dan by Wed 10 Mar: “When?”");
    CHECK(told("loop_ins", asked + "; closed: no", asked + "; answer: In May; sure; closed: no") ==
          "dan answered “When?”: “In May; sure”");
    CHECK(told("loop_ins", asked + "; closed: no",
               asked + "; answered_at: 2027-03-03T09:00:00Z; closed: no") == "dan answered “When?”");
    CHECK(told("loop_ins", asked + "; closed: no", asked + "; closed: yes") ==
          "question to dan closed unanswered: “When?”");
    CHECK(told("options", "text: A", "text: A, text: B; effort: 2-3; confidence: high; by: person:you") ==
          "option “B” (2–3 days, high confidence)");
    CHECK(told("signed_off", "", "inside: by: person:you; at: 2027-03-03T09:00:00Z") ==
          "inside half signed off by you");
    CHECK(told("retro", "", "by: person:you; at: 2027-03-03T09:00:00Z; keep: demo; change: earlier") ==
          "you would keep “demo” and change “earlier”");
}

TEST_CASE("a pillar keeps its name, and one that is cleared is said", "[history]") {
    const std::string both = "market: status: green; note: nearly; product: status: amber";
    CHECK(told("ready", "", both) == "ready: market green (“nearly”) and product amber");
    CHECK(told("ready", both, "product: status: red") ==
          "ready: market cleared (was green (“nearly”)) and product from amber to red");
}

TEST_CASE("what is kept within a field reads as people say it", "[history]") {
    CHECK(told("quiet", "", "from: 68400; to: 25200") == "quiet 19:00–07:00");
    CHECK(told("checklist_3", "",
               "title: Docs; days_before: 3; side: outside, title: FAQ; days_before: 1; "
               "side: inside") == "checklist.3 Docs T-3 outside and FAQ T-1 inside");
    CHECK(told("confirmed_by", "person:ben", "person:cleo") == "confirmed by cleo (was ben)");
    CHECK(told("told", "", "We called them") == "told “We called them”");
    CHECK(told("prep", "", "3") == "prep 3 days");
    CHECK(told("closed_at", "", "2027-03-03T09:00:00Z") == "nothing");
}

TEST_CASE("an act on a record and on its parts is one text", "[history]") {
    const World world = sample::world();
    const Ref part{Kind::evidence, 7};
    const std::vector<JournalRow> rows{{{}, {}, {}, kRequest, "created", "", "Offline mode", {}},
                                       {{}, {}, {}, kRequest, "title", "", "Offline mode", {}},
                                       {{}, {}, {}, part, "created", "", "EV-7", {}},
                                       {{}, {}, {}, part, "quote", "", "Twice", {}}};
    CHECK(act_text(world, kRequest, rows, {}) ==
          "recorded: title “Offline mode”; evidence EV-7 recorded: quote “Twice”");
    const std::vector<JournalRow> notes{{{}, {}, {}, kRequest, "opened_at", "", "2027-03-03T09:00:00Z", {}}};
    CHECK(act_text(world, kRequest, notes, {}).empty());
}

TEST_CASE("a no and a nought that somebody gave are said, what nobody gave is not", "[history]") {
    const World world = sample::world();
    const auto recorded = [&](std::string field, std::string value) {
        const std::vector<JournalRow> rows{
            {{}, {}, {}, kRequest, "created", "", "X", {}},
            {{}, {}, {}, kRequest, std::move(field), "", std::move(value), {}}};
        return act_text(world, kRequest, rows, {});
    };
    CHECK(recorded("feasible", "no") == "recorded: feasible no");
    CHECK(recorded("recommend", "no") == "recorded: recommend no");
    CHECK(recorded("cost", "0") == "recorded: cost 0");
    CHECK(recorded("immovable", "no") == "recorded");
    CHECK(recorded("prep", "0") == "recorded");
    CHECK(recorded("immovable", "yes") == "recorded: immovable yes");
}

TEST_CASE("evidence and assessments belong to their request", "[history]") {
    World world = sample::world();
    Evidence heard;
    heard.meta.n = world.next(Kind::evidence);
    heard.change = ChangeId{1};
    world.all<Evidence>().put(heard);
    Assessment judged;
    judged.meta.n = world.next(Kind::assessment);
    judged.change = ChangeId{2};
    world.all<Assessment>().put(judged);
    CHECK(with_parts(world, kRequest) == std::vector<Ref>{kRequest, Ref{id_of(heard)}});
}

TEST_CASE("evidence that was moved belongs to a request while it was on it, and its move to both",
          "[history]") {
    World world = sample::world();
    ChangeRequest into = *world.find(ChangeId{1});
    into.meta.n = world.next(Kind::change);
    world.all<ChangeRequest>().put(into);
    const Ref second{id_of(into)};
    ChangeRequest gone = *world.find(ChangeId{1});
    gone.merged_into = id_of(into);
    world.all<ChangeRequest>().put(gone);
    Evidence heard;
    heard.meta.n = world.next(Kind::evidence);
    heard.change = id_of(into);
    world.all<Evidence>().put(heard);
    const Ref part{id_of(heard)};
    const Instant first{Days{20'000}};
    const Instant later{Days{20'001}};
    const std::string id = to_string(second);
    const std::vector<JournalRow> rows{{first, {}, {}, part, "created", "", "EV-1", {}},
                                       {first, {}, {}, part, "change_request", "", "CR-1", {}},
                                       {first, {}, {}, part, "quote", "", "Now", {}},
                                       {later, {}, {}, part, "change_request", "CR-1", id, {}}};
    CHECK(with_parts(world, kRequest) == std::vector<Ref>{kRequest, part});
    CHECK(while_its_own(rows, world, kRequest).size() == 4);
    const auto of_second = while_its_own(rows, world, second);
    REQUIRE(of_second.size() == 1);
    CHECK(act_text(world, part, of_second, {}) == "moved from CR-1 to " + id);
    CHECK(act_text(world, second, of_second, {}) ==
          "evidence " + to_string(part) + ": moved from CR-1 to " + id);
}

TEST_CASE("the rule of a day is told with the day", "[history]") {
    const World world = sample::world();
    const Ref collateral{Kind::collateral, 1};
    const Day today = parse_iso_day("2027-03-03").value();
    const auto act = [&](std::vector<std::array<std::string, 3>> changes) {
        std::vector<JournalRow> rows;
        for (auto& [field, before, after] : changes)
            rows.push_back({{}, {}, {}, collateral, field, before, after, {}});
        return act_text(world, collateral, rows, today);
    };
    CHECK(act({{"created", "", "S"}, {"due", "", "2027-05-11"}, {"due_before", "", "9"}}) ==
          "recorded: due Tue 11 May (T-9)");
    CHECK(act({{"due", "2027-05-11", "2027-05-12"}, {"due_before", "9", ""}}) ==
          "due from Tue 11 May (T-9) to Wed 12 May");
    CHECK(act({{"due_before", "9", ""}}) == "due from T-9 to a day of its own");
    CHECK(act({{"due_before", "", "9"}, {"owner", "", "person:ben"}}) == "due T-9 and owner ben");
    CHECK(act({{"due", "2027-05-11", ""}, {"due_before", "9", ""}}) == "due cleared (was Tue 11 May (T-9))");
}

TEST_CASE("what a record referred to is called in the journal what it was called then", "[history]") {
    World before = sample::world();
    Customer acme;
    acme.meta.n = before.next(Kind::customer);
    acme.name = "Acme";
    Customer bolt;
    bolt.name = "Bolt";
    before.all<Customer>().put(acme);
    bolt.meta.n = before.next(Kind::customer);
    before.all<Customer>().put(bolt);
    Evidence heard;
    heard.meta.n = before.next(Kind::evidence);
    heard.customer = id_of(acme);
    before.all<Evidence>().put(heard);
    heard.customer = id_of(bolt);
    const std::vector<Write> writes{{AnyRecord{heard}, false}, {AnyRecord{acme}, true}};
    const auto rows = journal(before, plumb::apply(before, writes), writes, {});
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].field == "customer");
    CHECK(rows[0].before == "customer:Acme");
    CHECK(rows[0].after == "customer:Bolt");
}
