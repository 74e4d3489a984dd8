// A value that must be given, typed without its key or without the key's colon: `release move 1.0 to
// 2027-08-01`, `launch new "Fair" 2027-09-15`. A colon that stands apart from its key, and an equals sign for
// it.
#include "core/base/spelling.hpp"
#include "core/talk/example.hpp"
#include "core/talk/reading.hpp"
#include "core/time/typed.hpp"

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
    if (!takes_day(key) || plain_word(key.name) == word) return goes_by(key, word);
    return std::find(kBeforeDay.begin(), kBeforeDay.end(), word) != kBeforeDay.end();
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

/// `change defer CR-1 until next month`: the day behind the key's own name cannot be read.
std::optional<Refusal> unread_day(Reading& reading, const KeySpec& key, std::size_t at) {
    const Pieces& words = reading.words;
    const std::size_t behind = words.size() - at - 1;
    const bool named = takes_day(key) && plain_word(words[at].text) == plain_word(key.name);
    if (!named || !words[at + 1].is_word() || !are_together(reading, at, words.size() - 1) ||
        words_of_day(BareWords(words).subspan(at + 1)) != behind)
        return std::nullopt;
    Piece both = words[at];
    both.to = words.back().to;
    both.text = std::string(reading.typed.substr(words[at + 1].from, both.to - words[at + 1].from));
    both.items = {{both.text, false}};
    const auto value = value_of(reading, key, both);
    if (value) return std::nullopt;
    return Refusal{value.error().wrong, value.error().expected,
                   with_replaced(reading, both, fmt::format("{}:{}", key.name, example_value(reading, key)))};
}

std::optional<Refusal> without_colon(Reading& reading, const KeySpec& key) {
    for (std::size_t at = 0; at + 1 < reading.words.size(); ++at) {
        const Piece& word = reading.words[at];
        if (!word.is_word() || !calls(key, plain_word(word.text))) continue;
        const auto value = value_behind(reading, key, at);
        if (!value) {
            if (auto refusal = unread_day(reading, key, at)) return refusal;
            continue;
        }
        Piece both = word;
        both.to = value->to;
        const std::string mended = fmt::format("{}:{}", key.name, as_value(value->text));
        return Refusal{fmt::format("{} needs {}:.", reading.name(), key.name),
                       fmt::format("Did you mean {}?", mended), with_replaced(reading, both, mended)};
    }
    return std::nullopt;
}

/// The last `n` words of those that end at `last`, as a value: all of them, or for a day a part. Something
/// else is left for the text, unless that is a day: none is a reason or a title.
std::optional<Piece> last_words(const Reading& reading, const KeySpec& key, std::size_t last, std::size_t n) {
    const Pieces& words = reading.words;
    const bool all = n >= words.size();
    if (n > last + 1 || (all && !text_by_key(reading) && !takes_day(key))) return std::nullopt;
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

/// The key that a word names; nullptr: none that is still to be given.
const KeySpec* key_called(const Reading& reading, std::string_view word) {
    const std::string plain = plain_word(word);
    for (const KeySpec& key : reading.spec.keys)
        if (goes_by(key, plain) && !reading.find(key.name)) return &key;
    return nullptr;
}

/// Whether a key and that value are meant, and no words of the text: behind one in quotes no other goes on.
bool is_meant(Reading& reading, const KeySpec& key, const Piece& value, std::size_t at) {
    if (value.is_quoted() || reading.spec.text == TextUse::none || is_wanted(reading, key)) return true;
    const auto before = BareWords(reading.words).first(at);
    if (std::any_of(before.begin(), before.end(), [](const Piece& word) { return word.is_quoted(); }))
        return true;
    if (key.type == KeyType::person || key.type == KeyType::people) {
        const bool sign = value.text.starts_with('+') || value.text.starts_with('-');
        return looks_like_person(std::string_view(value.text).substr(sign ? 1 : 0));
    }
    return (tells(key.type) || key.type == KeyType::ref) && value_of(reading, key, value);
}

/// A key whose colon, or the sign that stands for it, is not right before its value, and where that begins.
struct Apart {
    const KeySpec* key = nullptr;
    bool equals = false;
    std::size_t first = 0;
    std::size_t from = 0;
};

/// `owner= @ana`.
std::optional<Apart> sign_before_blank(const Reading& reading, std::size_t at) {
    const Pieces& words = reading.words;
    const std::string_view word = words[at].text;
    const bool ends =
        word.size() > 1 && word.ends_with('=') && at + 1 < words.size() && are_together(reading, at, at + 1);
    const KeySpec* key = ends ? key_called(reading, word.substr(0, word.size() - 1)) : nullptr;
    if (!key) return std::nullopt;
    return Apart{key, true, at + 1, words[at + 1].from};
}

/// `tier :1`, `on : 10 may`, `owner = @ana`.
std::optional<Apart> sign_behind_blank(const Reading& reading, std::size_t at) {
    const Pieces& words = reading.words;
    const KeySpec* key = key_called(reading, words[at].text);
    if (!key || at + 1 == words.size() || !words[at + 1].is_word() || !are_together(reading, at, at + 1))
        return std::nullopt;
    const std::string_view sign = words[at + 1].text;
    const bool equals = sign.starts_with('=');
    const bool alone = sign.size() == 1;
    // `:smile:` is a picture, `==` compares.
    if ((!equals && !sign.starts_with(':')) || (!alone && sign.ends_with(sign.front()))) return std::nullopt;
    if (!alone) return Apart{key, equals, at + 1, words[at + 1].from + 1};
    if (at + 2 == words.size() || !are_together(reading, at + 1, at + 2)) return std::nullopt;
    return Apart{key, equals, at + 2, words[at + 2].from};
}

/// Whether a key stands there with another sign than its colon, or with that apart.
bool begins_key(const Reading& reading, std::size_t at) {
    const std::string_view word = reading.words[at].text;
    const bool joined = key_called(reading, word.substr(0, word.find('='))) != nullptr &&
                        word.find('=') != std::string_view::npos;
    return joined || sign_behind_blank(reading, at);
}

/// The value that begins in the word at `first`, at that byte: the longest run that can be read, else that
/// word; of a text all words up to the next key.
Piece value_from(Reading& reading, const KeySpec& key, std::size_t first, std::size_t from) {
    const Pieces& words = reading.words;
    const auto run_to = [&](std::size_t last) {
        Piece value = words[first];
        value.from = from;
        value.to = words[last].to;
        if (!value.is_quoted()) value.text = std::string(reading.typed.substr(from, value.to - from));
        value.items = {{value.text, value.is_quoted()}};
        return value;
    };
    const bool text = key.type == KeyType::text || key.type == KeyType::customer;
    const std::size_t most = text ? words.size() : first + kMostValueWords;
    std::size_t last = first;
    while (!words[first].is_quoted() && last + 1 < words.size() && last + 1 < most &&
           words[last + 1].is_word() && are_together(reading, last, last + 1) &&
           !(text && begins_key(reading, last + 1)))
        ++last;
    if (text) return run_to(last);
    for (; tells(key.type) && last > first; --last)
        if (Piece value = run_to(last); value_of(reading, key, value)) return value;
    return run_to(first);
}

Refusal refuse_equals(const Reading& reading, const Piece& whole, const std::string& mended) {
    const std::string_view typed = reading.typed.substr(whole.from, whole.to - whole.from);
    return {fmt::format("“{}” has an equals sign for its colon.", dates::shown(typed)),
            "A key and its value stand with a colon between them:", with_replaced(reading, whole, mended)};
}

std::optional<Refusal> sign_apart(Reading& reading, std::size_t at) {
    auto apart = sign_before_blank(reading, at);
    if (!apart) apart = sign_behind_blank(reading, at);
    if (!apart) return std::nullopt;
    const Piece value = value_from(reading, *apart->key, apart->first, apart->from);
    if (!is_meant(reading, *apart->key, value, at)) return std::nullopt;
    const std::string typed(reading.typed.substr(value.from, value.to - value.from));
    const bool bare = value.is_quoted() || typed.find(' ') == std::string::npos;
    Piece both = reading.words[at];
    both.to = value.to;
    const std::string mended = fmt::format("{}:{}", apart->key->name, bare ? typed : as_value(typed));
    if (apart->equals) return refuse_equals(reading, both, mended);
    return Refusal{"There is a blank between a key and its colon.",
                   "A key and its value stand together:", with_replaced(reading, both, mended)};
}

/// `goal=revenue`, `why="slow"`.
std::optional<Refusal> equals_sign(Reading& reading, std::size_t at) {
    const Piece& word = reading.words[at];
    const std::size_t sign = word.text.find('=');
    if (sign == std::string::npos || sign + 1 == word.text.size()) return std::nullopt;
    const KeySpec* key = key_called(reading, std::string_view(word.text).substr(0, sign));
    Piece value = word;
    value.text = word.text.substr(sign + 1);
    value.is = value.text.front() == '"' ? Piece::Is::quoted : Piece::Is::word;
    value.items = {{value.text, value.is_quoted()}};
    if (!key || !is_meant(reading, *key, value, at)) return std::nullopt;
    return refuse_equals(reading, word, fmt::format("{}:{}", key->name, value.text));
}

}  // namespace

std::optional<Refusal> colon_astray(Reading& reading) {
    for (std::size_t at = 0; at < reading.words.size(); ++at) {
        if (!reading.words[at].is_word()) continue;
        for (const auto look : {sign_apart, equals_sign})
            if (auto refusal = look(reading, at)) return refusal;
    }
    return std::nullopt;
}

Result<void> check_colons(Reading& reading) {
    for (const KeySpec& key : reading.spec.keys) {
        if (key.positional || !tells(key.type) || !is_wanted(reading, key)) continue;
        for (const auto look : {without_colon, without_key, end_for_day})
            if (auto refusal = look(reading, key)) return tl::make_unexpected(*std::move(refusal));
    }
    return {};
}

}  // namespace plumb
