// A product's timeline, as it is seen on a day.
#pragma once

#include "core/picture/timeline.hpp"
#include "tests/support/world_builder.hpp"

namespace plumb {

inline Timeline seen(const WorldBuilder& b, int today, TimelineSpan span = {}) {
    return timeline_of(b.world, b.product, day(today), b.zone(), span);
}

}  // namespace plumb
