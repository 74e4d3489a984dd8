// One section of a digest: a heading and the lines below it, capped.
#pragma once

#include "core/base/card.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace plumb {

/// Lines shown of each list; the rest is counted.
inline constexpr std::size_t kSectionLines = 8;

struct Section {
    /// Word for word as in product.md section 6.
    std::string_view heading;
    std::vector<Line> lines;

    bool empty() const { return lines.empty(); }
};

/// One of a list; `label` says which part of the list it belongs to.
Line item(std::string label, Text text);

/// Adds the first `most` of the lines, and `and 3 more: COMMAND` for the rest.
void add_capped(Section& section, std::vector<Line> lines, std::string_view command = {},
                std::size_t most = kSectionLines);

}  // namespace plumb
