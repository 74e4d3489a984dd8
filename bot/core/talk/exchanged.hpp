// What an example could name in the place of what its speaker did not choose.
#pragma once

#include "core/command/context.hpp"
#include "core/records/world.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace plumb {

/// The example with one of its pieces exchanged: a record, a release, a person or a word of a key, for
/// another of its kind that is there, the newest record first, or left out where it may be. What stands in
/// `typed` was chosen, and what `said` names is meant: both stay. A few lines at most, as each of them is to
/// be tried.
std::vector<std::string> exchanged(const World& world, const Context& context, std::string_view example,
                                   std::string_view typed, std::string_view said);

}  // namespace plumb
