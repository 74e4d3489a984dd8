// The commands about digests: `digest now|test|schedule|list|stop`, `pulse`.
#pragma once

#include "core/command/spec.hpp"

#include <span>

namespace plumb {

std::span<const CommandSpec> digest_commands();

}  // namespace plumb
