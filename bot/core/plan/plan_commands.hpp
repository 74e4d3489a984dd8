// The commands of the product plan: `product`, `release`, `feature`, `plan`, and the questions about the
// whole.
#pragma once

#include "core/command/spec.hpp"

#include <span>

namespace plumb {

std::span<const CommandSpec> plan_commands();

// One table a noun, beside its handlers' declarations.
std::span<const CommandSpec> product_commands();
std::span<const CommandSpec> release_commands();
std::span<const CommandSpec> feature_commands();
std::span<const CommandSpec> baseline_commands();
std::span<const CommandSpec> view_commands();

}  // namespace plumb
