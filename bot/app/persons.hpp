// Who an event's author is among the people on record.
#pragma once

#include "app/service.hpp"

namespace plumb {

/// The person of an account: found, joined to one whom the configuration or a command named, or new. Who has
/// no other account is called as the platform calls them now, also by the handle where nobody else has it.
/// What that changes is added to `people` and to the world. None where the author has no account (the clock).
PersonId person_of(const Author& author, const ServiceOptions& options, const Zones& zones, Instant now,
                   World& world, std::vector<Write>& people);

/// Those of the place, and all whom the configuration names, with what it calls them: a text may name them
/// before they have spoken. An id alone (`U1`) means the workspace of the place.
std::vector<Member> with_configured(std::vector<Member> members, const ServiceOptions& options,
                                    const Place& place);

/// Whether the one platform that has a zone for a person has another one now than they are in.
bool is_in_another_zone(const Person& person, const Author& author, const Zones& zones);

/// Whether a configuration means this account: its whole address (`slack:T1/U1`), or the end of it (`T1/U1`,
/// `U1`, `@ana:example.org`).
bool means_account(std::string_view configured, std::string_view account);

}  // namespace plumb
