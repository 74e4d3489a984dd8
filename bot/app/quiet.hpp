// Quiet hours: what can wait waits, and mentions ping nobody who is quiet.
#pragma once

#include "core/command/decision.hpp"

#include <optional>

namespace plumb {

/// Until when a message is held back: a direct message that answers nothing waits for the end of its
/// receiver's quiet hours. Context::now is when it was made; nothing where it may go at once.
std::optional<Instant> held_until(const World& world, const Context& context, const Outgoing& message);

/// What is for somebody alone who was forgotten.
bool reaches_nobody(const World& world, const Outgoing& message);

/// The message with mentions of people who are quiet now, or were forgotten, as plain names. The lists of
/// those who are quiet have what it says.
Outgoing without_unheard_pings(const World& world, const Context& context, Outgoing message);

}  // namespace plumb
