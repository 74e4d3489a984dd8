// An event and its children count as one.
#pragma once

#include "core/align/plan.hpp"

#include <span>
#include <vector>

namespace plumb {

/// Of each family the first: it stands for the others where they are named.
std::vector<const LaunchEvent*> first_of_families(const Plan& plan,
                                                  std::span<const LaunchEvent* const> events);

/// The same of those among `events` that are not named yet.
std::vector<const LaunchEvent*> first_of_others(const Plan& plan, std::span<const LaunchEvent* const> events,
                                                std::span<const LaunchEvent* const> named);

}  // namespace plumb
