// Words behind `mute` that begin none: `unmute RULE`, `mute off RULE`, `mute list`.
#pragma once

#include "core/talk/reading.hpp"

namespace plumb {

/// Offers the command that ends the mute which is meant; where there is none such, or they are to be listed,
/// says which there are. Nothing where the pieces are those of another command, or begin a mute.
std::optional<Refusal> mute_words(const World& world, const Context& context, std::string_view typed,
                                  const Pieces& pieces);

}  // namespace plumb
