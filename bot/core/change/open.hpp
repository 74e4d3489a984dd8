// Opening a change request, by `change new` or on behalf of a command that would alter a baselined plan.
#pragma once

#include "core/base/result.hpp"
#include "core/command/draft.hpp"

#include <optional>

namespace plumb {

/// The kind that what was given means (product.md section 4, `change new`): a release and a date without a
/// feature move the date, a feature and a target release move the feature, no feature adds one, else it is
/// modified.
ChangeKind inferred_kind(const ChangeRequest& request);

/// Whether the request says all that its kind needs, within one product, and asks for something that is not
/// so already. The refusal names what is missing and shows the command with it.
Result<void> consistent(const World& world, const Context& context, const ChangeRequest& request);

/// Whether everything that it names is there and of the request's product.
Result<void> within_product(const World& world, const ChangeRequest& request);

/// Opens a request for the actor and the actor's function: number, clocks, requester as first watcher, card,
/// and similar requests told. Its product, title, kind and what the kind needs must be filled in; it is
/// refused where they do not fit together. For commands that a baseline turns into a request: they fill in
/// what they were asked to do, and say so.
Result<ChangeId> open_request(Draft& draft, ChangeRequest request);

}  // namespace plumb
