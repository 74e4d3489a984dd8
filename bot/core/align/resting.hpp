// What rests on an assumption (rules.md, under the table), and whether somebody has answered to its failing.
#pragma once

#include "core/align/plan.hpp"
#include "core/records/write.hpp"

#include <vector>

namespace plumb {

/// The releases, events and promises under which an assumption rests, each once, by kind and number: what it
/// is about; through a feature its release (a dropped feature has left it), the events that name it and its
/// promises; and through a release the events that depend on it.
std::vector<Ref> rests_under(const Plan& plan, const Assumption& assumption);

/// What a command changed of dates, releases, features or statuses, noted on the assumptions that had failed
/// by then (Assumption::changed_since). `before` is the world in which time had already had its effects, for
/// what time does nobody has done; `writes` lead from it to `after`.
std::vector<Write> noted_changes(const World& before, const World& after, const std::vector<Write>& writes);

}  // namespace plumb
