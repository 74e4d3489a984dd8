// The cards of the product plan.
#pragma once

#include "core/base/card.hpp"
#include "core/command/context.hpp"

namespace plumb {

Card product_card(const World& world, const Context& context, ProductId id);
Card release_card(const World& world, const Context& context, ReleaseId id);
Card feature_card(const World& world, const Context& context, FeatureId id);
Card baseline_card(const World& world, const Context& context, BaselineId id);

}  // namespace plumb
