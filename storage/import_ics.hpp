// An iCalendar file as launch events.
#pragma once

#include "storage/import_csv.hpp"

namespace plumb::storage {

/// Drafts every VEVENT as an event of the product `only`; empty: of the one that the calendar is called
/// after, or of the only one there is. An event of the same title and start is known and stays as it is; so
/// does what this program exported itself (releases, freezes and betas are left alone). Of what repeats the
/// first day is taken. Errors name the line of BEGIN:VEVENT.
ImportReport import_ics(Draft& draft, const NamedFile& file, const std::string& only);

}  // namespace plumb::storage
