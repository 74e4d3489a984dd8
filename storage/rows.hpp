// Records as rows: one column a field, by each record's own description; lists and parts as JSON.
#pragma once

#include "core/records/world.hpp"

#include <memory>

// NOLINTNEXTLINE(readability-identifier-naming): SQLiteCpp calls itself so.
namespace SQLite {
class Database;
}

namespace plumb::storage {

/// Prepared statements for all kinds of records of one database.
class Rows {
  public:
    explicit Rows(SQLite::Database& database);
    Rows(const Rows&) = delete;
    Rows& operator=(const Rows&) = delete;
    ~Rows();

    /// Inserts the record or replaces the one of its number. Throws SQLite::Exception when a constraint
    /// refuses it.
    void put(const AnyRecord& record);
    void erase(Ref record);
    /// Every record, as a world (counters are not touched).
    void load(World& world);

  private:
    struct Statements;
    SQLite::Database& database_;
    std::unique_ptr<Statements> statements_;
};

/// Name of the table of a kind.
const char* table_of(Kind kind);

}  // namespace plumb::storage
