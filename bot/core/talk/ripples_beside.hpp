// Requests whose ripple may be another one since the plan changed: it stands in their threads.
#pragma once

#include "core/records/write.hpp"

#include <vector>

namespace plumb {

/// Open requests that name what these writes change of the plan, or what hangs on it: a release and its
/// features, an event and what it depends on, collateral, a promise, an assumption; behind them those that
/// land on an owner of a feature that changes. By number, at most `most`: each ripple asks the rules once
/// more. `live` is the part of the later world that holds what is open.
std::vector<ChangeId> ripples_beside(const World& before, const World& after, const World& live,
                                     const std::vector<Write>& writes, std::size_t most);

}  // namespace plumb
