// How ready a release or an event is: a line, and what is missing.
#pragma once

#include "core/base/text.hpp"
#include "core/records/world.hpp"

#include <string>
#include <vector>

namespace plumb {

struct Standing {
    /// `1.0 · Wed 30 Jun (in 119 days) · market green, … · 2 of 3 features done`.
    std::string line;
    /// One thing each, with its record; empty when it is ready.
    std::vector<Text> missing;

    bool operator==(const Standing&) const = default;
};

Standing standing_of(const World& world, const Release& release, Day today);
Standing standing_of(const World& world, const LaunchEvent& event, Day today);

}  // namespace plumb
