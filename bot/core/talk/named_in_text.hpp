// People in a text that somebody wrote, by their names.
#pragma once

#include "core/command/context.hpp"
#include "core/records/world.hpp"

#include <string>
#include <string_view>

namespace plumb {

/// A text with the Matrix IDs of people whom the bot knows, or who are where it was said, as their names:
/// what a pill shows to whoever reads it.
std::string named_in_text(std::string_view text, const World& world, const Context& context);

}  // namespace plumb
