// Who may say that a risk is known and taken.
#pragma once

#include "core/base/result.hpp"
#include "core/records/world.hpp"

namespace plumb {

/// Owners of the subject, approvers and admins (fields.md, "Who may"); none: approvers and admins. `doing`
/// begins the refusal
/// (`Muting`).
Result<void> may_accept(const World& world, PersonId actor, Ref subject, std::string_view doing);

}  // namespace plumb
