// The commands about people: who somebody is to the bot, and who may what.
#pragma once

#include "core/command/spec.hpp"

#include <span>

namespace plumb {

std::span<const CommandSpec> people_commands();

}  // namespace plumb
