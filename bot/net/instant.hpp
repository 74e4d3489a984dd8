// Moments and spans as the machines of this room count them: they are told the time and never ask.
#pragma once

#include <chrono>

namespace plumb::net {

using Instant = std::chrono::steady_clock::time_point;
using Span = std::chrono::steady_clock::duration;

}  // namespace plumb::net
