#include "core/talk/reactions.hpp"

namespace plumb {
namespace {

Button button(std::string command) { return {"Press", std::move(command), Button::Style::normal, {}}; }

std::vector<std::string_view> offered(const Card& card) {
    std::vector<std::string_view> keys;
    for (const OfferedReaction& one : offered_reactions(card)) keys.push_back(one.key);
    return keys;
}

Card request(std::vector<Button> buttons) {
    Card card;
    card.id = "CR-1";
    card.buttons = std::move(buttons);
    return card;
}

TEST_CASE("a card offers a reaction for each button that has one, in their order") {
    const Card card = request({button("change assess CR-1"), button("change approve CR-1"),
                               button("change decline CR-1"), button("change watch CR-1")});
    CHECK(offered(card) == std::vector<std::string_view>{"✅", "❌", "👀"});
    CHECK(reacted_command(card, "✅") == "change approve CR-1");
    CHECK(reacted_command(card, "❌") == "change decline CR-1");
    CHECK_FALSE(reacted_command(card, "🎉"));
    CHECK_FALSE(reacted_command(card, ""));
}

TEST_CASE("a reaction counts whatever its colour") {
    const Card card = request({button("launch take LE-1")});
    CHECK(reacted_command(card, "✋🏽") == "launch take LE-1");
    CHECK(reacted_command(card, "✋\uFE0F") == "launch take LE-1");
}

TEST_CASE("a hand takes whatever nobody owns") {
    for (const char* command : {"launch take LE-1", "feature take F-1", "launch set LE-1 owner:me",
                                "release set \"Spring 27\" owners:+me", "collateral set C-1 owner:me",
                                "assumption set A-1 owner:me", "promise set P-1 owner:me"}) {
        const Card card = request({button(command)});
        CHECK(offered(card) == std::vector<std::string_view>{"✋"});
        CHECK(reacted_command(card, "✋") == command);
    }
    CHECK(offered(request({button("launch set LE-1 owner:+@ben")})).empty());
    CHECK(offered(request({button("launch take LE-1"), button("release set 1.0 owners:+me")})).empty());
}

TEST_CASE("a reaction that could mean two buttons means none") {
    const Card card = request({button("warning snooze AW-1"), button("warning snooze AW-2")});
    CHECK(offered(card).empty());
    CHECK_FALSE(reacted_command(card, "💤"));
}

TEST_CASE("a snooze by reaction lasts a week, since it cannot be asked how long") {
    CHECK(reacted_command(request({button("warning snooze AW-1")}), "💤") == "warning snooze AW-1 until:+7d");
}

TEST_CASE("approving comes before acknowledging") {
    const Card card = request({button("change ack CR-1"), button("change approve CR-1")});
    CHECK(offered(card) == std::vector<std::string_view>{"✅"});
    CHECK(reacted_command(card, "✅") == "change approve CR-1");
    CHECK(reacted_command(request({button("change ack CR-1")}), "✅") == "change ack CR-1");
}

TEST_CASE("a thumb on a request supports it, on anything else it is applause") {
    CHECK(reacted_command(request({}), "👍🏿") == "change support CR-1");
    CHECK(reacted_command(request({}), "❤️") == "change support CR-1");
    Card event;
    event.id = "LE-1";
    CHECK_FALSE(reacted_command(event, "👍"));
}

}  // namespace
}  // namespace plumb
