#include "storage/open.hpp"

#include "storage/gathered_log.hpp"
#include "storage/migrate.hpp"
#include "storage/read_name.hpp"
#include "storage/schema.hpp"
#include "storage/sqlite_store.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <filesystem>

namespace plumb::storage {

namespace {

/// Counting what SQLite takes costs a lock at every allocation, and nobody asks for the count. Without effect
/// where SQLite is in use already.
void leave_uncounted() {
    [[maybe_unused]] static const int said = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

void set_up(SQLite::Database& database, const OpenOptions& options) {
    // The values of a statement come from here while there is room: by default they do up to 1,200 bytes, and
    // a card is longer.
    constexpr int kLookasideBytes = 4096;
    constexpr int kLookasideSlots = 64;
    sqlite3_db_config(database.getHandle(), SQLITE_DBCONFIG_LOOKASIDE, nullptr, kLookasideBytes,
                      kLookasideSlots);
    database.setBusyTimeout(options.read_only ? kBusyMilliseconds : kBusyWritingMilliseconds);
    database.exec("PRAGMA foreign_keys = ON");
    if (options.read_only) return;
    database.exec("PRAGMA journal_mode = WAL");
    database.exec(options.full_synchronous ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
    // Each event's savepoint keeps the pages it changes. In a file they were two thirds of all that was
    // written.
    database.exec("PRAGMA temp_store = MEMORY");
    // Every command waits while the log is copied into the file: once in 16 MB of it, not in 4 as SQLite
    // would.
    database.exec("PRAGMA wal_autocheckpoint = 4000");
    // What the retention removes is overwritten in the file.
    if (options.retention > 0) database.exec("PRAGMA secure_delete = ON");
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

/// SQLite takes what begins so for an address, with options of its own.
std::string as_file(const std::string& path) { return path.starts_with("file:") ? "./" + path : path; }

}  // namespace

bool is_foreign(SQLite::Database& database) {
    if (database.execAndGet("SELECT count(*) FROM sqlite_master").getInt() == 0) return false;
    // Ours have a number, and a journal, from the transaction on that makes their first table.
    const int version = database.execAndGet("PRAGMA user_version").getInt();
    return version == 0 || (version > 0 && !database.tableExists("journal"));
}

tl::unexpected<Refusal> no_database_of_ours(const std::string& path) {
    return refuse(path + " is no database of plumbline.",
                  "Name one that plumbline made, or a file that is not there yet, with --db.");
}

std::optional<Refusal> damage_of(const std::string& path, const std::exception& error) {
    constexpr int kPrimaryCode = 0xff;
    const auto* said = dynamic_cast<const SQLite::Exception*>(&error);
    if (!said || (said->getErrorCode() & kPrimaryCode) != SQLITE_CORRUPT) return std::nullopt;
    return Refusal{"The database " + path + " is damaged: " + error.what() + ".",
                   "Restore a backup with “plumbline restore FILE”.", "plumbline restore FILE"};
}

Result<std::unique_ptr<Store>> open_store(const OpenOptions& options) {
    try {
        const bool memory = options.path == kInMemory;
        Lock lock;
        std::error_code unknown;
        if (options.read_only && !memory && !std::filesystem::exists(options.path, unknown))
            return refuse("There is no database at " + options.path + ".",
                          "Name one with --db, or set PLUMBLINE_DB.");
        if (!memory && !options.read_only) {
            auto taken = Lock::take(options.path);
            if (!taken) return tl::make_unexpected(taken.error());
            lock = std::move(*taken);
        }
        leave_uncounted();
        // One thread has it: SQLite need not lock itself up at every step.
        const ReadName opened =
            options.read_only ? read_name(options.path)
                              : ReadName{as_file(options.path), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE};
        const char* const vfs = options.read_only || !options.full_synchronous ? "" : gathered_log();
        auto database =
            std::make_unique<SQLite::Database>(opened.name, opened.flags | SQLite::OPEN_NOMUTEX, 0, vfs);
        if (is_foreign(*database)) return no_database_of_ours(options.path);
        set_up(*database, options);
        const auto ready =
            options.read_only ? check_readable(*database, options.path) : migrate(*database, options.path);
        if (!ready) return tl::make_unexpected(ready.error());
        return std::make_unique<SqliteStore>(std::move(lock), std::move(database), options.retention);
    } catch (const std::exception& error) {
        if (const auto damage = damage_of(options.path, error)) return tl::make_unexpected(*damage);
        return refuse("The database " + options.path + " cannot be used: " + error.what() + ".",
                      "It must be a SQLite database in a folder that is writable.");
    }
}

}  // namespace plumb::storage
