// All commands there are.
#pragma once

#include "core/command/spec.hpp"

#include <span>

namespace plumb {

using Commands = std::span<const CommandSpec* const>;

/// Every command, in the order of product.md section 4.
Commands commands();

}  // namespace plumb
