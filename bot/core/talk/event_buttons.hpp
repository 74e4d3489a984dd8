// Buttons of an event that no table holds: they stand for a person, a voice or a look back.
#pragma once

#include "core/command/context.hpp"
#include "core/records/world.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace plumb {

/// `Confirm dan` on an event: who offered to help becomes an owner. Without `on`, the event where they did.
std::optional<std::string> confirm_person(const World& world, std::string_view label, Ref on);

/// `Attach to request` on an event where several things were heard: the last of them.
std::optional<std::string> attach_last(const World& world, std::string_view label, Ref on);

/// `Keep and change`, which stands under an event's retrospect once it is over.
std::optional<std::string> keep_and_change(const World& world, const Context& context, std::string_view label,
                                           Ref on);

}  // namespace plumb
