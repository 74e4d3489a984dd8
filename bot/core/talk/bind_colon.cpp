// A value that must be given, typed without its key or without the key's colon: `release move 1.0 to
// 2027-08-01`, `launch new "Fair" 2027-09-15`.
#include "core/base/spelling.hpp"
#include "core/talk/example.hpp"
#include "core/talk/reading.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

namespace plumb {

namespace {

constexpr std::size_t kMostValueWords = 4;
/// What people write before a day, whatever its key is called.
constexpr std::array<std::string_view, 6> kBeforeDay{"to", "on", "by", "until", "date", "due"};

bool takes_day(const KeySpec& key) { return key.type == KeyType::day || key.type == KeyType::due; }

/// Keys that a text of words could hold anything of are not guessed.
bool tells(KeyType type) {
    constexpr std::array<KeyType, 6> kMute{KeyType::text,  KeyType::person,   KeyType::people,
                                           KeyType::words, KeyType::customer, KeyType::ref};
    return std::find(kMute.begin(), kMute.end(), type) == kMute.end();
}

/// Deferring needs its day as well, which the command itself asks for.
bool is_wanted(const Reading& reading, const KeySpec& key) {
    const bool until = reading.spec.verb == "defer" && key.name == "until";
    return (key.required || until) && !reading.find(key.name);
}

bool calls(const KeySpec& key, std::string_view word) {
    if (plain_word(key.name) == word) return true;
    if (takes_day(key)) return std::find(kBeforeDay.begin(), kBeforeDay.end(), word) != kBeforeDay.end();
    return std::any_of(key.aliases.begin(), key.aliases.end(),
                       [&](std::string_view alias) { return plain_word(alias) == word; });
}

/// Words with nothing but blanks between them.
bool are_together(const Reading& reading, std::size_t first, std::size_t last) {
    for (std::size_t i = first; i < last; ++i) {
        const std::size_t to = reading.words[i].to;
        if (!trimmed(reading.typed.substr(to, reading.words[i + 1].from - to)).empty()) return false;
    }
    return true;
}

/// The value behind the word at `at`: the longest run that can be read, with the text's end or a quoted text
/// behind it.
std::optional<Piece> value_behind(Reading& reading, const KeySpec& key, std::size_t at) {
    const Pieces& words = reading.words;
    for (std::size_t n = std::min(kMostValueWords, words.size() - at - 1); n > 0; --n) {
        const bool ends = at + n + 1 == words.size() || words[at + n + 1].is_quoted();
        if (!ends || !are_together(reading, at, at + n)) continue;
        Piece value = words[at + 1];
        if (value.is_quoted() && n > 1) continue;
        if (!value.is_quoted())
            value.text = std::string(reading.typed.substr(value.from, words[at + n].to - value.from));
        value.to = words[at + n].to;
        value.items = {{value.text, value.is_quoted()}};
        if (value_of(reading, key, value)) return value;
    }
    return std::nullopt;
}

std::optional<Refusal> without_colon(Reading& reading, const KeySpec& key) {
    for (std::size_t at = 0; at + 1 < reading.words.size(); ++at) {
        const Piece& word = reading.words[at];
        if (!word.is_word() || !calls(key, plain_word(word.text))) continue;
        const auto value = value_behind(reading, key, at);
        if (!value) continue;
        Piece both = word;
        both.to = value->to;
        const std::string mended = fmt::format("{}:{}", key.name, as_value(value->text));
        return Refusal{fmt::format("{} needs {}:.", reading.name(), key.name),
                       fmt::format("Did you mean {}?", mended), with_replaced(reading, both, mended)};
    }
    return std::nullopt;
}

/// The last `n` words of those that end at `last`, as a value: all of them, or for a day a part. Something
/// else is left for the text.
std::optional<Piece> last_words(const Reading& reading, const KeySpec& key, std::size_t last, std::size_t n) {
    const Pieces& words = reading.words;
    const bool all = n >= words.size();
    if (n > last + 1 || (all && !text_by_key(reading))) return std::nullopt;
    const std::size_t first = last + 1 - n;
    for (std::size_t i = first; i <= last; ++i)
        if (!words[i].is_word()) return std::nullopt;
    const bool goes_before =
        first > 0 && words[first - 1].is_word() && are_together(reading, first - 1, first);
    if (!are_together(reading, first, last) || (goes_before && !takes_day(key))) return std::nullopt;
    Piece value = words[first];
    value.to = words[last].to;
    value.text = std::string(reading.typed.substr(value.from, value.to - value.from));
    value.items = {{value.text, false}};
    return value;
}

/// `launch new "X" 2027-05-01`, `collateral new LE-1 Poster T-3`: the value stands behind the text.
std::optional<Refusal> without_key(Reading& reading, const KeySpec& key) {
    const Pieces& words = reading.words;
    for (std::size_t last = words.size(); last-- > 0;) {
        const bool goes_on =
            last + 1 < words.size() && words[last + 1].is_word() && are_together(reading, last, last + 1);
        for (std::size_t n = goes_on ? 0 : kMostValueWords; n > 0; --n) {
            const auto value = last_words(reading, key, last, n);
            if (!value || !value_of(reading, key, *value)) continue;
            const std::string mended = fmt::format("{}:{}", key.name, as_value(value->text));
            return Refusal{fmt::format("{} needs {}:.", reading.name(), key.name),
                           fmt::format("Did you mean {}?", mended), with_replaced(reading, *value, mended)};
        }
    }
    return std::nullopt;
}

/// `launch move LE-1 to:2027-08-01`: its end is given, and its day is missing.
std::optional<Refusal> end_for_day(Reading& reading, const KeySpec& key) {
    const Given* end = takes_day(key) && key.name != "to" ? reading.find("to") : nullptr;
    if (!end || !takes_day(*end->key) || end->piece.items.empty()) return std::nullopt;
    const std::string mended = fmt::format("{}:{}", key.name, as_value(end->piece.text));
    return Refusal{fmt::format("{} needs {}:.", reading.name(), key.name),
                   fmt::format("{}: is the end. Did you mean {}?", end->piece.key, mended),
                   with_replaced(reading, end->piece, mended)};
}

}  // namespace

Result<void> check_colons(Reading& reading) {
    for (const KeySpec& key : reading.spec.keys) {
        if (key.positional || !tells(key.type) || !is_wanted(reading, key)) continue;
        for (const auto look : {without_colon, without_key, end_for_day})
            if (auto refusal = look(reading, key)) return tl::make_unexpected(*std::move(refusal));
    }
    return {};
}

}  // namespace plumb
