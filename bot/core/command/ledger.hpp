// The ledger of moves: a date or a release that changes leaves a row, whoever changes it and by which
// command.
#pragma once

#include "core/command/draft.hpp"

#include <string>

namespace plumb {

/// Gives a release another target date and writes the move down, on today in the product's zone. The same
/// date writes nothing.
void move_release(Draft& draft, ReleaseId release, Day to, std::string why);

/// Puts a feature into another release (none: the backlog) and writes the move down, with the dates of both
/// releases as they are now (a cancelled one counts as none). The same release writes nothing.
void rehome_feature(Draft& draft, FeatureId feature, ReleaseId to, std::string why);

}  // namespace plumb
