// Channels as people call them.
#pragma once

#include "core/command/context.hpp"

#include <string>

namespace plumb {

/// `#atlas`: by its name where it is the one that was spoken in, `this channel` where that has none; another
/// by its name where that is known, else by its address, behind the account.
std::string channel_word(const Context& context, const std::string& address);

}  // namespace plumb
