// Which records point to which.
#pragma once

#include "core/records/world.hpp"

#include <optional>
#include <vector>

namespace plumb {

/// A record that refers to `target` in one of its fields; none of `but`, and no warning, which follows by
/// itself. Where a row of the ledger of moves does, that is what moved, if it is not the target.
std::optional<Ref> first_reference(const World& world, Ref target, const std::vector<Ref>& but);

}  // namespace plumb
