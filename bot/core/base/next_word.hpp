// A text taken word by word.
#pragma once

#include <algorithm>
#include <string_view>

namespace plumb {

/// What comes before the next blank, which is taken off with it.
inline std::string_view next_word(std::string_view& text) {
    const std::string_view word = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(word.size() + 1, text.size()));
    return word;
}

}  // namespace plumb
