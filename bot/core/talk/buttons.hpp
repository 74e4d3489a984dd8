// Buttons pressed by their words: `[Approve CR-1 reason:"…"]` on the console.
#pragma once

#include "core/base/result.hpp"
#include "core/command/context.hpp"
#include "core/records/world.hpp"

#include <string>
#include <string_view>

namespace plumb {

/// The command that a button stands for. `inside` is its label, perhaps the ID of the record it stands on
/// (left out in that record's thread), and as keys what its form would ask, in any order. Known are the
/// buttons of product.md section 5, those of the record's card, and those that mend an open warning, whose
/// weekday may be left out. Case does not matter. `live`: the live part of the world, where one is kept.
Result<std::string> button_command(const World& world, const Context& context, std::string_view inside,
                                   const World* live = nullptr);

}  // namespace plumb
