#include "core/talk/renaming.hpp"

#include "core/base/among.hpp"
#include "core/base/spelling.hpp"
#include "core/talk/example.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

namespace plumb {

namespace {

constexpr std::array<std::string_view, 2> kRenames{"rename", "retitle"};
constexpr std::array<std::string_view, 2> kCalled{"title", "name"};

/// The pieces of a command: noun, word, record, and the words of what it is to be called.
constexpr std::size_t kRecord = 2;

const KeySpec* key_called(const CommandSpec& set) {
    for (const std::string_view name : kCalled)
        for (const KeySpec& key : set.keys)
            if (key.name == name) return &key;
    return nullptr;
}

/// `F-1 to "Sync"` says the same.
std::size_t behind_to(const Pieces& pieces) {
    const bool to = pieces.size() > kRecord + 2 && same_word(pieces[kRecord + 1].text, "to");
    return kRecord + 1 + (to ? 1 : 0);
}

}  // namespace

std::optional<std::string> renaming(const CommandSpec& set, std::string_view typed, const Pieces& pieces) {
    const KeySpec* key = key_called(set);
    const auto is_key = [](const Piece& piece) { return piece.is_key(); };
    if (!key || pieces.size() <= kRecord || std::any_of(pieces.begin(), pieces.end(), is_key))
        return std::nullopt;
    const std::string word = plain_word(pieces[1].text);
    if (!is_among(kRenames, word)) return std::nullopt;
    const std::size_t first = behind_to(pieces);
    std::string called(key->example);
    if (pieces.size() == first + 1)
        called = pieces[first].is_quoted() ? in_quotes(pieces[first].text) : as_value(pieces[first].text);
    else if (pieces.size() > first)
        called = in_quotes(typed.substr(pieces[first].from, pieces.back().to - pieces[first].from));
    const std::string_view record =
        typed.substr(pieces[kRecord].from, pieces[kRecord].to - pieces[kRecord].from);
    return fmt::format("{} set {} {}:{}", set.noun, record, key->name, called);
}

}  // namespace plumb
