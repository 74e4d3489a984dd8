// A card as a Matrix message: a plain body that reads as well alone, and HTML (looks.md, "Slack and Matrix").
#pragma once

#include "core/base/card.hpp"
#include "core/records/world.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::matrix {

/// One message of a card; a long card takes several.
struct Drawn {
    std::string body;
    std::string html;
    /// Users whom it pings, each once.
    std::vector<std::string> mentions;
};

/// How the buttons of a card are pressed: those that have one by their reaction, or all by their command.
enum class Offers : std::uint8_t { reactions, commands };

/// The card in as many messages as it takes for none to be longer than `most` bytes, body and HTML together
/// as they go over the wire. `prefix` stands before commands that are offered.
std::vector<Drawn> drawn(const Card& card, const World& world, std::string_view prefix, std::size_t most,
                         Offers offers = Offers::reactions);

/// The card in the one message that an edit can change: where it is longer, with the command that shows all
/// of it in place of the rest.
Drawn drawn_edit(const Card& card, const World& world, std::string_view prefix, std::size_t most);

/// What is said where the homeserver finds the card itself too large: which record it is about and how to see
/// it.
Drawn drawn_line(const Card& card, const World& world, std::string_view prefix);

/// `&`, `<`, `>` and `"` as entities; line breaks as elements.
std::string html_escaped(std::string_view text);

}  // namespace plumb::matrix
