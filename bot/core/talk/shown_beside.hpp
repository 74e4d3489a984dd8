// Cards that show something of a record which changed: a release's date stands on its events' cards, a
// feature on its release's.
#pragma once

#include "core/records/write.hpp"

#include <vector>

namespace plumb {

/// Releases and open events whose cards show what these writes change of others, each once.
std::vector<Ref> shown_beside(const World& before, const World& after, const std::vector<Write>& writes);

}  // namespace plumb
