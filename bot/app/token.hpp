// What nobody can guess, drawn for a decision: the core knows no chance.
#pragma once

#include "core/command/decision.hpp"

namespace plumb {

/// Draws a token for every calendar address that was decided on (core/plan/product.hpp, kTokenToDraw): in the
/// records, in the journal (its end alone: who has the whole of it may read the calendar) and in what is
/// said. 128 random bits of the operating system's, as 32 hexadecimal digits.
void draw_tokens(Decision& decision);

}  // namespace plumb
