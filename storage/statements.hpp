// Prepared statements by their text, each prepared once.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <map>
#include <string_view>

namespace plumb::storage {

/// Resets on the way in and out (without throwing again what it refused before), so that no statement is in
/// progress when the transaction commits.
class Use {
  public:
    explicit Use(SQLite::Statement& statement) : statement_(statement) { statement_.tryReset(); }
    ~Use() { statement_.tryReset(); }
    Use(const Use&) = delete;
    Use& operator=(const Use&) = delete;
    SQLite::Statement* operator->() { return &statement_; }
    SQLite::Statement& operator*() { return statement_; }

  private:
    SQLite::Statement& statement_;
};

class Statements {
  public:
    explicit Statements(SQLite::Database& database) : database_(database) {}

    /// `sql` is a literal: its address may be kept.
    SQLite::Statement& operator[](const char* sql) {
        auto it = prepared_.find(sql);
        if (it == prepared_.end()) it = prepared_.emplace(sql, SQLite::Statement(database_, sql)).first;
        return it->second;
    }

  private:
    SQLite::Database& database_;
    std::map<std::string_view, SQLite::Statement> prepared_;
};

}  // namespace plumb::storage
