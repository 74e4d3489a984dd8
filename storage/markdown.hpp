// Text as Markdown that means nothing but itself.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace plumb::storage::md {

using Cells = std::vector<std::string>;

/// What somebody typed, on one line, with nothing in it that is markup or HTML.
std::string plain(std::string_view text);

/// Rows of a table; the cells are Markdown already.
std::string header(const Cells& cells);
std::string row(const Cells& cells);

/// `- **Why** text` with the text as plain; empty where the text is.
std::string field(std::string_view label, std::string_view text);

}  // namespace plumb::storage::md
