#include "storage/open.hpp"

#include "storage/migrate.hpp"
#include "storage/schema.hpp"
#include "storage/sqlite_store.hpp"

#include <filesystem>

namespace plumb::storage {

namespace {

void set_up(SQLite::Database& database, const OpenOptions& options) {
    database.setBusyTimeout(kBusyMilliseconds);
    database.exec("PRAGMA foreign_keys = ON");
    if (options.read_only) return;
    database.exec("PRAGMA journal_mode = WAL");
    database.exec(options.full_synchronous ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
}

Result<void> check_readable(SQLite::Database& database, const std::string& path) {
    const int version = database.execAndGet("PRAGMA user_version").getInt();
    if (version == newest_schema()) return {};
    if (version > newest_schema())
        return refuse(path + " has schema " + std::to_string(version) + ", and this program knows up to " +
                          std::to_string(newest_schema()) + ".",
                      "Use the newer plumbline that wrote it.");
    return refuse(path + " has an older schema.", "Start plumbline on it once: that brings it up to date.",
                  "plumbline serve");
}

/// Another program's: ours have a number from the transaction on that makes their first table.
bool is_foreign(SQLite::Database& database) {
    return database.execAndGet("PRAGMA user_version").getInt() == 0 &&
           database.execAndGet("SELECT count(*) FROM sqlite_master").getInt() > 0;
}

}  // namespace

Result<std::unique_ptr<Store>> open_store(const OpenOptions& options) {
    try {
        const bool memory = options.path == kInMemory;
        Lock lock;
        if (options.read_only && !memory && !std::filesystem::exists(options.path))
            return refuse("There is no database at " + options.path + ".",
                          "Name one with --db, or set PLUMBLINE_DB.");
        if (!memory && !options.read_only) {
            auto taken = Lock::take(options.path);
            if (!taken) return tl::make_unexpected(taken.error());
            lock = std::move(*taken);
        }
        // One thread has it: SQLite need not lock itself up at every step.
        const int flags =
            SQLite::OPEN_NOMUTEX |
            (options.read_only ? SQLite::OPEN_READONLY : SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        auto database = std::make_unique<SQLite::Database>(options.path, flags);
        if (is_foreign(*database))
            return refuse(options.path + " is no database of plumbline.",
                          "Name one that plumbline made, or a file that is not there yet, with --db.");
        set_up(*database, options);
        const auto ready =
            options.read_only ? check_readable(*database, options.path) : migrate(*database, options.path);
        if (!ready) return tl::make_unexpected(ready.error());
        return std::make_unique<SqliteStore>(std::move(lock), std::move(database), options.retention);
    } catch (const std::exception& error) {
        return refuse("The database " + options.path + " cannot be used: " + error.what() + ".",
                      "It must be a SQLite database in a folder that is writable.");
    }
}

}  // namespace plumb::storage
