// The database file as a whole: copied, and put back.
#pragma once

#include "core/base/result.hpp"

#include <string>

namespace plumb::storage {

/// The file that a path names in the end: what is put in its place leaves the links to it as they are. A path
/// that leads on through one of this process's own files (`/dev/stdout`), or in a circle, stays as it is.
std::string behind_links(const std::string& path);

/// Whether writing a file would write over the database, or over what SQLite keeps beside it.
bool is_of_database(const std::string& file, const std::string& database);

/// A consistent copy of the database as one file, while a bot may be running on it. The copy takes the place
/// of a file of that name once it is whole, never before; refused where something else than a file is there,
/// or a database that is no copy: one that somebody works with, or another program's.
Result<void> backup(const std::string& database, const std::string& copy);

/// Puts a backup in the place of the database, after checking it whole: integrity, and a schema that this
/// program knows. The database that was there is moved aside, with its log. Refused while a bot runs on it.
/// Gives the name of what was moved aside; empty where there was nothing.
Result<std::string> restore(const std::string& database, const std::string& copy);

}  // namespace plumb::storage
