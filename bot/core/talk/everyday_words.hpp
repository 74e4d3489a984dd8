// Words that people say for ours.
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace plumb {

/// Which of the words somebody means who typed another: one that says the same in everyday speech (`remove`
/// is `drop`, `fair` a `tradeshow`), else the one that is spelled nearly so (base/spelling.hpp). Nothing
/// where neither is known.
std::optional<std::string_view> word_meant(std::string_view typed, std::span<const std::string_view> words);

}  // namespace plumb
