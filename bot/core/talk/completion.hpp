// What may stand next on the console's line.
#pragma once

#include "core/command/context.hpp"
#include "core/records/world.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace plumb {

/// Words that can stand in the place of the last one of `line` (of none, where it ends in a blank): nouns,
/// verbs, IDs, releases, keys with their colon, and values, in the order in which they are best offered. Each
/// begins with what was typed of it.
std::vector<std::string> complete(const World& world, const Context& context, std::string_view line);

}  // namespace plumb
