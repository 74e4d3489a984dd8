// The commands of talk itself: help.
#pragma once

#include "core/command/spec.hpp"

#include <span>

namespace plumb {

std::span<const CommandSpec> talk_commands();

}  // namespace plumb
