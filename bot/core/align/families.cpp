#include "core/align/families.hpp"

#include "core/base/among.hpp"

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
        if (!is_among(named, event)) others.push_back(event);
    return first_of_families(plan, others);
}

}  // namespace plumb
