// An example before it is shown: tried where it would be pasted, and mended by the refusal that it would
// meet.
#pragma once

#include "core/base/result.hpp"
#include "core/command/context.hpp"
#include "core/records/world.hpp"

#include <string>
#include <string_view>

namespace plumb {

/// The line itself where its speaker could give it here and now and it would change something, about the
/// product that `typed` names (in_product.hpp); else the one that the refusal of it offers for the same
/// command, tried alike; else one that names another record or word where `typed` names none and `said` does
/// not speak of it (exchanged.hpp). A line that nothing mends stays as it is (`change new "…"` by somebody
/// who may not). Nothing is recorded. `line` may begin with `whatif`.
std::string tried(const World& world, const Context& context, std::string_view line, std::string_view typed,
                  std::string_view said = {});

/// The refusal of what was typed, its example tried. Where all of them are refused to this speaker, and no
/// command of its own was announced, the record itself is offered to look at.
Refusal with_tried_example(const World& world, const Context& context, Refusal refusal,
                           std::string_view typed);

}  // namespace plumb
