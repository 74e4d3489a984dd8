// Commands that are offered are about the product of what was typed.
#pragma once

#include "core/base/card.hpp"
#include "core/command/context.hpp"
#include "core/records/world.hpp"

#include <string>
#include <string_view>

namespace plumb {

/// The product that a line names itself: by `product:KEY`, else by the ID of the record that it is about;
/// none: where it is given decides.
ProductId product_named(const World& world, std::string_view line);

/// The line, with `product:KEY` behind it where it would be about another product than this one if it were
/// given here, or would have to name one. Where `product` is none the line stays as it is.
std::string in_product(const World& world, const Context& context, ProductId product, std::string_view line);

/// The same with every command in a card.
void keep_in_product(const World& world, const Context& context, ProductId product, Card& card);

}  // namespace plumb
