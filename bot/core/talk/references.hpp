// Which records point to which.
#pragma once

#include "core/records/world.hpp"

#include <optional>
#include <vector>

namespace plumb {

/// A record that refers to `target` in one of its fields; none of `but`, no warning and no row of the ledger
/// of moves, which follow by themselves.
std::optional<Ref> first_reference(const World& world, Ref target, const std::vector<Ref>& but);

}  // namespace plumb
