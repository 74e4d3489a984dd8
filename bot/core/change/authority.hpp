// Who may decide on a request: the role that the policy names, and nobody on what they raised.
#pragma once

#include "core/base/result.hpp"
#include "core/command/context.hpp"

#include <vector>

namespace plumb {

/// Everybody in the installation with the role that decides in the product, but `but`.
std::vector<PersonId> deciders(const World& world, ProductId product, PersonId but = {});

/// `Eve and Tom can.`; says how to give the role where nobody has it.
std::string who_can(const World& world, ProductId product, PersonId but = {});

/// Refused without the role; refused on a request that the actor raised, unless nobody else in the
/// installation could decide and an override is given. `overridden`: the command with one.
Result<void> may_decide(const World& world, PersonId actor, const ChangeRequest& request,
                        std::string_view verb, bool overrides, std::string overridden);

/// The role alone: for reopening, which decides nothing.
Result<void> has_say(const World& world, PersonId actor, const ChangeRequest& request, std::string_view verb);

}  // namespace plumb
