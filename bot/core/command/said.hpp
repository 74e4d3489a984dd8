// What was typed, said again: mended or completed, or as a list without its page.
#pragma once

#include "core/base/card.hpp"
#include "core/command/spec.hpp"

#include <string>
#include <string_view>

namespace plumb {

/// What was typed, with a value given to a key (in place of the one it has), or with a text behind it where
/// no key is named: the command completed. `instead` where what was typed is too long, or cannot be mended.
std::string said_with(const Command& command, std::string_view key, std::string_view value,
                      std::string instead);

/// A list as it was asked for, without its page: the command, and each key as it was typed.
std::string asked_again(const Command& command, std::string list);
/// Says of an empty list that nothing is like what was asked for, and how to see all; else `first`.
Text nothing_like(const Command& command, std::string_view one, std::string_view list, Text first);

}  // namespace plumb
