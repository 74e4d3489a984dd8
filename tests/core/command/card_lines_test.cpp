#include "core/command/card_lines.hpp"

#include "tests/core/command/worlds.hpp"

#include <catch2/catch.hpp>

using namespace plumb;

namespace {

std::string plain(const Card& card) {
    std::string out;
    for (const Line& line : card.lines) {
        out += line.label + "|";
        for (const Run& run : line.text.runs())
            out += run.kind == Run::Kind::person ? "<" + std::to_string(run.who.n) + ">" : run.text;
        out += "\n";
    }
    return out;
}

void put_warning(World& world, Ref about, Severity severity, WarningStatus status, std::string facts) {
    Warning warning;
    warning.subject = {about};
    warning.severity = severity;
    warning.status = status;
    warning.facts = std::move(facts);
    put(world, std::move(warning));
}

}  // namespace

TEST_CASE("a record that nobody owns asks who does") {
    World world;
    Card card;
    add_owners(card, world, {}, "launch set LE-3 owner:me");
    CHECK(plain(card) == "Owner|Who owns it?\n");
    REQUIRE(card.buttons.size() == 1);
    CHECK(card.buttons[0].label == "Take it");
    CHECK(card.buttons[0].command == "launch set LE-3 owner:me");
}

TEST_CASE("owners stand with the side they speak for") {
    World world;
    const PersonId ana = put_person(world, "ana", Function::engineering);
    const PersonId ben = put_person(world, "ben");
    Card card;
    add_owners(card, world, {ana, ben}, "");
    CHECK(plain(card) == "Owners|<1> (engineering) and <2>\n");
    CHECK(card.buttons.empty());
}

TEST_CASE("warnings: open ones first, worst first, resolved ones not at all") {
    World world;
    const Ref event{Kind::event, 1};
    put_warning(world, event, Severity::critical, WarningStatus::acknowledged, "a");
    put_warning(world, event, Severity::info, WarningStatus::open, "b");
    put_warning(world, event, Severity::warning, WarningStatus::open, "c");
    put_warning(world, event, Severity::critical, WarningStatus::resolved, "d");
    put_warning(world, Ref{Kind::event, 2}, Severity::critical, WarningStatus::open, "e");
    Card card;
    add_warnings(card, world, Context{}, event);
    CHECK(plain(card) == "|▲ AW-3 c\n|· AW-2 b\n|■ AW-1 a (acknowledged)\n");
}

TEST_CASE("the last three moves are shown, newest first") {
    World world;
    Move move;
    move.record = Ref{Kind::release, 1};
    for (const char* day : {"2027-03-02", "2027-03-04", "2027-03-03", "2027-03-05"}) {
        move.on = on(day);
        move.old_date = on("2027-06-30");
        move.new_date = on("2027-07-01");
        move.why = day;
        put(world, move);
    }
    Card card;
    add_moves(card, world, Ref{Kind::release, 1}, on("2027-03-06"));
    CHECK(plain(card) ==
          "Moved|from Wed 30 Jun to Thu 1 Jul (1 day later) on Fri 5 Mar: “2027-03-05”\n"
          "Moved|from Wed 30 Jun to Thu 1 Jul (1 day later) on Thu 4 Mar: “2027-03-04”\n"
          "Moved|from Wed 30 Jun to Thu 1 Jul (1 day later) on Wed 3 Mar: “2027-03-03”\n"
          "|and 1 move earlier\n");
}
