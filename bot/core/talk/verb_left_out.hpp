// A noun and a record, and nothing said about what is to be done.
#pragma once

#include "core/talk/reading.hpp"

namespace plumb {

/// Offers the verb that takes the keys which were typed, or to show the record; of what has no ID (rules,
/// customers, digests, roles, policies) the verb that what follows tells. Nothing where no record
/// stands behind the noun, or where no key tells. `pieces` are those of a text that names no command.
std::optional<Refusal> verb_left_out(const World& world, ProductId product, Commands commands,
                                     std::string_view typed, const Pieces& pieces);

}  // namespace plumb
