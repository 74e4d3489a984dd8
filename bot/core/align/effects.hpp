// What is dated takes effect by its date: deferrals end, betas begin, snoozes, mutes and accepted risks
// expire.
#pragma once

#include "core/records/write.hpp"
#include "core/time/zone.hpp"

namespace plumb {

/// The writes that time alone brings about in a product by `today` (in its zone); empty when nothing is due.
/// A deferred request whose day has begun is `assessed` if every required assessment is in, else `open`; its
/// clocks start when that day began. A release with a beta that has begun is `beta`. Snoozed warnings whose
/// day has begun, and accepted ones past expiry, are `open` again; they keep their `until`, by which live()
/// sees that they are back, and nobody answers for them any more. Idempotent.
std::vector<Write> effects(const World& world, ProductId product, Day today, const Zone& zone);

/// The world as of that day: effects applied. For a day before them (`align --at`) a deferral that had not
/// ended yet sleeps, and a beta that had not begun is no beta.
World as_of(const World& world, ProductId product, Day today, const Zone& zone);

}  // namespace plumb
