// The cards of the go-to-market plan.
#pragma once

#include "core/base/card.hpp"
#include "core/command/context.hpp"

#include <string>

namespace plumb {

Card event_card(const World& world, const Context& context, EventId id);
Card collateral_card(const World& world, const Context& context, CollateralId id);
/// `T-14`: days before the event; `T+3` behind it.
std::string due_rule_text(int before);
Card promise_card(const World& world, const Context& context, PromiseId id);
Card assumption_card(const World& world, const Context& context, AssumptionId id);

}  // namespace plumb
