// Migration 3: the private message in which owners were told of a warning, and who they were then.
#include "storage/schema.hpp"

namespace plumb::storage {

const char* const kSchema3 = R"sql(
ALTER TABLE warning ADD COLUMN "private_in" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE warning ADD COLUMN "told_to" TEXT NOT NULL DEFAULT '[]' CHECK (json_valid("told_to"));
UPDATE warning SET private_in = -told_in, told_to = concerns WHERE told_in < 0;
)sql";

}  // namespace plumb::storage
