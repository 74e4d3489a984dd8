// A warning asked again: what its rule finds today, and what would mend it.
#pragma once

#include "core/align/finding.hpp"
#include "core/command/context.hpp"

#include <optional>

namespace plumb {

/// The finding behind a warning as of today; nothing when its rule no longer finds it (or is off).
std::optional<Finding> finding_of(const World& world, const Context& context, const Warning& warning);

/// What would mend it today; empty when nothing is found.
std::vector<Mend> mends_of(const World& world, const Context& context, const Warning& warning);

}  // namespace plumb
