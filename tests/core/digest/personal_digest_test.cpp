#include "core/digest/waiting.hpp"
#include "tests/core/digest/reader.hpp"

using namespace plumb;
using Lines = std::vector<std::string>;

TEST_CASE("a personal digest says what waits, and what of one's own comes up") {
    Reader r;
    const auto event = r.event("Spring launch", EventType::launch, 20);
    r.set(event, [&](LaunchEvent& e) { e.owners = {r.ben}; });
    const auto sheet = r.collateral(event, "Data sheet", 12);
    r.set(sheet, [&](Collateral& c) { c.owner = r.ben; });
    r.now = noon(1);
    r.request("Offline mode", ChangeKind::add);
    const auto warning = r.warning("no-goal", event, Severity::info, 2);
    r.set(warning, [&](Warning& w) { w.concerns = {r.ben}; });
    const auto card = personal_digest(r.world, r.context, r.ben, day(7));
    REQUIRE(card);
    CHECK(as_read(r.world, card->title) == "Mon 8 Mar: what waits for you");
    CHECK(headings(*card) == Lines{"Needs you", "Out of true", "Coming up"});
    CHECK(below(r.world, *card, "Needs you") == Lines{"To assess: CR-1 “Offline mode”, for 4 working days"});
    CHECK(below(r.world, *card, "Out of true") == Lines{"· AW-1 facts of no-goal"});
    CHECK(below(r.world, *card, "Coming up").size() == 2);
}

TEST_CASE("whoever owns what an approval touches is asked to acknowledge it, until they have") {
    Reader r;
    const auto id = r.request("Offline mode", ChangeKind::add);
    r.set(id, [&](ChangeRequest& request) {
        request.status = ChangeStatus::approved;
        request.affected = {r.ben, r.eve};
        request.acknowledged = {r.eve};
    });
    const auto waiting = [&](PersonId who) {
        std::vector<std::string> lines;
        for (const Line& line : waiting_lines(r.world, r.context, who))
            lines.push_back(line.label + ": " + as_read(r.world, line.text));
        return lines;
    };
    CHECK(waiting(r.ben) == Lines{"To acknowledge: CR-1 “Offline mode” is approved and touches what you own: "
                                  "change ack CR-1"});
    CHECK(waiting(r.eve).empty());
    r.set(id, [&](ChangeRequest& request) { request.status = ChangeStatus::declined; });
    CHECK(waiting(r.ben).empty());
}

TEST_CASE("who has nothing to do hears nothing") {
    Reader r;
    r.request("Offline mode", ChangeKind::add);
    CHECK_FALSE(personal_digest(r.world, r.context, r.eve, day(7)));
    CHECK(personal_digest(r.world, r.context, r.ana, day(7)));
}

TEST_CASE("what came from a file claims nobody’s judgement, and what is muted tells nobody") {
    Reader r;
    const auto event = r.event("Spring launch", EventType::launch, 90);
    const auto id = r.request("Offline mode", ChangeKind::add);
    const auto warning = r.warning("no-goal", event, Severity::info, 2);
    r.set(warning, [&](Warning& w) { w.concerns = {r.ana}; });
    CHECK(waiting_lines(r.world, r.context, r.ana).size() == 2);
    r.set(id, [&](ChangeRequest& request) { request.imported = true; });
    CHECK(waiting_lines(r.world, r.context, r.ana).size() == 1);
    Mute mute;
    mute.rule = "no-goal";
    mute.until = day(8);
    r.add(mute);
    CHECK(waiting_lines(r.world, r.context, r.ana).empty());
}
