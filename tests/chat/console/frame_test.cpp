#include "chat/console/draw.hpp"

#include <catch2/catch.hpp>
#include <clocale>
#include <sstream>

namespace plumb::console {
namespace {

const bool utf8 = std::setlocale(LC_CTYPE, "C.UTF-8") != nullptr;

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

Card request() {
    Card card;
    card.id = "CR-1";
    card.title = "Offline mode for the field app";
    card.state = "open · normal";
    card.lines = {{Line::Kind::text, {}, "add to atlas 2.0"},
                  {Line::Kind::field, "Why",
                   "Crews lose the form in tunnels and retype it at night, every night of the week."},
                  {Line::Kind::field, "Touches", "LE-1"}};
    card.buttons = {{"Assess", "change assess CR-1", {}, {}}, {"Watch", "change watch CR-1", {}, {}}};
    return card;
}

std::string framed_at(const Card& card, int columns, bool colour = false) {
    return framed(card, World{}, columns, Pen(colour));
}

}  // namespace

TEST_CASE("a card has a frame with its state in it, and its buttons") {
    CHECK(framed_at(request(), 60) ==
          "┌ CR-1  Offline mode for the field app ───── open · normal ┐\n"
          "│ add to atlas 2.0\n"
          "│ Why      Crews lose the form in tunnels and retype it at\n"
          "│          night, every night of the week.\n"
          "│ Touches  LE-1\n"
          "└ [Assess] [Watch] ────────────────────────────────────────┘\n");
}

TEST_CASE("no line is wider than the terminal, whatever the text") {
    Card card = request();
    card.title =
        "离线模式 для полевого приложения with a title that is much longer than any terminal is wide";
    card.lines.push_back(
        {Line::Kind::quote, {}, "We type everything twice, and then we type it again because it is lost."});
    card.lines.push_back(
        {Line::Kind::item, "marketing", "CR-7 “SSO for partners” waits 6 working days for an assessment"});
    for (const int columns : {40, 60, 80, 110}) {
        for (const std::string& line : lines_of(framed_at(card, columns))) {
            INFO(line);
            CHECK(width_of(line) <= columns);
        }
    }
}

TEST_CASE("colour changes no widths and no words") {
    const Card card = request();
    const std::string plainly = framed_at(card, 60);
    std::string coloured = framed_at(card, 60, true);
    CHECK(coloured != plainly);
    const auto with = lines_of(coloured);
    const auto without = lines_of(plainly);
    REQUIRE(with.size() == without.size());
    for (std::size_t i = 0; i < with.size(); ++i) CHECK(width_of(with[i]) == width_of(without[i]));
    for (std::size_t at = coloured.find('\033'); at != std::string::npos; at = coloured.find('\033'))
        coloured.erase(at, coloured.find('m', at) - at + 1);
    CHECK(coloured == plainly);
}

TEST_CASE("each line ends the colours that it began") {
    for (const std::string& line : lines_of(framed_at(request(), 44, true))) {
        const std::size_t last = line.rfind("\033[");
        INFO(line);
        if (last != std::string::npos) CHECK(line.substr(last, 4) == "\033[0m");
    }
}

TEST_CASE("an answer without an ID has no frame; its state stands at the right") {
    Card card = plain_card("Atlas · week 9");
    card.state = "2.0 in 3 weeks";
    card.lines = {{Line::Kind::heading, {}, "Needs you"},
                  {Line::Kind::item, "marketing", "CR-7 waits 6 working days"},
                  {Line::Kind::item, "decision", "CR-4 is assessed"}};
    CHECK(framed_at(card, 50) ==
          "Atlas · week 9                      2.0 in 3 weeks\n"
          "  Needs you\n"
          "  - marketing  CR-7 waits 6 working days\n"
          "  - decision   CR-4 is assessed\n");
}

TEST_CASE("line breaks and indents of a text are kept") {
    CHECK(framed_at(plain_card("I don't know “chnage”.\n  change new \"x\""), 60) ==
          "I don't know “chnage”.\n  change new \"x\"\n");
}

}  // namespace plumb::console
