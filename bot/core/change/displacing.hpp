// What an approved request displaces (product.md section 2, "Displacing").
#pragma once

#include "core/base/result.hpp"
#include "core/command/draft.hpp"

#include <optional>

namespace plumb {

/// Reads `displaces:`: a feature of the product (`F-7`) other than the request's own, a day, or `none`;
/// nothing where it was not given.
Result<std::optional<Displaces>> displaced(const World& world, const Context& context,
                                           const ChangeRequest& request, const Command& command);

/// `F-7 “Bulk export”`, `the date, Wed 30 Jun`, `nothing`.
std::string displaced_text(const World& world, const Context& context, const ChangeRequest& request);

/// Tells the displaced feature's owner, and adds the owner to `told`.
void tell_displaced(Draft& draft, const ChangeRequest& request, std::vector<PersonId>& told);

}  // namespace plumb
