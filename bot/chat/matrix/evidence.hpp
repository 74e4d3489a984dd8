// A reply with `change new` records the message it answers (product.md section 5).
#pragma once

#include "core/talk/spelled_out.hpp"

#include <string_view>

namespace plumb::matrix {

/// Whether a command is `change new`, whatever stands behind it.
bool opens_request(std::string_view command);

/// The command with what the answered message gives it: its text as the why and, where the title is left out,
/// its first sentence as the title, its words as the quote, its address as the link. What was typed wins.
SpelledOut with_message(std::string_view command, std::string_view message, std::string_view link);

}  // namespace plumb::matrix
