// Brings a database to the newest schema, or refuses it untouched.
#pragma once

#include "core/base/result.hpp"

#include <string>

// NOLINTNEXTLINE(readability-identifier-naming): SQLiteCpp calls itself so.
namespace SQLite {
class Database;
}

namespace plumb::storage {

/// Applies what is missing, each migration in its own transaction; before the first one on a database that
/// holds something, copies it to `PATH.before-schema-N.db`. Refuses a database that is newer than this
/// program.
Result<void> migrate(SQLite::Database& database, const std::string& path);

}  // namespace plumb::storage
