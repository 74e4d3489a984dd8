// The commands `launch`, `collateral`, `promise` and `assumption`, as tables.
#pragma once

#include "core/command/spec.hpp"

#include <span>

namespace plumb {

std::span<const CommandSpec> launch_commands();
std::span<const CommandSpec> collateral_commands();
std::span<const CommandSpec> promise_commands();
std::span<const CommandSpec> assumption_commands();

}  // namespace plumb
