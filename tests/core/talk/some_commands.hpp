// Commands that change a plan, made up at random over the sample installation: many are refused, as they are
// in life.
#pragma once

#include <rapidcheck.h>

#include <chrono>
#include <string>
#include <vector>

namespace plumb::sample {

/// One of the parts.
std::string one_of(const std::vector<std::string>& parts);

/// A command of one of the nouns that record something in a plan.
std::string some_command();

/// How long nothing is said: mostly hours, now and then a season.
std::chrono::hours some_time();

}  // namespace plumb::sample
