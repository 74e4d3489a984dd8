#include "core/align/families.hpp"

#include <algorithm>
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

std::vector<const LaunchEvent*> first_of_others(const Plan& plan, std::span<const LaunchEvent* const> events,
                                                std::span<const LaunchEvent* const> named) {
    std::vector<const LaunchEvent*> others;
    for (const LaunchEvent* event : events)
        if (std::find(named.begin(), named.end(), event) == named.end()) others.push_back(event);
    return first_of_families(plan, others);
}

}  // namespace plumb
