// A message that goes to several channels mentions each person in one of them.
#pragma once

#include "core/base/card.hpp"
#include "core/records/people.hpp"

#include <functional>
#include <string_view>
#include <vector>

namespace plumb {

/// Whether somebody has an account on the platform of a channel.
bool shares_platform(const Person& person, std::string_view channel);

/// Whom a card mentions, once for each time.
std::vector<PersonId> people_mentioned(const Card& card);

/// The card with all those only named of whom `mentions` says no.
Card mentioning(Card card, const std::function<bool(PersonId)>& mentions);

}  // namespace plumb
