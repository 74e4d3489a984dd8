// What a change of the plan touches on the go-to-market side, and whose that is.
#pragma once

#include "core/align/plan.hpp"

#include <vector>

namespace plumb {

/// Where a change begins.
struct Seeds {
    std::vector<FeatureId> features;
    /// Releases whose events are near.
    std::vector<ReleaseId> releases;
    std::vector<EventId> events;
    /// What the releases hold changes as a whole: of the near events, all collateral that somebody owns or
    /// has begun is touched, not only what claims one of the features.
    bool whole = false;
    /// The dates of the releases change: their features count, too.
    bool dates = false;
};
/// Of a request: what it touches (rules.md, "Words the rules use").
Seeds seeds_of(const Plan& plan, const ChangeRequest& request);

struct Touched {
    /// Open events, by date.
    std::vector<EventId> events;
    std::vector<CollateralId> collateral;
    /// Open ones.
    std::vector<PromiseId> promises;

    bool empty() const { return events.empty() && collateral.empty() && promises.empty(); }
};
Touched touched_by(const Plan& plan, const Seeds& seeds);

/// One person's share of it.
struct Share {
    PersonId owner;
    std::vector<Ref> things;
};
/// Grouped by owner, in the order in which they first come; `more` (features, releases) counts too. Things
/// without an owner are left out.
std::vector<Share> shares(const World& world, const Touched& touched, const std::vector<Ref>& more = {});

}  // namespace plumb
