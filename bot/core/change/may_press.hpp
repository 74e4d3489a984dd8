// Whether the form behind a decision's button is worth opening.
#pragma once

#include "core/base/result.hpp"
#include "core/command/context.hpp"

#include <string_view>

namespace plumb {

/// Of `change approve CR-1`, `change decline …` and `change defer …`: refused where nothing that is filled in
/// could help, since who pressed has not the role or the request is past it. Every other command passes, and
/// so does somebody who is not known yet: their first command may make them an admin.
Result<void> may_press(const World& world, const Context& context, std::string_view command);

}  // namespace plumb
