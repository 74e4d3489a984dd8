// Lists as answers: paged with buttons or `page:2`; more than a person scrolls through becomes a file as
// well.
#pragma once

#include "core/base/card.hpp"

#include <string>
#include <vector>

namespace plumb {

inline constexpr std::size_t kPageRows = 20;
/// From product.md section 4: more than 50 rows becomes a file.
inline constexpr std::size_t kFileRows = 50;

/// One page of a list, 1 the first; a page beyond the last is the last. `command` is what shows the list,
/// without its page; the buttons are that command with one. With more than kFileRows rows all of them come as
/// a file too.
Card list_card(const Text& title, const std::vector<std::string>& rows, std::int64_t page,
               const std::string& command);

}  // namespace plumb
