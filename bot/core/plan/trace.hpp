// What leads to a record and what follows from it: evidence → request → feature → release → event →
// collateral and promises.
#pragma once

#include "core/records/world.hpp"

#include <vector>

namespace plumb {

/// The next records on the way from a customer's voice to what customers are told, and the ones before; each
/// once.
std::vector<Ref> follows_from(const World& world, Ref record);
std::vector<Ref> leads_to(const World& world, Ref record);

/// Where tracing a record begins: the record, what a warning is about, what a baseline holds; nothing where
/// it has no place on the way.
std::vector<Ref> traced_from(const World& world, Ref record);

/// The record, everything that leads to it and everything that follows from it; and the assumptions about any
/// of those. By kind and number.
std::vector<Ref> trace_of(const World& world, Ref record);

}  // namespace plumb
