// What stands behind a title in quotes without a key: `change new "Faster login" why they wait`, `launch new
// "Talk" webinar`. The title has ended there.
#include "core/base/among.hpp"
#include "core/talk/example.hpp"
#include "core/talk/reading.hpp"
#include "core/time/typed.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

namespace plumb {

namespace {

/// Shorter names (`to`, `on`) are words of any title.
constexpr std::size_t kShortestName = 3;

/// Where the words behind a key's name can be anything, so that only the quote tells where the title ended.
bool takes_any_word(KeyType type) {
    constexpr std::array<KeyType, 4> kAny{KeyType::text, KeyType::person, KeyType::people, KeyType::customer};
    return is_among(kAny, type);
}

/// The key that the word at `at` names, with its value behind it. A name that is a word of many titles
/// (`customer`) counts next to the quote.
const KeySpec* key_at(const Reading& reading, std::size_t at) {
    const Piece& word = reading.words[at];
    const KeySpec* key = free_key(reading, word.text);
    const bool named = key && !key->positional && word.text.size() >= kShortestName &&
                       (key->type == KeyType::text || (at == 1 && takes_any_word(key->type)));
    return named && are_together(reading, at, at + 1) ? key : nullptr;
}

/// `why they wait`, `owner ben, cleo`: up to where the words end or another key is named.
std::optional<Refusal> named_behind(const Reading& reading) {
    const Pieces& words = reading.words;
    const KeySpec* key = nullptr;
    std::size_t at = 0;
    while (!key && ++at + 1 < words.size()) key = key_at(reading, at);
    if (!key) return std::nullopt;
    std::size_t last = at + 1;
    while (goes_on(reading, last)) ++last;
    const Piece value = as_one_value(reading, at + 1, last);
    std::string said;
    if (is_list(key->type))
        for (const std::string& item : items_of(value)) said += (said.empty() ? "" : ",") + as_value(item);
    else
        said = as_value(value.text);
    Piece both = words[at];
    both.to = value.to;
    return no_colon(reading, both, fmt::format("{}:{}", key->name, said));
}

/// `webinar`, `urgent`: the one word behind is one that a key takes.
std::optional<Refusal> word_behind(const Reading& reading) {
    if (reading.words.size() != 2) return std::nullopt;
    const Piece& word = reading.words[1];
    const std::string said = plain_word(word.text);
    const auto& keys = reading.spec.keys;
    const auto key = std::find_if(keys.begin(), keys.end(), [&](const KeySpec& k) {
        return k.type == KeyType::word && !reading.find(k.name) && is_among(k.choices, said);
    });
    if (key == keys.end()) return std::nullopt;
    const std::string mended = fmt::format("{}:{}", key->name, said);
    return Refusal{fmt::format("{} takes no “{}” there.", reading.name(), dates::shown(word.text)),
                   fmt::format("Did you mean {}?", mended), with_replaced(reading, word, mended)};
}

}  // namespace

std::optional<Refusal> behind_quote(const Reading& reading) {
    const Pieces& words = reading.words;
    const bool title = reading.spec.verb == "new" && !words.empty() && words.front().is_quoted();
    if (!title || !std::all_of(words.begin() + 1, words.end(), [](const Piece& p) { return p.is_word(); }))
        return std::nullopt;
    auto refusal = named_behind(reading);
    return refusal ? refusal : word_behind(reading);
}

}  // namespace plumb
