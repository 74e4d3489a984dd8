// What is wrong with quotes that do not add up, each with the command mended. `text` is all that was typed;
// places are bytes in it.
#pragma once

#include "core/base/result.hpp"

#include <cstddef>
#include <string_view>

namespace plumb {

/// The mark at `open` is closed nowhere.
tl::unexpected<Refusal> refuse_unclosed(std::string_view text, std::size_t open);
/// The text that opens at `open` is closed before `end`, and something stands there.
tl::unexpected<Refusal> refuse_glued(std::string_view text, std::size_t open, std::size_t end);
/// The text that opens at `open` has quotes with backslashes: there are no escapes.
tl::unexpected<Refusal> refuse_escaped(std::string_view text, std::size_t open);
/// The text that opens at `open` is closed at `end`, and once more at `last`: one of the two is an
/// apostrophe.
tl::unexpected<Refusal> refuse_apostrophe(std::string_view text, std::size_t open, std::size_t end,
                                          std::size_t last);
/// The mark at `at` stands in a word.
tl::unexpected<Refusal> refuse_stray(std::string_view text, std::size_t at);
/// The colon at `at` belongs to the key before the blank.
tl::unexpected<Refusal> refuse_lost_colon(std::string_view text, std::size_t at);

}  // namespace plumb
