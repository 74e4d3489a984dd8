// The clock, for shells: the core gets instants as arguments.
#pragma once

#include "core/time/calendar.hpp"

namespace plumb {

class Clock {
  public:
    virtual ~Clock() = default;
    virtual Instant now() const = 0;
};

}  // namespace plumb
