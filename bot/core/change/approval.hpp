// What approving a request does to the plan (product.md section 2, "Approval changes the plan").
#pragma once

#include "core/base/result.hpp"
#include "core/command/draft.hpp"

#include <vector>

namespace plumb {

/// What carrying a request out did.
struct Effects {
    /// What is now different, without the request's ID: `F-9 “Single sign-on” is in 1.0`.
    Text what;
    /// The records of the plan that were made or changed; not the ledger's rows.
    std::vector<Ref> changed;
};

/// Whether the plan as it is now lets the request be carried out: what it names must still be there, not be
/// over, and not be so already, unless by an earlier approval of this very request (one that was reopened).
/// The refusal says what came in between and what is possible.
Result<void> can_carry_out(const World& world, const Context& context, const ChangeRequest& request);

/// Changes the plan as the request asks. `add` makes the feature or brings it in, `modify` gives it its title
/// and effort and makes done collateral that claims it stale, `drop` drops it, `move` re-homes it, `date`
/// moves the release. Notes on the request what later changes must not alter (made_feature, left_release);
/// putting it is the caller's.
Result<Effects> carry_out(Draft& draft, ChangeRequest& request);

}  // namespace plumb
