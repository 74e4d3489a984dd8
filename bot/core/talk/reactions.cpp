#include "core/talk/reactions.hpp"

#include "core/base/among.hpp"
#include "core/base/ids.hpp"
#include "core/base/utf8.hpp"

#include <algorithm>
#include <array>

namespace plumb {

namespace {

/// A reaction cannot be asked for anything, so a snooze has a length of its own. That without a command
/// stands for all that make its presser the owner.
struct Reaction {
    std::string_view key;
    std::string_view command;
    std::string_view more;
};
constexpr std::array kReactions{
    Reaction{"✅", "change approve ", {}}, Reaction{"✅", "plan confirm", {}},
    Reaction{"✅", "launch confirm ", {}}, Reaction{"✅", "change ack ", {}},
    Reaction{"❌", "change decline ", {}}, Reaction{"💤", "warning snooze ", " until:+7d"},
    Reaction{"👀", "change watch ", {}},   Reaction{"✋", {}, {}},
};
constexpr std::array<std::string_view, 3> kTakes{"launch take ", "feature take ", "collateral take "};
constexpr std::array<std::string_view, 2> kOwns{" owner:me", " owners:+me"};
constexpr std::array<std::string_view, 4> kSupport{"👍", "➕", "❤", "💯"};

/// Variation selectors and skin tones.
constexpr bool is_finish(char32_t code) {
    return code == 0xFE0F || code == 0xFE0E || (code >= 0x1F3FB && code <= 0x1F3FF);
}

std::string bare(std::string_view key) {
    std::string out;
    while (!key.empty()) {
        const Character c = first_character(key);
        if (!is_finish(c.code)) out += key.substr(0, c.bytes);
        key.remove_prefix(c.bytes);
    }
    return out;
}

bool takes(std::string_view command) {
    return std::any_of(kTakes.begin(), kTakes.end(),
                       [command](std::string_view take) { return command.starts_with(take); }) ||
           std::any_of(kOwns.begin(), kOwns.end(),
                       [command](std::string_view own) { return command.ends_with(own); });
}

const Reaction* reaction_of(const Button& button) {
    for (const Reaction& reaction : kReactions)
        if (reaction.command.empty() ? takes(button.command) : button.command.starts_with(reaction.command))
            return &reaction;
    return nullptr;
}

/// The buttons that a reaction stands for: the first kind in the table that the card has. Approving comes
/// before acknowledging.
std::vector<std::string> behind(const Card& card, std::string_view key) {
    std::vector<std::string> commands;
    for (const Reaction& reaction : kReactions) {
        if (reaction.key != key || !commands.empty()) continue;
        for (const Button& button : card.buttons)
            if (reaction_of(button) == &reaction)
                commands.push_back(button.command + std::string(reaction.more));
    }
    return commands;
}

}  // namespace

std::vector<OfferedReaction> offered_reactions(const Card& card) {
    std::vector<OfferedReaction> offered;
    for (const Button& button : card.buttons) {
        const Reaction* reaction = reaction_of(button);
        if (!reaction) continue;
        const std::vector<std::string> commands = behind(card, reaction->key);
        if (commands.size() == 1 && commands.front() == button.command + std::string(reaction->more))
            offered.push_back({reaction->key, &button});
    }
    return offered;
}

std::optional<std::string> reacted_command(const Card& card, std::string_view key) {
    const std::string sign = bare(key);
    const std::vector<std::string> commands = behind(card, sign);
    if (commands.size() == 1) return commands.front();
    const auto id = parse_ref(card.id);
    const bool supports = is_among(kSupport, sign);
    if (supports && id && id->kind == Kind::change) return "change support " + card.id;
    return std::nullopt;
}

}  // namespace plumb
