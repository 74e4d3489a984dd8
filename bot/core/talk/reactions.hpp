// Reactions as buttons, where a platform has none: ✅ approve, ❌ decline, 💤 snooze, 👀 watch, ✋ take
// (product.md section 5).
#pragma once

#include "core/base/card.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumb {

struct OfferedReaction {
    std::string_view key;
    const Button* button = nullptr;
};

/// The reactions that a card offers, in the order of its buttons. One that would stand for several of its
/// buttons is not offered.
std::vector<OfferedReaction> offered_reactions(const Card& card);

/// The command behind a reaction on a card; nothing where it stands for none of its buttons. Skin tones and
/// the marks that make a sign colourful do not matter. A thumb on a request supports it, offered or not.
std::optional<std::string> reacted_command(const Card& card, std::string_view key);

}  // namespace plumb
