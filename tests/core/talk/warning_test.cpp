// `warnings` and `warning …`, `history`, `search`, `me`.
#include "tests/core/talk/desk.hpp"

#include <catch2/catch.hpp>

using namespace plumb;
using sample::Desk;

namespace {

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

/// AW-1 (critical, LE-1), AW-2 (warning, F-1), AW-3 (info, on the product), AW-4 of the other product.
void put_warnings(Desk& desk) {
    const auto put = [&](int n, std::string rule, Severity severity, Ref subject, std::string facts,
                         int product) {
        Warning w;
        w.meta.n = n;
        w.product = ProductId{product};
        w.rule = std::move(rule);
        w.severity = w.highest = severity;
        w.subject = {subject};
        w.facts = std::move(facts);
        w.opened_at = desk.now();
        desk.world().all<Warning>().put(w);
        desk.world().set_last(Kind::warning, n);
    };
    put(1, "event-before-release", Severity::critical, Ref{Kind::event, 1}, "LE-1 starts too early.", 1);
    put(2, "slipped-again", Severity::warning, Ref{Kind::feature, 1}, "F-1 slipped again.", 1);
    put(3, "crowded", Severity::info, Ref{Kind::product, 1}, "Much in one week.", 1);
    put(4, "crowded", Severity::info, Ref{Kind::product, 2}, "Elsewhere.", 2);
    LaunchEvent event = desk.get<LaunchEvent>(1);
    event.owners = {PersonId{3}};
    desk.world().all<LaunchEvent>().put(event);
}

std::vector<std::string> lines(const std::string& text) {
    std::vector<std::string> out;
    std::size_t at = 0;
    while (at <= text.size()) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        out.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return out;
}

}  // namespace

TEST_CASE("warnings are listed worst first", "[warnings]") {
    Desk desk;
    put_warnings(desk);
    CHECK(lines(desk.say("warnings")) ==
          std::vector<std::string>{"3 warnings in atlas:", "■ AW-1 LE-1 starts too early.",
                                   "▲ AW-2 F-1 slipped again.", "· AW-3 Much in one week."});
    desk.say("ben", "warning ack AW-1 \"Talking to the fair\"");
    CHECK(lines(desk.say("warnings")).back() ==
          "■ AW-1 LE-1 starts too early. (acknowledged by ben: “Talking to the fair”)");
    CHECK(has(desk.say("warnings severity:warning,info"), "2 warnings"));
    CHECK(has(desk.say("warnings owner:@ben"), "AW-1"));
    CHECK(has(desk.say("warnings owner:@cleo"), "No warning of atlas is like that."));
    CHECK(has(desk.say("warnings rule:slipped-again"), "AW-2"));
    CHECK(has(desk.say("warnings rule:sliped-again"), "Did you mean slipped-again?"));
    CHECK(has(desk.say("warnings status:acknowledged"), "1 warning in"));
    CHECK(has(desk.say("warnings product:borealis"), "AW-4"));
    CHECK(has(desk.say("warning list"), "3 warnings"));
    desk.world() = sample::world();
    Warning resolved = desk.get<Warning>(1);
    resolved.status = WarningStatus::resolved;
    desk.world().all<Warning>().put(resolved);
    CHECK(desk.say("warnings") == "Nothing is out of true in atlas.");
}

TEST_CASE("more warnings than a page holds", "[warnings]") {
    Desk desk;
    for (int n = 1; n <= 25; ++n) {
        Warning w;
        w.meta.n = n;
        w.product = ProductId{1};
        w.rule = "crowded";
        w.subject = {Ref{Kind::product, 1}};
        w.facts = "fact " + std::to_string(n);
        desk.world().all<Warning>().put(w);
    }
    CHECK(has(desk.say("warnings"), "Page 1 of 2, 25 in all."));
    CHECK(has(desk.say("warnings page:2"), "fact 25"));
    CHECK_FALSE(has(desk.say("warnings page:2"), "fact 20"));
}

TEST_CASE("somebody answers for a warning", "[warnings]") {
    Desk desk;
    put_warnings(desk);
    CHECK(desk.say("ben", "warning ack AW-1") == "AW-1 is acknowledged by ben.");
    CHECK(desk.get<Warning>(1).status == WarningStatus::acknowledged);
    CHECK(desk.get<Warning>(1).by == PersonId{3});
    CHECK(desk.say("cleo", "warning snooze AW-2 until:fri") == "AW-2 is snoozed by cleo until Fri 5 Mar.");
    CHECK(desk.get<Warning>(2).until == parse_iso_day("2027-03-05"));
    CHECK(has(desk.say("cleo", "warning snooze AW-2"), "warning snooze needs until:."));
    CHECK(has(desk.say("cleo", "warning snooze AW-2 until:today"), "is not ahead"));
    CHECK(has(desk.say("cleo", "warning snooze AW-2 until:yesterday"), "is not ahead"));
    CHECK(has(desk.say("guest", "warning ack AW-2"), "people with a function"));
    CHECK(has(desk.say("ben", "warning ack AW-99"), "There is no AW-99."));
    CHECK(has(desk.say("ben", "warning ack LE-1"), "LE-1 is a launch event."));
}

TEST_CASE("a risk is accepted by those it belongs to, with a reason and a day", "[warnings]") {
    Desk desk;
    put_warnings(desk);
    CHECK(has(desk.say("cleo", "warning accept AW-1 \"ok\" until:eoq"),
              "refused: Accepting this risk is for the owners of LE-1, approvers and admins. | ben, you and "
              "eve can."));
    CHECK(has(desk.say("ben", "warning accept AW-1 until:eoq"), "warning accept needs a reason."));
    CHECK(has(desk.say("ben", "warning accept AW-1 \"ok\""), "warning accept needs until:."));
    CHECK(desk.say("ben", "warning accept AW-1 \"Agreed with sales\" until:eoq") ==
          "AW-1 is accepted by ben until Wed 31 Mar: “Agreed with sales”");
    CHECK(desk.say("eve", "warning accept AW-2 reason:\"Known\" until:eoq") ==
          "AW-2 is accepted by eve until Wed 31 Mar: “Known”");
    CHECK(has(desk.say("ana", "warning accept AW-3 \"x\" until:eoq"),
              "for the owners of Atlas, approvers and admins"));
    Warning gone = desk.get<Warning>(3);
    gone.status = WarningStatus::resolved;
    desk.world().all<Warning>().put(gone);
    CHECK(has(desk.say("eve", "warning accept AW-3 \"x\" until:eoq"), "AW-3 is resolved"));
}

TEST_CASE("why a warning is there", "[warnings]") {
    Desk desk;
    put_warnings(desk);
    desk.say("rule set crowded max:5");
    const std::string why = desk.say("warning why AW-3");
    CHECK(has(why, "AW-3 crowded: today the rule finds it no more."));
    CHECK(has(why, "Limit max: 5, set by you on Wed 3 Mar; the default is 3"));
    CHECK(has(why, "Default from: "));
    CHECK(has(desk.say("warning show AW-1"), "LE-1 “Spring launch”"));
    CHECK(has(desk.say("warning show AW-1"), "opened Wed 3 Mar"));
}

TEST_CASE("history reads the journal", "[history]") {
    Desk desk;
    const auto row = [&](int minute, int by, std::string field, std::string before, std::string after) {
        JournalRow r;
        r.at = desk.now() + std::chrono::minutes{minute};
        r.by = PersonId{by};
        r.record = Ref{Kind::change, 1};
        r.field = std::move(field);
        r.before = std::move(before);
        r.after = std::move(after);
        return r;
    };
    desk.archive().history = {row(0, 4, "created", "", "Offline mode"), row(0, 4, "why", "", "Tunnels"),
                              row(5, 5, "status", "open", "approved"),
                              row(9, 0, "if_declined", "They leave", "")};
    CHECK(lines(desk.say("history CR-1")) ==
          std::vector<std::string>{"CR-1 “Offline mode”: 3 changes, times in UTC.",
                                   "Wed 3 Mar 09:00, cleo: recorded: why “Tunnels”",
                                   "Wed 3 Mar 09:05, eve: status from open to approved",
                                   "Wed 3 Mar 09:09, by the clock: if declined cleared (was “They leave”)"});
    desk.archive().history.clear();
    CHECK(desk.say("history F-1") == "Nothing is written down about F-1 “Login” yet.");
}

TEST_CASE("search shows what was found", "[search]") {
    Desk desk;
    CHECK(has(desk.say("search tunnel"), "Nothing holds “tunnel”."));
    desk.archive().hits = {{Ref{Kind::change, 1}, "why", "…lose the form in tunnels…"},
                           {Ref{Kind::feature, 3}, "title", ""},
                           {Ref{Kind::change, 77}, "title", ""}};
    CHECK(lines(desk.say("search \"tunnel\"")) ==
          std::vector<std::string>{
              "2 places for “tunnel”:", "CR-1 “Offline mode” (…lose the form in tunnels…)", "F-3 “Login”"});
    CHECK(has(desk.say("search \"tunnel\" product:atlas"), "1 place"));
    CHECK(has(desk.say("search"), "search needs a text."));
}

TEST_CASE("who somebody is, and what waits for them", "[me]") {
    Desk desk;
    CHECK(has(desk.say("guest", "me"), "You are guest, and speak for no function yet"));
    CHECK(has(desk.say("guest", "me function:support tz:Asia/Tokyo digest:daily quiet:\"6pm to 8am\""),
              "speak for support"));
    const Person& guest = desk.get<Person>(6);
    CHECK(guest.function == Function::support);
    CHECK(guest.tz == "Asia/Tokyo");
    CHECK(guest.digest == PersonalDigest::daily);
    CHECK(guest.quiet == QuietHours{18 * 3600, 8 * 3600});
    CHECK(has(desk.say("guest", "me function:marketting"), "Did you mean marketing?"));
    CHECK(has(desk.say("guest", "me tz:"), "in the product’s time zone"));
    CHECK(desk.get<Person>(6).tz.empty());

    desk.say("cleo", "change loop-in CR-1 @guest \"Do night shifts use tablets?\" by:2027-03-10");
    const std::string asked = desk.say("guest", "me");
    CHECK(has(asked,
              "Asked of you: CR-1 “Offline mode”: “Do night shifts use tablets?”, Wed 10 Mar, in 7 days"));
    CHECK(has(desk.say("ana", "me"), "To assess: CR-1 “Offline mode”"));
    CHECK_FALSE(has(desk.say("cleo", "me"), "To assess"));
    desk.say("launch set LE-1 owner:@ben");
    desk.say("collateral set C-1 owner:@ben due:T-14");
    const std::string bens = desk.say("ben", "me");
    CHECK(has(bens, "Your events: LE-1 “Spring launch”, Thu 15 Jul, in 134 days"));
    CHECK(has(bens, "Due: C-1 “Data sheet” for LE-1, todo, Thu 1 Jul, in 120 days"));
    CHECK(has(bens, "To assess: CR-1"));
}
