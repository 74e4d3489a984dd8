// A person taken out of the database, the facts kept.
#pragma once

#include "core/base/result.hpp"
#include "core/records/world.hpp"

#include <string>

namespace plumb::storage {

/// Whom `ana`, `@ana`, `person:ana`, a name or an account means; refused where that is nobody or several.
Result<PersonId> person_meant(const World& world, const std::string& typed);

struct Forgotten {
    /// What they are called from now on, `forgotten-3`.
    std::string handle;
    int records = 0;
    int messages = 0;
};

/// Takes name, handle and accounts out of the records, the journal, the search index and what waits to be
/// sent, and what they wrote in threads out of these, the answers that it was and the journal. What they
/// raised, decided and owned stays, under a handle that names nobody. Afterwards no page of the file holds
/// what was removed. Refused while a bot runs on it.
Result<Forgotten> forget(const std::string& database, const std::string& person);

}  // namespace plumb::storage
