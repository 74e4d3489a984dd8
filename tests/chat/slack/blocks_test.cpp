#include "chat/slack/blocks.hpp"
#include "chat/slack/limits.hpp"
#include "core/base/utf8.hpp"

using namespace plumb;
using namespace plumb::slack;

namespace {

Drawn one(const Card& card) {
    const auto messages = drawn(card, World{}, "slack:T1");
    REQUIRE(messages.size() == 1);
    return messages.front();
}

Card request() {
    Card card;
    card.id = "CR-1";
    card.title = "Offline *mode* <!channel>";
    card.state = "open · normal";
    card.lines = {{Line::Kind::context, {}, "add to 2.0, raised by Ana today"},
                  {Line::Kind::field, "Release", "2.0"},
                  {Line::Kind::field, "Why", "Crews lose the form"},
                  {Line::Kind::quote, {}, "We type\neverything twice"},
                  {Line::Kind::field, "Touches", "LE-1"}};
    card.buttons = {
        {"Approve", "change approve CR-1", Button::Style::primary, {{"reason", "Reason", {}, true}}},
        {"Watch", "change watch CR-1", Button::Style::normal, {}}};
    return card;
}

}  // namespace

TEST_CASE("slack: where several records share a message each has its row of buttons", "[slack]") {
    Card card;
    card.title = "▲ AW-4  LE-1 has no goal";
    for (const char* label : {"Say what it is for AW-4", "Snooze AW-4", "Take it AW-5", "Ask for help AW-5",
                              "Acknowledge AW-5", "Snooze AW-5", "Accept the risk AW-5", "Move it AW-5"})
        card.buttons.push_back({label, "warning why AW-4", Button::Style::normal, {}});
    std::vector<std::size_t> rows;
    for (const Json& block : one(card).blocks)
        if (block["type"] == "actions") rows.push_back(block["elements"].size());
    CHECK(rows == std::vector<std::size_t>{2, 5, 1});
}

TEST_CASE("slack: a name in a card's state is no markup", "[slack]") {
    Card card = request();
    card.state = "R *b* in 3 days";
    CHECK(one(card).blocks[1]["elements"][0]["text"] == "R *\u2060b*\u2060 in 3 days");
}

TEST_CASE("slack: a card has its header, facts, why, touches and one row of buttons", "[slack]") {
    const Drawn message = one(request());
    CHECK(message.text ==
          "CR-1  Offline *mode* &lt;!channel&gt; — open · normal\nadd to 2.0, raised by Ana today");
    const Json& blocks = message.blocks;
    CHECK(blocks[0]["type"] == "header");
    CHECK(blocks[0]["text"]["text"] == "CR-1  Offline *mode* <!channel>");
    CHECK(blocks[0]["text"]["type"] == "plain_text");
    CHECK(blocks[1]["type"] == "context");
    CHECK(blocks[1]["elements"].size() == 2);
    CHECK(blocks[2]["fields"][0]["text"] == "*Release*\n2.0");
    CHECK(blocks[3]["text"]["text"] == "*Why*  Crews lose the form\n> We type\n> everything twice");
    CHECK(blocks[4]["type"] == "context");
    CHECK(blocks[5]["elements"][0]["action_id"] == "approve");
    CHECK(blocks[5]["elements"][0]["style"] == "primary");
    CHECK(blocks[5]["elements"][1]["value"] == "change watch CR-1");
}

TEST_CASE("slack: typed signs of markup are shown in plain text", "[slack]") {
    const Drawn message = one(plain_card("done", {"*not bold* `nor code`"}));
    CHECK(message.blocks[1]["text"]["type"] == "plain_text");
    CHECK(message.blocks[1]["text"]["text"] == "*not bold* `nor code`");
}

TEST_CASE("slack: a button carries its command and what its form asks", "[slack]") {
    const Button button{"Assess",
                        "change assess CR-1",
                        Button::Style::normal,
                        {{"risk", "Risk", {"low", "high"}, true}, {"note", "Note", {}, false}}};
    const Carried back = carried(button_value(button));
    CHECK(back.command == button.command);
    CHECK(back.asks == button.asks);
    CHECK(carried("change watch CR-1").asks.empty());
    CHECK(carried("change watch CR-1\n[7,[\"a\"]]").asks.empty());
    const Button huge{
        "x", "change approve CR-1", Button::Style::normal, {{"reason", std::string(3000, 'x'), {}, true}}};
    CHECK(button_value(huge) == "change approve CR-1");
}

TEST_CASE("slack: equal labels get ids of their own, many buttons rows of five", "[slack]") {
    Card card = plain_card("x");
    for (int i = 0; i < 7; ++i)
        card.buttons.push_back({"Watch", "change watch CR-1", Button::Style::normal, {}});
    const Json blocks = one(card).blocks;
    REQUIRE(blocks.size() == 3);
    CHECK(blocks[1]["elements"].size() == 5);
    CHECK(blocks[1]["elements"][1]["action_id"] == "watch_2");
    CHECK(blocks[2]["elements"][1]["action_id"] == "watch_7");
}

TEST_CASE("slack: what is over Slack's limits becomes several messages, and nothing is lost", "[slack]") {
    Card card = plain_card("Many lines");
    for (int i = 0; i < 400; ++i)
        card.lines.push_back({i % 3 == 0 ? Line::Kind::heading : Line::Kind::item,
                              {},
                              "line <" + std::to_string(i) + "> " + std::string(80, 'y')});
    card.lines.push_back({Line::Kind::text, {}, std::string(9000, 'z')});
    std::string all;
    const auto messages = drawn(card, World{}, "slack:T1");
    CHECK(messages.size() > 1);
    for (const Drawn& message : messages) {
        CHECK(message.blocks.size() <= 50);
        std::size_t size = code_points(message.text);
        for (const Json& block : message.blocks) {
            const auto text = block["text"]["text"].get<std::string>();
            CHECK(code_points(text) <= 3000);
            size += code_points(text) + kBlockCost;
            all += text;
        }
        CHECK(size <= kMessageBudget);
    }
    for (int i = 0; i < 400; ++i) CHECK(all.find("&lt;" + std::to_string(i) + "&gt;") != std::string::npos);
    CHECK(std::count(all.begin(), all.end(), 'z') == 9000);
}

TEST_CASE("slack: a title over the header's limit is not cut", "[slack]") {
    Card card = request();
    card.title = std::string(200, 't');
    const Json block = one(card).blocks[0];
    CHECK(block["type"] == "section");
    CHECK(block["text"]["text"] == "CR-1  " + std::string(200, 't'));
}

TEST_CASE("slack: the buttons stand in a card's first message, however long the card", "[slack]") {
    Card card = request();
    card.lines.push_back({Line::Kind::text, {}, std::string(30'000, 'w')});
    const auto messages = drawn(card, World{}, "slack:T1");
    REQUIRE(messages.size() > 1);
    CHECK(messages.front().blocks.back()["type"] == "actions");
    for (std::size_t i = 1; i < messages.size(); ++i)
        for (const Json& block : messages[i].blocks) CHECK(block["type"] != "actions");
}

TEST_CASE("slack: buttons that one message has no room for stand in the next, each once", "[slack]") {
    constexpr std::size_t kMany = 180;
    Card card = plain_card(std::string(9000, 'x'));
    for (std::size_t i = 0; i < kMany; ++i)
        card.buttons.push_back({"Snooze AW-" + std::to_string(i),
                                "warning snooze AW-" + std::to_string(i),
                                Button::Style::normal,
                                {{"until", "Until", {}, true}}});
    std::size_t buttons = 0;
    const auto messages = drawn(card, World{}, "slack:T1");
    for (const Drawn& message : messages) {
        CHECK(message.blocks.size() <= kMessageBlocks);
        for (const Json& block : message.blocks)
            if (block["type"] == "actions") buttons += block["elements"].size();
    }
    CHECK(messages.size() > 1);
    CHECK(buttons == kMany);
}

TEST_CASE("slack: a card's beginning keeps its buttons and says where the rest is", "[slack]") {
    Card card = request();
    card.lines.push_back({Line::Kind::text, {}, std::string(60'000, 'w')});
    const Drawn message = drawn_beginning(card, "All of it is in the file answer.txt.", {}, "slack:T1");
    const std::size_t last = message.blocks.size() - 1;
    CHECK(message.blocks[last]["type"] == "actions");
    CHECK(message.blocks[last - 1]["elements"][0]["text"] == "All of it is in the file answer.txt.");
    CHECK(message.blocks[last - 2]["text"]["text"].get<std::string>().find("www") != std::string::npos);
}
