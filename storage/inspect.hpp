// Looks at a database without owning or changing it.
#pragma once

#include "core/base/result.hpp"

#include <string>
#include <vector>

namespace plumb::storage {

struct Inspection {
    int schema = 0;
    /// The newest schema that this program knows.
    int newest = 0;
    /// What SQLite's own check found; empty where the database is sound.
    std::string damage;
    /// Another process owns it just now.
    bool in_use = false;
    /// Channels that are bound to a product.
    std::vector<std::string> channels;
};

/// Refused where the file is there and cannot be read as a database. Works beside a running bot.
Result<Inspection> inspect(const std::string& path);

}  // namespace plumb::storage
