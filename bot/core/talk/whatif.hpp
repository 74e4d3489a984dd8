// `whatif COMMAND`: what a recording command would do, with nothing recorded.
#pragma once

#include "core/talk/consequences.hpp"

#include <optional>
#include <string_view>

namespace plumb {

/// The command after `whatif` (with or without the bot's prefix); nothing when the text is none.
std::optional<std::string_view> whatif_text(std::string_view text);

/// The change and the warnings that would appear or go, to the asker alone. Writes nothing.
/// Rules are asked of what `sight` shows.
Decision whatif(const World& world, const Context& context, std::string_view command, const Sight& sight);

}  // namespace plumb
