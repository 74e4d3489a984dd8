// Who is told of a request, and whose act it bears.
#pragma once

#include "core/command/draft.hpp"

#include <vector>

namespace plumb {

/// Adds a person to a list of people, once. False when already there or nobody.
bool add_once(std::vector<PersonId>& people, PersonId who);

/// Puts the request as acted on by the speaker now, even where none of its own fields changed: what hangs on
/// it did.
void put_as_acted(Draft& draft, ChangeRequest request);

/// Tells everybody who watches the request of a change of its state, in its thread; never the speaker, and
/// nobody of `but`.
void tell_watchers(Draft& draft, const ChangeRequest& request, const Text& line,
                   const std::vector<PersonId>& but = {});

/// Owners of what the approval affected who have not acknowledged it yet.
std::vector<PersonId> unacknowledged(const ChangeRequest& request);

}  // namespace plumb
