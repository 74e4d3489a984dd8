// What hangs on what, asked of a world record by record: for cards and commands. The rules ask
// align/plan.hpp, which is indexed.
#pragma once

#include "core/records/world.hpp"

#include <vector>

namespace plumb {

/// The feature's release; nullptr when it has none or that is cancelled (rules.md: it counts as in no
/// release).
const Release* release_of(const World& world, const Feature& feature);
/// Features that name the release, by number, dropped ones too.
std::vector<const Feature*> features_of(const World& world, ReleaseId release);
/// The releases an event depends on, each once: its own and those of its features, cancelled releases and
/// dropped features left out.
std::vector<const Release*> depends_on(const World& world, const LaunchEvent& event);
/// Events that are not cancelled and depend on the release, by start.
std::vector<const LaunchEvent*> events_on(const World& world, ReleaseId release);
/// Events that are not cancelled and name the feature, by start.
std::vector<const LaunchEvent*> events_naming(const World& world, FeatureId feature);
/// By due day, then number.
std::vector<const Collateral*> collateral_of(const World& world, EventId event);
std::vector<const LaunchEvent*> children_of(const World& world, EventId event);
std::vector<const Promise*> promises_of(const World& world, FeatureId feature);
std::vector<const Collateral*> claims_on(const World& world, FeatureId feature);

/// The newest baseline of the product, confirmed or not; the newest confirmed one; nullptr where there is
/// none.
const Baseline* last_baseline(const World& world, ProductId product);
const Baseline* confirmed_baseline(const World& world, ProductId product);
/// A confirmed baseline holds it, and it is not cancelled: it changes only through change requests.
bool baselined(const World& world, ReleaseId release);

}  // namespace plumb
