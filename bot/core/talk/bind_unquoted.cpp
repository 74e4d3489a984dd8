// Values with a blank that stand without quotes: `on:1 may`, `reach:5 000`, `release:Spring 27`.
#include "core/talk/example.hpp"
#include "core/talk/marks.hpp"
#include "core/talk/reading.hpp"
#include "core/time/typed.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <span>

namespace plumb {

namespace {

/// A value of more words than this is a text.
constexpr std::size_t kMostWordsBehind = 6;

using BareWords = std::span<const Piece>;

bool is_behind(const Reading& reading, std::size_t to, const Piece& word) {
    return word.is_word() && word.from > to && shows_nothing(reading.typed.substr(to, word.from - to));
}

/// The unquoted words that stand right behind a value, with nothing but blanks between them.
BareWords words_behind(const Reading& reading, const Piece& value) {
    const Pieces& words = reading.words;
    const auto first = std::find_if(words.begin(), words.end(),
                                    [&](const Piece& word) { return is_behind(reading, value.to, word); });
    auto last = first;
    for (std::size_t to = value.to; last != words.end() && is_behind(reading, to, *last); ++last)
        to = last->to;
    return {first, last};
}

bool ends_unquoted(const Piece& value) { return !value.items.empty() && !value.items.back().quoted; }

Piece going_on(Piece value, BareWords words) {
    for (const Piece& word : words) {
        value.text += " " + word.text;
        value.items.back().text += " " + word.text;
        value.to = word.to;
    }
    return value;
}

/// `5 000`, `5 k`: one number, and not two.
bool is_one_number(BareWords behind) {
    constexpr std::size_t kGroup = 3;
    return std::all_of(behind.begin(), behind.end(), [](const Piece& word) {
        const bool digits = word.text.find_first_not_of("0123456789") == std::string::npos;
        return digits ? word.text.size() == kGroup : !is_digit(static_cast<unsigned char>(word.text[0]));
    });
}

std::string with_commas(const Piece& list) {
    std::string items;
    for (const Item& item : list.items) items += (items.empty() ? "" : ",") + as_value(item.text);
    return list.key + ":" + items;
}

Refusal refuse_blank(const Reading& reading, const Given& given, const Piece& whole) {
    const bool list = is_list(given.key->type) && whole.items.size() > 1;
    return {
        fmt::format("{}:{} holds a blank.", whole.key, dates::shown(whole.text)),
        "A value with blanks is quoted:",
        list ? with_replaced(reading, whole, with_commas(whole)) : with_value(reading, whole, whole.text)};
}

/// The longest piece that can be read. Where the value can be read without them, words that go on behind it
/// are the text.
std::optional<Refusal> unquoted_value(Reading& reading, const Given& given) {
    const BareWords behind = words_behind(reading, given.piece);
    if (behind.empty() || !has_form(given.key->type)) return std::nullopt;
    const bool reads = value_of(reading, *given.key, given.piece).has_value();
    const bool number = given.key->type == KeyType::number || given.key->type == KeyType::amount;
    if (reads && (behind.size() > kMostWordsBehind || (number && !is_one_number(behind))))
        return std::nullopt;
    const std::size_t fewest = reads ? behind.size() : 1;
    for (std::size_t n = std::min(kMostWordsBehind, behind.size()); n >= fewest; --n) {
        const Piece whole = going_on(given.piece, behind.first(n));
        if (value_of(reading, *given.key, whole)) return refuse_blank(reading, given, whole);
    }
    return std::nullopt;
}

/// `features:F-1 F-2`, `owner:@ben @dan`: items with a blank for their comma.
std::optional<Refusal> list_of_words(Reading& reading, const Given& given) {
    const BareWords behind = words_behind(reading, given.piece);
    const KeyType type = given.key->type;
    if (!is_list(type)) return std::nullopt;
    const bool people = type == KeyType::people;
    const auto is_item = [&](const Piece& word) {
        if (people) return word.text.starts_with("@") || word.text.starts_with("<@");
        return reading.spec.text == TextUse::none || written_id(word.text).has_value();
    };
    const BareWords items{behind.begin(), std::find_if_not(behind.begin(), behind.end(), is_item)};
    if (items.empty()) return std::nullopt;
    Piece list = given.piece;
    for (const Piece& word : items) list.items.push_back({word.text, false});
    list.to = items.back().to;
    if (!people && !value_of(reading, *given.key, list)) return std::nullopt;
    return Refusal{
        fmt::format("{}: is a list, and a blank ends it.", given.key->name),
        "Its items stand with commas between them:", with_replaced(reading, list, with_commas(list))};
}

/// A name of several words ends where a key begins: `customer set Acme segment:big shops`.
std::optional<Refusal> name_in_two(const Reading& reading) {
    const SubjectType type = reading.spec.subject;
    if (type != SubjectType::text && type != SubjectType::release_new) return std::nullopt;
    for (std::size_t at = 1; at < reading.words.size(); ++at)
        if (auto refusal = unquoted_text(reading, at)) return refusal;
    return std::nullopt;
}

std::optional<Refusal> unquoted(Reading& reading) {
    for (const Given& given : reading.given) {
        if (!ends_unquoted(given.piece)) continue;
        if (auto refusal = unquoted_value(reading, given)) return refusal;
        if (auto refusal = list_of_words(reading, given)) return refusal;
    }
    return name_in_two(reading);
}

}  // namespace

bool has_form(KeyType type) {
    constexpr std::array<KeyType, 5> kFormless{KeyType::text, KeyType::person, KeyType::people,
                                               KeyType::customer, KeyType::channel};
    return std::find(kFormless.begin(), kFormless.end(), type) == kFormless.end();
}

std::optional<Refusal> unquoted_text(const Reading& reading, std::size_t at) {
    const Piece& word = reading.words[at];
    const auto ends_before = [&](const Given& given) {
        const bool text = given.key->type == KeyType::text || given.key->type == KeyType::customer;
        return text && ends_unquoted(given.piece) && is_behind(reading, given.piece.to, word);
    };
    const auto given = std::find_if(reading.given.begin(), reading.given.end(), ends_before);
    if (given == reading.given.end()) return std::nullopt;
    Piece whole = given->piece;
    whole.to = words_behind(reading, given->piece).back().to;
    const std::size_t value = whole.from + given->piece.key.size() + 1;
    const std::string text(reading.typed.substr(value, whole.to - value));
    return Refusal{fmt::format("{}: is “{}”, and what follows belongs to nothing.", given->key->name,
                               dates::shown(given->piece.text)),
                   "A value with blanks is quoted:", with_value(reading, whole, text)};
}

Result<void> check_unquoted(Reading& reading) {
    // The product is found later: names are looked up where it most likely is.
    reading.command.product = likely_product(reading);
    auto refusal = unquoted(reading);
    reading.command.product = {};
    if (refusal) return tl::make_unexpected(*std::move(refusal));
    return {};
}

}  // namespace plumb
