// The system's time zone database as data for the core.
#pragma once

#include "core/time/zone.hpp"

#include <memory>

namespace plumb {

/// Zones of /usr/share/zoneinfo under their IANA names, links such as `US/Pacific` included. A zone is read
/// when it is first asked for and then kept, with its offsets from 1970 to the last year a date may lie in.
/// Case does not matter, and a blank stands for `_`; Zone::name() is the database's spelling. For one thread.
std::unique_ptr<Zones> make_zones();

}  // namespace plumb
