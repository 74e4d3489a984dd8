// Moments and spans as the machines of this room count them: they are told the time and never ask.
#pragma once

#include <chrono>

namespace plumb::net {

using Instant = std::chrono::steady_clock::time_point;
using Span = std::chrono::steady_clock::duration;

/// For shells, which tell the machines.
inline Instant now() { return std::chrono::steady_clock::now(); }

}  // namespace plumb::net
