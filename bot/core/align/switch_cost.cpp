#include "core/align/switch_cost.hpp"

#include <algorithm>
#include <array>

namespace plumb {

namespace {

constexpr std::array kLoss{0.0, 0.0, 0.20, 0.40, 0.60, 0.75};

/// In a release that is there and not shipped; a feature of a cancelled release counts as in no release.
bool in_unshipped_release(const World& world, const Feature& feature) {
    const Release* release = world.find(feature.release);
    return release && release->status != ReleaseStatus::shipped &&
           release->status != ReleaseStatus::cancelled;
}

SwitchCost cost_for(const World& world, PersonId who) {
    SwitchCost cost;
    cost.who = who;
    for (const Feature& feature : world.all<Feature>()) {
        if (feature.owner != who || feature.status != FeatureStatus::in_progress) continue;
        if (!in_unshipped_release(world, feature)) continue;
        cost.in_progress.push_back(id_of(feature));
        if (feature.effort) cost.work += feature.effort->max;
    }
    const int n = static_cast<int>(cost.in_progress.size());
    cost.cost = cost.work * (switching_loss(n + 1) - switching_loss(n));
    return cost;
}

}  // namespace

double switching_loss(int tasks) {
    return kLoss[static_cast<std::size_t>(std::clamp(tasks, 0, static_cast<int>(kLoss.size()) - 1))];
}

std::vector<SwitchCost> switch_costs(const World& world, const ChangeRequest& request) {
    const Feature* feature = world.find(request.feature ? request.feature : request.made_feature);
    const PersonId who = feature ? feature->owner : request.assignee;
    if (!who) return {};
    SwitchCost cost = cost_for(world, who);
    if (cost.work <= 0) return {};
    return {std::move(cost)};
}

std::optional<double> switch_cost(const World& world, const ChangeRequest& request) {
    const auto costs = switch_costs(world, request);
    if (costs.empty()) return std::nullopt;
    double sum = 0;
    for (const SwitchCost& cost : costs) sum += cost.cost;
    return sum;
}

}  // namespace plumb
