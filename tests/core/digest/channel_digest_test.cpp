#include "tests/core/digest/reader.hpp"

using namespace plumb;
using Lines = std::vector<std::string>;

namespace {

/// Something for every section.
void fill(Reader& r) {
    const auto release = r.release("2.0", 20);
    const auto event = r.event("Spring launch", EventType::launch, 25);
    r.collateral(event, "Data sheet", 12);
    r.request("Offline mode", ChangeKind::add);
    r.warning("no-slack", event, Severity::warning, 3);
    r.now = noon(2);
    r.move(release, 22);
    const auto done = r.request("Night mode", ChangeKind::add);
    r.set(done, [&](ChangeRequest& request) {
        request.status = ChangeStatus::approved;
        request.decision = Decided::approved;
        request.decided_at = noon(3);
        request.decided_by = r.eve;
        request.reason = "Worth it";
    });
    Evidence voice;
    voice.change = done;
    voice.customer = r.customer("Stadtwerke");
    voice.quote = "We type everything twice.";
    r.add(std::move(voice));
    r.promise("Maps", {}, 40);
}

}  // namespace

TEST_CASE("a weekly digest holds every section, in the order of the specification") {
    Reader r;
    fill(r);
    const Digest digest = r.weekly();
    CHECK(digest.worth);
    CHECK(headings(digest.card) ==
          Lines{"Needs you", "Out of true", "Dates moved", "Decided", "Coming up", "Heard", "Pulse"});
    CHECK(as_read(r.world, digest.card.title) == "Atlas · week 9 (1–7 Mar)");
    CHECK(digest.card.state == "2.0 in 15 days");
}

TEST_CASE("a daily digest leaves out what is for reading") {
    Reader r;
    fill(r);
    const Digest digest = r.daily();
    CHECK(digest.worth);
    CHECK(headings(digest.card) == Lines{"Needs you", "Out of true", "Dates moved", "Decided", "Coming up"});
    CHECK(as_read(r.world, digest.card.title) == "Atlas · Mon 8 Mar");
    // Releases and events are for the weekly one, unless they are within seven days.
    CHECK(below(r.world, digest.card, "Coming up") ==
          Lines{"due: C-1 “Data sheet” for LE-1, due Sat 13 Mar (in 5 days), todo"});
}

TEST_CASE("a digest of nothing is one line, and a daily one is not worth sending") {
    Reader r;
    CHECK_FALSE(r.daily().worth);
    const Digest weekly = r.weekly();
    CHECK_FALSE(weekly.worth);
    CHECK(weekly.card.lines.empty());
    CHECK(as_read(r.world, weekly.card.title) ==
          "Atlas · week 9 (1–7 Mar): nothing waits, nothing is out of true, and nothing comes up in four "
          "weeks.");
}

TEST_CASE("the one line of an empty weekly digest is true of what was answered") {
    Reader r;
    const auto event = r.event("A", EventType::launch, 90);
    const auto title = [&] {
        const Digest digest = r.weekly();
        CHECK_FALSE(digest.worth);
        const std::string line = as_read(r.world, digest.card.title);
        return line.substr(line.find(": ") + 2);
    };
    const auto known = r.warning("no-goal", event, Severity::info, -20);
    r.set(known, [](Warning& w) { w.status = WarningStatus::acknowledged; });
    r.set(r.warning("unowned", event, Severity::info, -20),
          [](Warning& w) { w.status = WarningStatus::snoozed; });
    r.warning("no-slack", event, Severity::warning, -20);
    Mute mute;
    mute.rule = "no-slack";
    r.add(std::move(mute));
    CHECK(title() ==
          "nothing waits, nothing is out of true but what was answered (1 acknowledged, 1 muted, 1 snoozed), "
          "and nothing comes up in four weeks.");
    // Of what is its owner's alone no channel is told that it is not there, either.
    const auto hidden = r.warning("short-lead", event, Severity::warning, 7);
    r.set(hidden, [&](Warning& w) {
        w.told_in = -1;
        w.channel_at = r.context.now + std::chrono::hours{23};
    });
    CHECK(title() == "nothing waits, and nothing comes up in four weeks.");
}

TEST_CASE("what is its owner’s alone comes to the channel’s digest with the channel’s turn, as new") {
    Reader r;
    const auto event = r.event("A", EventType::launch, 90);
    const auto id = r.warning("no-slack", event, Severity::warning, -1);
    const auto turn = [&](std::chrono::hours in) {
        r.set(id, [&](Warning& w) {
            w.told_in = -1;
            w.channel_at = r.context.now + in;
        });
    };
    turn(std::chrono::hours{1});
    CHECK_FALSE(r.daily().worth);
    CHECK(below(r.world, r.weekly().card, "Out of true").empty());
    turn(std::chrono::hours{0});
    CHECK(below(r.world, r.daily().card, "Out of true") == Lines{"▲ AW-1  facts of no-slack"});
    r.set(id, [](Warning& w) {
        w.told_in = 2;
        w.channel_at.reset();
    });
    r.journal(id, "told_in", "-1", "2", 3);
    CHECK(below(r.world, r.daily().card, "Out of true") == Lines{"▲ AW-1 new  facts of no-slack"});
}

TEST_CASE("a warning that rose and fell back is not marked") {
    Reader r;
    const auto event = r.event("A", EventType::launch, 90);
    const auto id = r.warning("no-slack", event, Severity::warning, -20);
    const auto line = [&] { return below(r.world, r.daily().card, "Out of true").at(0); };
    const auto becomes = [&](Severity severity, int on) {
        r.journal(id, "severity", std::string(word(r.at(id).severity)), std::string(word(severity)), on);
        r.set(id, [&](Warning& w) { w.severity = severity; });
    };
    becomes(Severity::critical, 1);
    CHECK(line() == "■ AW-1 worse  facts of no-slack");
    becomes(Severity::warning, 2);
    CHECK(line() == "▲ AW-1  facts of no-slack");
    r.journal(id, "subject", "LE-1", "LE-1, F-1", 3);
    CHECK(line() == "▲ AW-1 worse  facts of no-slack");
    r.journal(id, "subject", "LE-1, F-1", "LE-1", 4);
    CHECK(line() == "▲ AW-1  facts of no-slack");
    // It rose while it was muted, before the last digest, and the mute is over.
    r.journal(id, "channel_at", "2027-02-20T12:00:00Z", "", 4);
    CHECK(line() == "▲ AW-1 worse  facts of no-slack");
    // More of it at a lower severity is a fall.
    becomes(Severity::info, 5);
    r.journal(id, "subject", "LE-1", "LE-1, F-1", 5);
    CHECK(line() == "· AW-1  facts of no-slack");
}

TEST_CASE("what moved or was decided alone makes a weekly digest, but no daily one") {
    Reader r;
    const auto release = r.release("2.0", 80);
    r.now = noon(2);
    r.move(release, 90);
    CHECK(r.weekly().worth);
    CHECK_FALSE(r.daily().worth);
}

TEST_CASE("warnings stand by severity, news marked, answered ones below and not worth a digest") {
    Reader r;
    const auto a = r.event("A", EventType::launch, 90);
    const auto b = r.event("B", EventType::launch, 90);
    const auto old = r.warning("no-goal", a, Severity::info, -20);
    const auto fresh = r.warning("overclaim", b, Severity::critical, 2);
    const auto worse = r.warning("no-slack", a, Severity::warning, -10);
    r.journal(worse, "severity", "info", "warning", 4);
    const auto back = r.warning("unowned", b, Severity::warning, -10);
    r.journal(back, "status", "snoozed", "open", 5);
    const auto more = r.warning("collateral-late", b, Severity::warning, -10);
    r.journal(more, "subject", "LE-2, C-1", "LE-2, C-1, C-2", 5);
    const auto fell = r.warning("collateral-stale", b, Severity::warning, -10);
    r.journal(fell, "severity", "critical", "warning", 5);
    const auto answered = r.warning("beta-short", a, Severity::critical, 2);
    r.set(answered, [&](Warning& w) {
        w.status = WarningStatus::acknowledged;
        w.by = r.ben;
        w.reason = "Talking to the fair";
    });
    for (const auto status : {WarningStatus::snoozed, WarningStatus::accepted, WarningStatus::resolved})
        r.set(r.warning("chain-broken", a, Severity::critical, 2), [&](Warning& w) { w.status = status; });
    CHECK(below(r.world, r.daily().card, "Out of true") ==
          Lines{"■ AW-2 new  facts of overclaim", "▲ AW-3 worse  facts of no-slack",
                "▲ AW-4 back  facts of unowned", "▲ AW-5 worse  facts of collateral-late",
                "▲ AW-6  facts of collateral-stale", "· AW-1  facts of no-goal",
                "■ AW-7  facts of beta-short (acknowledged by ben: “Talking to the fair”)"});
    for (const auto id : {old, fresh, worse, back, more, fell})
        r.set(id, [](Warning& w) { w.status = WarningStatus::acknowledged; });
    CHECK_FALSE(r.daily().worth);
}

TEST_CASE("a muted warning is silent in digests too") {
    Reader r;
    const auto event = r.event("A", EventType::launch, 90);
    r.warning("no-goal", event, Severity::info, 2);
    Mute mute;
    mute.rule = "no-goal";
    mute.subject = event;
    mute.until = day(8);
    const auto id = r.add(std::move(mute));
    CHECK_FALSE(r.daily().worth);
    CHECK(below(r.world, r.daily().card, "Out of true").empty());
    r.set(id, [](Mute& m) { m.until = day(7); });
    CHECK(r.daily().worth);
}

TEST_CASE("what waits stands by function, longest first, with the working days waited") {
    Reader r;
    r.now = noon(3);
    const auto young = r.request("Young", ChangeKind::add);
    r.now = noon(1);
    const auto old = r.request("Old", ChangeKind::add);
    r.assessment(young, Function::engineering);
    r.set(old, [&](ChangeRequest& request) {
        LoopIn question;
        question.asked = r.ana;
        question.text = "How long?";
        question.at = noon(4);
        question.by = day(9);
        request.loop_ins.push_back(question);
    });
    const auto ready = r.request("Ready", ChangeKind::add);
    for (const auto function : {Function::engineering, Function::marketing}) r.assessment(ready, function);
    r.set(ready, [](ChangeRequest& request) {
        request.status = ChangeStatus::assessed;
        request.assessed_at = noon(7);
    });
    CHECK(below(r.world, r.daily().card, "Needs you") ==
          Lines{"engineering: CR-2 “Old” waits 4 working days for an assessment",
                "engineering: CR-2 “Old”: “How long?” to ana, waits 1 working day, by Wed 10 Mar",
                "marketing: CR-2 “Old” waits 4 working days for an assessment",
                "marketing: CR-1 “Young” waits 2 working days for an assessment",
                "decision: CR-3 “Ready” waits since today for a decision"});
}

TEST_CASE("every section is capped, and says how many more there are") {
    Reader r;
    for (int i = 0; i < 12; ++i) {
        const auto event = r.event("Fair " + std::to_string(i), EventType::launch, 10 + i);
        r.warning("no-goal", event, Severity::info, -20);
        r.request("Wish " + std::to_string(i), ChangeKind::add);
    }
    const Card card = r.weekly().card;
    CHECK(below(r.world, card, "Out of true").size() == kSectionLines + 1);
    CHECK(below(r.world, card, "Out of true").back() == "and 4 more: warnings");
    CHECK(below(r.world, card, "Coming up").back() == "and 4 more: status");
    const Lines needs = below(r.world, card, "Needs you");
    CHECK(std::count(needs.begin(), needs.end(), "engineering: and 7 more: change list state:open") == 1);
    CHECK(std::count(needs.begin(), needs.end(), "marketing: and 7 more: change list state:open") == 1);
}

TEST_CASE("moves of one record are one line, what an import writes down is no news") {
    Reader r;
    const auto release = r.release("2.0", 80);
    r.now = noon(-5);
    r.move(release, 84);
    r.now = noon(2);
    r.move(release, 90);
    r.now = noon(3);
    r.move(release, 93);
    Move imported;
    imported.record = r.event("Fair", EventType::tradeshow, 120);
    imported.old_date = day(100);
    imported.new_date = day(120);
    imported.on = day(-40);
    r.add(std::move(imported));
    r.set(MoveId{3}, [&](Move& move) {
        move.by = r.ben;
        move.why = "sync conflicts";
    });
    CHECK(below(r.world, r.weekly().card, "Dates moved") ==
          Lines{"2.0 from Mon 24 May to Wed 2 Jun (9 days later), in 2 moves, ben: “sync conflicts”"});
}

TEST_CASE("decisions since the last digest, with their overrides") {
    Reader r;
    const auto decide = [&](Decided decision, ChangeStatus status, int on) {
        const auto id = r.request("Wish", ChangeKind::add);
        r.set(id, [&](ChangeRequest& request) {
            request.status = status;
            request.decision = decision;
            request.decided_at = noon(on);
            request.decided_by = r.eve;
            request.reason = "Because";
        });
        return id;
    };
    decide(Decided::declined, ChangeStatus::declined, -1);
    decide(Decided::declined, ChangeStatus::declined, 2);
    const auto deferred = decide(Decided::deferred, ChangeStatus::deferred, 3);
    r.set(deferred, [](ChangeRequest& request) { request.until = day(60); });
    const auto approved = decide(Decided::approved, ChangeStatus::approved, 4);
    r.set(approved, [](ChangeRequest& request) { request.override_reason = "Contract signed"; });
    CHECK(below(r.world, r.weekly().card, "Decided") ==
          Lines{"CR-2 “Wish” declined by eve: “Because”",
                "CR-3 “Wish” deferred until Fri 30 Apr by eve: “Because”",
                "CR-4 “Wish” approved by eve: “Because”, with an override: “Contract signed”"});
}
