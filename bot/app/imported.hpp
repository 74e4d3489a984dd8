// What an import leaves for the bot to do when it starts next.
#pragma once

#include <string_view>

namespace plumb {

/// The store's note that tables were taken in beside the bot, of which its rules have not been asked yet.
inline constexpr std::string_view kImportedNote = "imported";

}  // namespace plumb
