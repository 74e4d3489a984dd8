// What the bot's own calendar says of an event in words: written, and read back by the import.
#pragma once

#include "core/records/world.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace plumb::storage {

/// The event's ID, then a line for each of its fields that the calendar has no property for.
std::string calendar_details(const World& world, const LaunchEvent& event);

/// Reads such lines back into a new event, whose number is another one. Names of people and of a release may
/// mean others here: gives the fields that are left out for it. A text that does not begin as one of the
/// bot's own is the event's why as it is.
std::vector<std::string> read_calendar_details(std::string_view text, LaunchEvent& event);

}  // namespace plumb::storage
