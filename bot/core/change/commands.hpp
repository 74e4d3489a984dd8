// The commands of `change …` as data.
#pragma once

#include "core/command/spec.hpp"

#include <span>

namespace plumb {

/// In the order of help.
std::span<const CommandSpec> change_commands();

}  // namespace plumb
