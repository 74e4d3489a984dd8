// Cards as Block Kit (looks.md, "Slack and Matrix").
#pragma once

#include "chat/slack/json.hpp"
#include "core/base/card.hpp"
#include "core/records/world.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace plumb::slack {

/// One message: its blocks, and for notifications and screen readers its first two lines.
struct Drawn {
    std::string text;
    Json blocks = Json::array();
};

/// What a card is drawn of: its text, and its buttons in rows.
struct CardBlocks {
    std::vector<Json> body;
    std::vector<Json> rows;
};

/// `account` is the workspace (`slack:T1`).
CardBlocks blocks_of(const Card& card, const World& world, std::string_view account);

/// A card as one message, or as several where it is over what Slack takes in one: nothing is left out. The
/// buttons stand in the first, or as many of them as half a message holds.
std::vector<Drawn> drawn(const Card& card, const World& world, std::string_view account);

/// As much of a card as goes into one message, with its buttons and a remark where the rest is.
Drawn drawn_beginning(const Card& card, std::string_view remark, const World& world,
                      std::string_view account);

/// The blocks of a card in a view: without a limit of its own.
Json view_blocks(const Card& card, const World& world, std::string_view account);

/// The whole card as text, for a file.
std::string as_text(const Card& card, const World& world);

/// What a button carries: its command, and what its form asks.
std::string button_value(const Button& button);
struct Carried {
    std::string command;
    std::vector<Ask> asks;
};
Carried carried(std::string_view value);

}  // namespace plumb::slack
