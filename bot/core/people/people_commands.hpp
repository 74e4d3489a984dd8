// The commands about people: who somebody is to the bot, and who may what.
#pragma once

#include "core/command/spec.hpp"

#include <span>

namespace plumb {

/// Who may change the plan where the policy names nobody for it, as its key takes it.
inline constexpr std::string_view kAllFunctions = "all";

std::span<const CommandSpec> people_commands();

}  // namespace plumb
