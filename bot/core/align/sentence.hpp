// Sentences of the rules that find by the thousand: put together at once, without reading the pattern anew.
#pragma once

#include <fmt/compile.h>
#include <fmt/format.h>
#include <iterator>
#include <string>

namespace plumb {

/// `pattern` is a FMT_COMPILE. Unlike `fmt::format` with one, it does not grow its string word by word.
template <class Pattern, class... Args>
std::string sentence(const Pattern& pattern, const Args&... args) {
    fmt::memory_buffer text;
    fmt::format_to(std::back_inserter(text), pattern, args...);
    return fmt::to_string(text);
}

}  // namespace plumb
