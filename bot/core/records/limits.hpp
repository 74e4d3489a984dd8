// What a field may hold (fields.md, "Limits"), wherever it comes from: typed, imported or read from an
// export.
#pragma once

#include <cstddef>
#include <cstdint>

namespace plumb {

/// Longest title, name or key, in code points.
inline constexpr std::size_t kLongestTitle = 200;
/// Longest text of a command, or of a cell that is imported, in code points.
inline constexpr std::size_t kLongestCommand = 40'000;
/// Most items of a list.
inline constexpr std::size_t kLongestList = 100;
/// Most people whom a release can carry or an event can reach.
inline constexpr std::int64_t kMostUsers = 10'000'000'000;
/// Most that anything can cost.
inline constexpr std::int64_t kMostMoney = 1'000'000'000'000;

}  // namespace plumb
