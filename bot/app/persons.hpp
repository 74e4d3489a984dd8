// Who an event's author is among the people on record.
#pragma once

#include "app/service.hpp"

namespace plumb {

/// The person of an account: found, joined to one whom the configuration or a command named, or new. What
/// that changes is added to `people` and to the world. None where the author has no account (the clock).
PersonId person_of(const Author& author, const ServiceOptions& options, const Zones& zones, Instant now,
                   World& world, std::vector<Write>& people);

/// Whether a configuration means this account: its whole address (`slack:T1/U1`), or the end of it (`T1/U1`,
/// `U1`, `@ana:example.org`).
bool means_account(std::string_view configured, std::string_view account);

}  // namespace plumb
