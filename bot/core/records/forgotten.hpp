// People whose names were taken out of the records (`plumbline forget`): what they did stays, and nobody
// hears.
#pragma once

#include "core/records/people.hpp"

#include <string>

namespace plumb {

/// What somebody is called from then on: `forgotten-3`.
std::string forgotten_handle(int n);

/// Nobody is behind the record any more: it is neither written to, nor mentioned, nor waited for.
bool is_forgotten(const Person& person);

}  // namespace plumb
