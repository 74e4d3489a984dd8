// A message that goes to several channels mentions each person in one of them.
#pragma once

#include "core/base/card.hpp"
#include "core/records/world.hpp"

#include <functional>
#include <string>
#include <vector>

namespace plumb {

/// Of `channels`, of which there is one, that which mentions somebody: the first on a platform that they are
/// on, else the first.
const std::string& mentioned_in(const World& world, PersonId who, const std::vector<std::string>& channels);

/// Whom a card mentions, once for each time.
std::vector<PersonId> people_mentioned(const Card& card);

/// The card with all those only named of whom `mentions` says no.
Card mentioning(Card card, const std::function<bool(PersonId)>& mentions);

}  // namespace plumb
