// The moment of an approval: what must be overridden, and what later changes of the plan must not alter.
#pragma once

#include "core/align/plan.hpp"
#include "core/base/result.hpp"
#include "core/command/spec.hpp"

#include <string>
#include <vector>

namespace plumb {

struct Moment {
    /// Required functions that have not assessed the request.
    std::vector<Function> missing;
    /// Releases the request touches; those of them in their freeze; whether a confirmed baseline holds one.
    std::vector<ReleaseId> touched;
    std::vector<ReleaseId> frozen;
    bool baselined = false;
};
Moment moment_of(const Plan& plan, const ChangeRequest& request);

/// Writes the facts of the moment down on the request.
void keep(ChangeRequest& request, const Moment& moment);

/// Refused where an assessment is missing or a touched release is in its freeze, and no override says why it
/// cannot wait.
Result<void> needs_no_override(const Plan& plan, const ChangeRequest& request, const Moment& moment,
                               const Command& command);

}  // namespace plumb
