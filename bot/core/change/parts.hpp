// What hangs on a change request: assessments, evidence, the customers behind it.
#pragma once

#include "core/records/world.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace plumb {

/// By number.
std::vector<const Assessment*> assessments_of(const World& world, ChangeId request);
/// What one function said of it; nullptr where it has said nothing.
const Assessment* assessment_by(const World& world, ChangeId request, Function function);
std::vector<const Evidence*> evidence_of(const World& world, ChangeId request);

/// How far a request reaches (product.md section 4, "Reach of a request"). For reading, never a ranking that
/// decides.
struct Reach {
    /// Each once, in the order in which they were heard.
    std::vector<CustomerId> customers;
    /// The yearly value of those that have one; nothing when none has.
    std::optional<std::int64_t> value;
    std::vector<PersonId> supporters;
};
Reach reach_of(const World& world, const ChangeRequest& request);

/// The names of those who support a request; of many the first, where it is not the `whole` that is asked
/// for.
std::string supporters_named(const World& world, const std::vector<PersonId>& supporters, bool whole = false);

/// The effort that engineering gave it, else the one that the request itself states; nothing when neither
/// does.
std::optional<Effort> effort_of(const World& world, const ChangeRequest& request);

}  // namespace plumb
