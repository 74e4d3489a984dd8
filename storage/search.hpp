// Full-text search over what people wrote.
#pragma once

#include "core/command/context.hpp"
#include "storage/statements.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace plumb::storage {

/// Holds texts in memory until write() is called inside the transaction they belong to: the index writes what
/// it has at every savepoint's end, which would cost each command a piece of its own.
class Search {
  public:
    explicit Search(Statements& statements) : statements_(statements) {}

    /// Indexes the texts of a record anew, or takes them out.
    void keep(const AnyRecord& record, bool erase);
    void keep(const ThreadMessage& message, std::int64_t row);
    void drop_message(std::int64_t row);
    void write();
    /// How many texts are held, and back to that many: what an event brought that is rolled back.
    std::size_t held() const { return held_.size(); }
    void forget_from(std::size_t first) { held_.resize(std::min(first, held_.size())); }
    /// Every word must be there, the last one may be a beginning; best first. What is held counts.
    std::vector<SearchHit> find(std::string_view text, int limit);

  private:
    /// A row of the index; without a text it goes.
    struct Row {
        std::int64_t number = 0;
        std::string record;
        std::string field;
        std::string text;
    };
    std::optional<std::string> indexed_text(std::int64_t number);
    void write(const Row& row);

    Statements& statements_;
    std::vector<Row> held_;
};

}  // namespace plumb::storage
