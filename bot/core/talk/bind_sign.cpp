// A colon that stands apart from its key, an equals sign for it, and keys joined by a comma: `tier :1`,
// `owner= @ana`, `goal=revenue`, `market:green,product:red`.
#include "core/base/spelling.hpp"
#include "core/talk/example.hpp"
#include "core/talk/reading.hpp"
#include "core/time/typed.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace plumb {

namespace {

/// A value of more words than this is a text.
constexpr std::size_t kMostWordsOfValue = 4;

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
    const KeySpec* key = ends ? free_key(reading, word.substr(0, word.size() - 1)) : nullptr;
    if (!key) return std::nullopt;
    return Apart{key, true, at + 1, words[at + 1].from};
}

/// `tier :1`, `on : 10 may`, `owner = @ana`.
std::optional<Apart> sign_behind_blank(const Reading& reading, std::size_t at) {
    const Pieces& words = reading.words;
    const KeySpec* key = free_key(reading, words[at].text);
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
    const bool joined = free_key(reading, word.substr(0, word.find('='))) != nullptr &&
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
    const std::size_t most = text ? words.size() : first + kMostWordsOfValue;
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
    const KeySpec* key = free_key(reading, std::string_view(word.text).substr(0, sign));
    Piece value = word;
    value.text = word.text.substr(sign + 1);
    value.is = value.text.front() == '"' ? Piece::Is::quoted : Piece::Is::word;
    value.items = {{value.text, value.is_quoted()}};
    if (!key || !is_meant(reading, *key, value, at)) return std::nullopt;
    return refuse_equals(reading, word, fmt::format("{}:{}", key->name, value.text));
}

/// `market:green,product:red`: another key goes on where the value ends. A text holds what it likes.
std::optional<Refusal> joined_keys(const Reading& reading, const Given& given) {
    const auto is_quoted = [](const Item& item) { return item.quoted; };
    const std::vector<Item>& items = given.piece.items;
    if (given.key->type == KeyType::text || std::any_of(items.begin(), items.end(), is_quoted))
        return std::nullopt;
    std::string typed(reading.typed.substr(given.piece.from, given.piece.to - given.piece.from));
    std::string behind;
    for (std::size_t at = typed.find_first_of(",;"); at != std::string::npos;
         at = typed.find_first_of(",;", at + 1)) {
        const std::size_t end = typed.find_first_of(":,;", at + 1);
        if (end != std::string::npos && typed[end] != ':') continue;
        const std::string name = typed.substr(at + 1, end - at - 1);
        if (!key_named(reading.spec, plain_word(trimmed(name)))) continue;
        if (behind.empty()) behind = name;
        typed[at] = ' ';
    }
    if (behind.empty()) return std::nullopt;
    return Refusal{fmt::format("{}: and {}: are not parted by a blank.", given.piece.key, trimmed(behind)),
                   "Each key and its value stand alone:", with_replaced(reading, given.piece, typed)};
}

}  // namespace

std::optional<Refusal> colon_astray(Reading& reading) {
    for (const Given& given : reading.given)
        if (auto refusal = joined_keys(reading, given)) return refusal;
    for (std::size_t at = 0; at < reading.words.size(); ++at) {
        if (!reading.words[at].is_word()) continue;
        for (const auto look : {sign_apart, equals_sign})
            if (auto refusal = look(reading, at)) return refusal;
    }
    return std::nullopt;
}

}  // namespace plumb
