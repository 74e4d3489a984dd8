// Small words around facts: plurals, quotes, lists, ranges.
#pragma once

#include "core/base/effort.hpp"
#include "core/base/text.hpp"

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace plumb {

/// `1 customer`, `2 customers`, `0 customers`; `many` is `one` with an s where it is empty.
std::string counted(std::int64_t n, std::string_view one, std::string_view many = {});

/// “text”.
std::string quoted(std::string_view text);

/// `a`, `a and b`, `a, b and c`; beyond `most` items it ends in `and 3 more`.
std::string listed(const std::vector<std::string>& items,
                   std::size_t most = std::numeric_limits<std::size_t>::max());
Text listed(const std::vector<Text>& items, std::size_t most = std::numeric_limits<std::size_t>::max());

/// `8–12 days`, `5 days`, `1 day`.
std::string effort_phrase(Effort effort);

/// A number with its thousands set apart: `250,000`.
std::string grouped(std::int64_t number);

/// `3rd`, `11th`.
std::string ordinal(int n);

}  // namespace plumb
