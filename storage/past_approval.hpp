// An approval that a file tells of: what it touched on its day.
#pragma once

#include "core/records/world.hpp"

namespace plumb::storage {

/// Writes down what the rules ask of the moment of approval: the release left, the releases touched, and
/// those of them that were in their freeze on the day of the decision.
void remember_approval(const World& world, ChangeRequest& request, Day decided);

}  // namespace plumb::storage
