// The rules asked: pure, (world, product, day) to findings.
#pragma once

#include "core/align/plan.hpp"
#include "core/time/zone.hpp"

namespace plumb {

/// Every finding of the rules that are on, worst severity first, then rule by name, then main subject. One
/// finding a rule and main subject. The world must be as of that day (align/effects.hpp).
Findings align(const World& world, ProductId product, Day today, const Zone& zone, Mends mends);
/// The same, and as many, before it is said what else they name and whom they concern: enough to compare two
/// evaluations, of which most findings are then left.
Findings found(const Plan& plan);
/// Says it of one that `found` gave for a plan of that world.
void complete(const World& world, Finding& finding);

/// Whether the first is told before the second.
bool told_before(const Finding& a, const Finding& b);

}  // namespace plumb
