// What people wrote in threads, once it is older than the installation keeps it.
#pragma once

#include "core/time/calendar.hpp"
#include "storage/search.hpp"

namespace plumb::storage {

/// Takes the messages written before an instant out of their threads, out of the search, and out of the
/// journal, whose rows stay and say what they brought about; and what could not be handled before it.
void sweep_before(Instant before, Statements& statements, Search& search);

}  // namespace plumb::storage
