// A message that goes to several channels mentions each person in one of them.
#pragma once

#include "core/base/card.hpp"
#include "core/records/world.hpp"

#include <string>
#include <vector>

namespace plumb {

/// The card as one of `channels` gets it: whom another of them mentions is only named. Somebody is mentioned
/// in the first channel on a platform that they are on, else in the first.
Card mentioning_once(Card card, const World& world, const std::string& channel,
                     const std::vector<std::string>& channels);

}  // namespace plumb
