// `feature rename F-1 "Sync"`: no command, and what is meant by it.
#pragma once

#include "core/command/spec.hpp"
#include "core/talk/tokens.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace plumb {

/// The `set` that gives a record the new title or name of a command whose second word means to rename;
/// nothing where the word means something else, no record is named, or records of this noun have neither.
std::optional<std::string> renaming(const CommandSpec& set, std::string_view typed, const Pieces& pieces);

}  // namespace plumb
