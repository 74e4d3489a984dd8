// Lists as answers: paged with buttons or `page:2`; more than a person scrolls through becomes a file as
// well.
#pragma once

#include "core/base/card.hpp"
#include "core/command/spec.hpp"

#include <string>
#include <vector>

namespace plumb {

inline constexpr std::size_t kPageRows = 20;
/// From product.md section 4: more than 50 rows becomes a file.
inline constexpr std::size_t kFileRows = 50;

/// The key that asks for a page.
inline constexpr KeySpec kPageKey{.name = "page", .type = KeyType::number, .example = "1"};
/// The page that a command asks for; the first where it names none.
std::int64_t page_asked(const Command& command);

/// One page of a list, 1 the first; a page beyond the last is the last. `command` is what shows the list,
/// without its page; the buttons are that command with one. With more than kFileRows rows all of them come as
/// a file too.
Card list_card(const Text& title, const std::vector<std::string>& rows, std::int64_t page,
               const std::string& command);

}  // namespace plumb
