// How SQLite is to open a database that is only read.
#pragma once

#include <string>

namespace plumb::storage {

struct ReadName {
    std::string name;
    int flags = 0;
};

/// The path itself; where its folder takes no file of ours and nothing of it is still in a log, as a database
/// that nobody changes: SQLite would make its files beside it even to read.
ReadName read_name(const std::string& path);

}  // namespace plumb::storage
