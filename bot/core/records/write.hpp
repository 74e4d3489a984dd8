// What a decision changes: records put or erased, and how that reads in the journal.
#pragma once

#include "core/records/world.hpp"

#include <string>
#include <vector>

namespace plumb {

/// One record as it is to be, or gone.
struct Write {
    AnyRecord record;
    bool erase = false;

    bool operator==(const Write&) const = default;
};

Ref ref_of(const AnyRecord& record);

/// The world after the writes. Pure: the argument is a value.
World apply(World world, const std::vector<Write>& writes);
/// The same in place.
void make(World& world, const Write& write);

/// One field of one record, before and after, in the words of the export (`2027-03-01`, `person:ana`, `5-8`);
/// empty is absent.
struct FieldChange {
    std::string field;
    std::string before;
    std::string after;

    bool operator==(const FieldChange&) const = default;
};

/// The fields that differ. Either may be missing: the record is new, or gone.
std::vector<FieldChange> diff(const World& world, const AnyRecord* before, const AnyRecord* after);

/// One row of the journal (operation.md section 3).
struct JournalRow {
    Instant at{};
    PersonId by;
    /// Channel address, empty for what time brought about.
    std::string place;
    Ref record;
    std::string field;
    std::string before;
    std::string after;
    /// What was said, as typed.
    std::string command;

    bool operator==(const JournalRow&) const = default;
};

/// The journal's rows of a set of writes. A new record has one row per field that is set, field "created"
/// first; an erased one a row "erased".
std::vector<JournalRow> journal(const World& before, const World& after, const std::vector<Write>& writes,
                                const JournalRow& stamp);

}  // namespace plumb
