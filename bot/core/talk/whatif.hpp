// `whatif COMMAND`: what a recording command would do, with nothing recorded.
#pragma once

#include "core/command/decision.hpp"

#include <optional>
#include <string_view>

namespace plumb {

/// The command after `whatif` (with or without the bot's prefix); nothing when the text is none.
std::optional<std::string_view> whatif_text(std::string_view text);

/// The change and the warnings that would appear or go, to the asker alone. Writes nothing.
/// `live` is the live part of the world, where one is kept.
Decision whatif(const World& world, const Context& context, std::string_view command, const Live* live);

}  // namespace plumb
