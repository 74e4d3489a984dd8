// Opens an installation's database.
#pragma once

#include "core/base/result.hpp"
#include "ports/store.hpp"

#include <exception>
#include <memory>
#include <optional>
#include <string>

// NOLINTNEXTLINE(readability-identifier-naming): SQLiteCpp calls itself so.
namespace SQLite {
class Database;
}

namespace plumb::storage {

inline constexpr const char* kInMemory = ":memory:";
/// How long a database that another process writes to is waited for.
inline constexpr int kBusyMilliseconds = 5000;
/// The same by whom people wait for: a few such waits one after the other leave time to answer within Slack's
/// 3 seconds.
inline constexpr int kBusyWritingMilliseconds = 750;

struct OpenOptions {
    std::string path = kInMemory;
    /// Only reads, beside a running bot. The database must exist.
    bool read_only = false;
    /// `PRAGMA synchronous`: FULL unless the installation says otherwise.
    bool full_synchronous = true;
    /// Days that what people wrote in threads, and events that could not be handled, are kept; 0: for ever.
    int retention = 0;
};

/// Another program's: whatever it holds is none of ours.
bool is_foreign(SQLite::Database& database);
/// What is said of one.
tl::unexpected<Refusal> no_database_of_ours(const std::string& path);

/// What to say of a database that is damaged; nothing where the error is of another kind.
std::optional<Refusal> damage_of(const std::string& path, const std::exception& error);

/// The store of that database: brought to the newest schema, owned by this process alone (unless it only
/// reads). Refuses a newer database, a second owner, a file that is none, a folder that is missing; says
/// which.
Result<std::unique_ptr<Store>> open_store(const OpenOptions& options);

}  // namespace plumb::storage
