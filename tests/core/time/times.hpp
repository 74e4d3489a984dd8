// Days and instants as literals, for tests.
#pragma once

#include "core/time/calendar.hpp"

namespace plumb {

inline Day on(std::string_view text) { return parse_iso_day(text).value(); }
inline Instant utc(std::string_view text) { return parse_instant(text).value(); }

}  // namespace plumb
