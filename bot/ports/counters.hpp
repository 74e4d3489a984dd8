// The last numbers given, as a transaction keeps them.
#pragma once

#include "core/records/world.hpp"
#include "ports/store.hpp"

namespace plumb {

/// The transaction leaves a database whose next records and messages are numbered behind those of `world`.
inline void keep_counters(Transaction& transaction, const World& world) {
    for (std::size_t k = 0; k < kKinds; ++k) transaction.last[k] = world.last(static_cast<Kind>(k));
    transaction.last_message = world.last_message();
}

}  // namespace plumb
