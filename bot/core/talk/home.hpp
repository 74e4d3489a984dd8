// A person's home page: what waits for them, what is theirs, what is wrong in their products, who they are.
#pragma once

#include "core/base/card.hpp"
#include "core/command/context.hpp"

#include <string>
#include <vector>

namespace plumb {

struct HomeSection {
    std::string title;
    std::vector<Card> cards;
};

/// For Context::actor; somebody nobody knows yet is told what to do first. Sections in the order of looks.md;
/// none is ever without a card.
std::vector<HomeSection> home_of(const World& world, const Context& context);

}  // namespace plumb
