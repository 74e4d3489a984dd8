// Full-text search over what people wrote.
#pragma once

#include "core/command/context.hpp"
#include "storage/statements.hpp"

#include <optional>
#include <string>
#include <vector>

namespace plumb::storage {

class Search {
  public:
    explicit Search(Statements& statements) : statements_(statements) {}

    /// Indexes the texts of a record anew, or takes them out.
    void keep(const AnyRecord& record, bool erase);
    void keep(const ThreadMessage& message, std::int64_t row);
    void drop_message(std::int64_t row);
    /// Every word must be there, the last one may be a beginning; best first.
    std::vector<SearchHit> find(std::string_view text, int limit);

  private:
    std::optional<std::string> held_text(Ref record);

    Statements& statements_;
};

}  // namespace plumb::storage
