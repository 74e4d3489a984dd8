// The rules asked: pure, (world, product, day) to findings.
#pragma once

#include "core/align/finding.hpp"
#include "core/time/zone.hpp"

namespace plumb {

/// Every finding of the rules that are on, worst severity first, then rule by name, then main subject. One
/// finding a rule and main subject. The world must be as of that day (align/effects.hpp).
Findings align(const World& world, ProductId product, Day today, const Zone& zone, Mends mends);

}  // namespace plumb
