// Releases and features in a line: for lists, cards and the plan.
#pragma once

#include "core/records/world.hpp"

#include <string>
#include <vector>

namespace plumb {

/// `1.0 · Wed 30 Jun (in 119 days) · planned · 3 features, 1 done`.
std::string release_row(const World& world, const Release& release, Day today);
/// `F-3 “Login” · in 1.0 · in-progress · 5–8 days · ana`.
std::string feature_row(const World& world, const Feature& feature);
/// `3 features, 1 done`; dropped ones are not counted.
std::string feature_count(const std::vector<const Feature*>& features);
/// `market green, product red, revenue unset, people unset`.
std::string ready_phrase(const Release& release);

}  // namespace plumb
