// How surely a mention in a channel reaches somebody.
#pragma once

#include <cstdint>

namespace plumb {

/// In order: they are not there, it is not known, they are.
enum class Reach : std::uint8_t { absent, unknown, there };

}  // namespace plumb
