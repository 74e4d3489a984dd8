// Sets of characters, as ranges of their code points.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>

namespace plumb {

struct CodeRange {
    char32_t first;
    char32_t last;
};

template <std::size_t N>
constexpr bool is_within(const std::array<CodeRange, N>& ranges, char32_t code) {
    return std::any_of(ranges.begin(), ranges.end(),
                       [code](const CodeRange& range) { return code >= range.first && code <= range.last; });
}

}  // namespace plumb
