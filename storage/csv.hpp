// Comma-separated values as RFC 4180 has them.
#pragma once

#include "core/base/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace plumb::storage {

struct CsvRow {
    /// Line of the file where the row begins, from 1.
    int line = 0;
    std::vector<std::string> cells;

    bool operator==(const CsvRow&) const = default;
};

/// The rows of a file. A byte order mark, CRLF, LF and a missing last line break are taken; empty lines are
/// left out. Refused, with its line: a quote that is never closed, or text after a closing quote.
Result<std::vector<CsvRow>> parse_csv(std::string_view text);

/// One row with CRLF at its end, quoted where it has to be.
std::string csv_line(const std::vector<std::string>& cells);

}  // namespace plumb::storage
