// What a command leaves for the rules besides what it does.
#pragma once

#include "core/command/draft.hpp"

namespace plumb {

/// The product of the record whose thread it is, else the one that the channel is bound to.
ProductId product_here(const World& world, const Place& place);

/// Remembers that somebody of the actor's function was heard in the product today (`function-drift`); once a
/// day is enough.
void note_heard(Draft& draft, ProductId product);

/// What a command carried out on the draft leaves: what rests on a failed assumption and was changed is no
/// longer as planned before (`assumption-failed`), and the actor was heard. `begun` is the world it found.
void leave_traces(Draft& draft, const World& begun, const Command& command);

}  // namespace plumb
