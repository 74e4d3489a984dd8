#include "core/base/repeated.hpp"

#include "core/base/utf8.hpp"

#include <algorithm>

namespace plumb {

std::string repeated(std::string_view text) {
    constexpr std::size_t kMostPieces = 60;
    std::string whole = cleaned(text);
    std::replace_if(
        whole.begin(), whole.end(), [](char c) { return c == '\n' || c == '\t'; }, ' ');
    const std::string_view front = front_of(whole, kMostPieces);
    return "“" + with_bidi_escaped(front) + (front.size() < whole.size() ? "…" : "") + "”";
}

}  // namespace plumb
