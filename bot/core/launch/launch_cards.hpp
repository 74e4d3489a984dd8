// The cards of the go-to-market plan.
#pragma once

#include "core/base/card.hpp"
#include "core/command/context.hpp"

namespace plumb {

Card event_card(const World& world, const Context& context, EventId id);
Card collateral_card(const World& world, const Context& context, CollateralId id);
Card promise_card(const World& world, const Context& context, PromiseId id);
Card assumption_card(const World& world, const Context& context, AssumptionId id);

}  // namespace plumb
