#include "storage/migrate.hpp"

#include "storage/open.hpp"
#include "storage/schema.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <array>
#include <filesystem>

namespace plumb::storage {

namespace {

int version_of(SQLite::Database& database) { return database.execAndGet("PRAGMA user_version").getInt(); }

bool holds_something(SQLite::Database& database) {
    return database.execAndGet("SELECT count(*) FROM sqlite_schema").getInt() > 0;
}

/// `PATH.before-schema-N.db`, or with a number behind it: an older database that was restored is brought up
/// again, and a copy may be left of a first try that failed.
std::string free_name(const std::string& path, int number) {
    const std::string name = path + ".before-schema-" + std::to_string(number);
    std::string free = name + ".db";
    std::error_code none;
    for (int i = 2; std::filesystem::exists(free, none); ++i) free = name + "-" + std::to_string(i) + ".db";
    return free;
}

/// A consistent copy of the whole database as one file.
void copy_aside(SQLite::Database& database, const std::string& path, int number) {
    SQLite::Statement copy(database, "VACUUM INTO ?");
    copy.bind(1, free_name(path, number));
    copy.exec();
}

}  // namespace

std::span<const Migration> migrations() {
    static const std::array<const char*, 3> first{kSchema1Plan, kSchema1Launch, kSchema1Work};
    static const std::array<const char*, 1> second{kSchema2};
    static const std::array<const char*, 1> third{kSchema3};
    static const std::array<const char*, 1> fourth{kSchema4};
    static const std::array<Migration, 4> all{Migration{1, first}, Migration{2, second}, Migration{3, third},
                                              Migration{4, fourth}};
    return all;
}

int newest_schema() { return migrations().back().number; }

Result<void> migrate(SQLite::Database& database, const std::string& path) {
    try {
        const int version = version_of(database);
        if (version > newest_schema())
            return refuse(path + " has schema " + std::to_string(version) +
                              ", and this program knows up to " + std::to_string(newest_schema()) + ".",
                          "Run the newer plumbline that wrote it, or restore an older backup.",
                          "plumbline restore FILE");
        bool copied = !holds_something(database);
        for (const Migration& migration : migrations()) {
            if (migration.number <= version) continue;
            if (!copied) copy_aside(database, path, migration.number);
            copied = true;
            SQLite::Transaction transaction(database);
            for (const char* script : migration.scripts) database.exec(script);
            database.exec("PRAGMA user_version = " + std::to_string(migration.number));
            transaction.commit();
        }
    } catch (const std::exception& error) {
        if (const auto damage = damage_of(path, error)) return tl::make_unexpected(*damage);
        return refuse(
            "The database " + path + " could not be brought to this program’s schema: " + error.what() + ".",
            "It is as it was.");
    }
    return {};
}

}  // namespace plumb::storage
