// All commands there are.
#pragma once

#include "core/command/spec.hpp"

#include <span>
#include <string_view>

namespace plumb {

using Commands = std::span<const CommandSpec* const>;

/// Every command, in the order of product.md section 4.
Commands commands();

/// The one of that noun and verb; null where there is none.
const CommandSpec* find_command(Commands commands, std::string_view noun, std::string_view verb);

}  // namespace plumb
