// Migration 4: people who can be named and take no part: bots, guests, those who left.
#include "storage/schema.hpp"

namespace plumb::storage {

const char* const kSchema4 = R"sql(
ALTER TABLE person ADD COLUMN "outside" INTEGER NOT NULL DEFAULT 0 CHECK ("outside" IN (0, 1));
)sql";

}  // namespace plumb::storage
