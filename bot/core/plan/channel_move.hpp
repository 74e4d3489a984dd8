// A channel that has a new address.
#pragma once

#include "core/records/write.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace plumb {

/// What is bound to one address as bound to another: products and their digests. Nothing where nothing is, or
/// where the new address is bound already.
std::vector<Write> moved_channel(const World& world, std::string_view from, const std::string& to);

}  // namespace plumb
