// What is said as people say it to one another: `hi`, `what is late?`, `show me the warnings`.
#pragma once

#include "core/talk/reading.hpp"

namespace plumb {

/// The command that such a sentence comes nearest to, or the help. Nothing where the text does not begin as
/// one.
std::optional<Refusal> said_in_a_sentence(Commands commands, const Pieces& pieces);

}  // namespace plumb
