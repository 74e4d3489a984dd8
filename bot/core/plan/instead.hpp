// What a baseline holds changes only through change requests: the request that takes a command's place.
#pragma once

#include "core/command/draft.hpp"

namespace plumb {

/// Opens the request and says that it stands in place of the change, and that the plan is as before. `what`
/// is what the baseline holds (`1.0`); a request without a why is opened all the same, and its requester
/// asked for one. `later` is the command for what the request does not carry.
Result<void> request_instead(Draft& draft, ChangeRequest request, const std::string& what,
                             const std::string& later = {});

/// A request of that kind in the product of a command; the rest is the caller's.
ChangeRequest request_for(ProductId product, ChangeKind kind, std::string title, std::string why);

}  // namespace plumb
