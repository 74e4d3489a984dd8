#include "core/align/families.hpp"

#include <set>

namespace plumb {

std::vector<const LaunchEvent*> first_of_families(const Plan& plan,
                                                  std::span<const LaunchEvent* const> events) {
    std::set<EventId> named;
    std::vector<const LaunchEvent*> first;
    for (const LaunchEvent* event : events)
        if (named.insert(plan.family_of(*event)).second) first.push_back(event);
    return first;
}

}  // namespace plumb
