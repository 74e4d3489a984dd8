// What switching context costs (rules.md, "Figures that come with them"; Weinberg, Quality Software
// Management, vol. 1, 1992: a rule of thumb, and shown as one).
#pragma once

#include "core/records/world.hpp"

#include <optional>
#include <vector>

namespace plumb {

/// Part of a person's time that is lost to switching between so many concurrent tasks, 0 to 0.75.
double switching_loss(int tasks);

/// One more task for one engineer.
struct SwitchCost {
    PersonId who;
    /// What they have in progress in releases that are not shipped, by number.
    std::vector<FeatureId> in_progress;
    /// Person-days of those features, ranges at their upper end.
    double work = 0;
    /// Person-days that the additional switching costs.
    double cost = 0;
};

/// The engineers a request lands on: the owner of the feature it touches, the assignee where there is no
/// feature. Somebody whose work in progress has no known effort is left out, and so is nobody at all.
std::vector<SwitchCost> switch_costs(const World& world, const ChangeRequest& request);

/// The sum over those engineers; nothing where no effort is known.
std::optional<double> switch_cost(const World& world, const ChangeRequest& request);

}  // namespace plumb
