// Whether something can be told to somebody alone.
#pragma once

#include "core/records/world.hpp"

namespace plumb {

/// Who was forgotten is told nothing. A name alone, without an account, leads to somebody on the console
/// only: not where a product has none but other channels.
bool is_out_of_reach(const World& world, ProductId product, const Person& person);

}  // namespace plumb
