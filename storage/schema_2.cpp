// Migration 2: why a release or an event was cancelled and a feature dropped; the whys of moves recorded
// before they were searched, into the index.
#include "storage/schema.hpp"

namespace plumb::storage {

// Rows of the index are numbered as in search.cpp: the kind (14, a move) above the record's number.
const char* const kSchema2 = R"sql(
ALTER TABLE release ADD COLUMN "reason" TEXT NOT NULL DEFAULT '';
ALTER TABLE feature ADD COLUMN "reason" TEXT NOT NULL DEFAULT '';
ALTER TABLE launch_event ADD COLUMN "reason" TEXT NOT NULL DEFAULT '';
INSERT INTO found (rowid, record, field, text)
    SELECT (14 << 40) + n, record, 'moved', why || char(10) FROM move
    WHERE why <> '' AND record IS NOT NULL AND (14 << 40) + n NOT IN (SELECT rowid FROM found);
)sql";

}  // namespace plumb::storage
