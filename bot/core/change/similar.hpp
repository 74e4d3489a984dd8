// Requests that look like another one.
#pragma once

#include "core/base/text.hpp"
#include "core/command/context.hpp"

#include <vector>

namespace plumb {

/// At most three requests of the same product with a similar title or why, the most similar first; among
/// equals the newest. Compared by the words that carry meaning, cut to their stems; looks back over the last
/// kSimilarLookBack requests of the installation.
std::vector<ChangeId> similar_requests(const World& world, const ChangeRequest& request);
inline constexpr int kSimilarLookBack = 500;

/// For its card on opening: `Looks like CR-4 “Offline maps”, declined 3 May because “no capacity
/// before 2.0”.` Empty where nothing does.
Text similar_text(const World& world, const Context& context, const ChangeRequest& request);

}  // namespace plumb
