// The states of a change request and the ways between them (product.md section 2, "States").
#pragma once

#include "core/base/result.hpp"
#include "core/command/context.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace plumb {

class Draft;

/// Open or assessed: neither decided nor asleep nor gone.
bool waiting(const ChangeRequest& request);
/// Approved, declined or deferred.
bool decided(const ChangeRequest& request);

/// Functions that the product's policy requires and that have not assessed the request, in the policy's
/// order.
std::vector<Function> missing_functions(const World& world, const ChangeRequest& request);

/// Whether `verb` (`approve`, `assess`, `reopen` …) is possible in a state. Evidence, comments, support and
/// watching are possible in every one.
bool possible(ChangeStatus status, std::string_view verb);
/// Those of them that lead out of the state or judge it, in the order of product.md.
std::vector<std::string_view> possible_verbs(ChangeStatus status);
/// What the request is, and how it came to be that: `approved by Eve on Wed 3 Mar`.
std::string standing(const World& world, const Context& context, const ChangeRequest& request);
/// Nothing wrong when the verb is possible, else a refusal that names the ones that are.
Result<void> allow(const World& world, const Context& context, const ChangeRequest& request,
                   std::string_view verb);
/// Whether somebody may put a request right or merge it away: who raised it, and whoever has a function
/// (fields.md, "Who may").
Result<void> may_edit(const World& world, PersonId actor, const ChangeRequest& request,
                      std::string_view verb);

/// Where what is said of a merged request belongs: the one it was merged into, however long the chain.
ChangeId survivor(const World& world, ChangeId id);

/// `assessed` as soon as every required assessment is in, and the clock of `undecided` since the last of them
/// first came in. Leaves every other state alone. True when that changed the state.
bool settle(const World& world, ChangeRequest& request);
/// The same, where the policy or the assessments may have become others: it may also lead back to `open`.
void settle_anew(const World& world, ChangeRequest& request);
/// Settles every waiting request of a product anew, after its policy has changed. Tells the watchers of each
/// whose state changed, and returns those.
std::vector<ChangeId> settle_all(Draft& draft, ProductId product);

}  // namespace plumb
