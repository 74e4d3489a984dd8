// Cards that show something of a record which changed: a release's date stands on its events' and features'
// cards, a feature on its release's, what is claimed and promised of a feature on its own, a customer where
// they were heard, what an event would change on the next one's.
#pragma once

#include "core/records/write.hpp"

#include <vector>

namespace plumb {

/// Records whose cards show what these writes change of others, or of themselves along with another, each
/// once.
std::vector<Ref> shown_beside(const World& before, const World& after, const std::vector<Write>& writes);

}  // namespace plumb
