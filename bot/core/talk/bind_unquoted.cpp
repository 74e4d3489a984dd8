// Values with a blank that stand without quotes: `on:1 may`, `reach:5 000`, `release:Spring 27`.
#include "core/base/among.hpp"
#include "core/command/lookup.hpp"
#include "core/talk/example.hpp"
#include "core/talk/marks.hpp"
#include "core/talk/reading.hpp"
#include "core/time/typed.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

namespace plumb {

namespace {

/// A value of more words than this is a text.
constexpr std::size_t kMostWordsBehind = 6;

bool is_behind(const Reading& reading, std::size_t to, const Piece& word) {
    return word.is_word() && word.from > to && shows_nothing(reading.typed.substr(to, word.from - to));
}

bool ends_unquoted(const Piece& value) { return !value.items.empty() && !value.items.back().quoted; }

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
    for (const Item& item : list.items)
        if (!item.text.empty()) items += (items.empty() ? "" : ",") + as_value(item.text);
    return list.key + ":" + items;
}

Refusal refuse_blank(const Reading& reading, const Given& given, const Piece& whole) {
    const bool list = is_list(given.key->type) && whole.items.size() > 1;
    const std::string typed(reading.typed.substr(whole.from, whole.to - whole.from));
    return {
        fmt::format("{} holds a blank.",
                    list ? dates::shown(typed) : whole.key + ":" + dates::shown(whole.text)),
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

/// `customer:Bolt Ltd`, `displaces:Audit log`: words that go on to the name of somebody or something that is
/// there.
std::optional<Refusal> known_name(Reading& reading, const Given& given) {
    const bool displaced = given.key->name == "displaces";
    if (given.key->type != KeyType::customer && !displaced) return std::nullopt;
    const auto is_there = [&](const Piece& whole) {
        return displaced ? record_called(reading.world(), likely_product(reading), Kind::feature, whole.text)
                               .has_value()
                         : customer_called(reading.world(), whole.text).has_value();
    };
    const BareWords behind = words_behind(reading, given.piece);
    for (std::size_t n = std::min(kMostWordsBehind, behind.size()); n > 0; --n) {
        const Piece whole = going_on(given.piece, behind.first(n));
        if (is_there(whole)) return refuse_blank(reading, given, whole);
    }
    return std::nullopt;
}

bool is_sign(char c) { return c == '+' || c == '-'; }

bool is_and(const Piece& word) {
    const std::string plain = plain_word(word.text);
    return plain == "and" || plain == "&";
}

/// `features:F-1 F-2`, `owner:@ben @dan`: items with a blank for their comma.
std::optional<Refusal> list_of_words(Reading& reading, const Given& given) {
    const BareWords behind = words_behind(reading, given.piece);
    const KeyType type = given.key->type;
    if (!is_list(type)) return std::nullopt;
    const bool people = type == KeyType::people;
    const auto is_item = [&](const Piece& word) {
        if (people) {
            const std::string_view name = std::string_view(word.text).substr(is_sign(word.text[0]) ? 1 : 0);
            return name.starts_with("@") || name.starts_with("<@");
        }
        return reading.spec.text == TextUse::none || written_id(word.text).has_value();
    };
    Piece list = given.piece;
    for (std::size_t i = 0; i < behind.size(); ++i) {
        // `@ben and @dan`.
        if (is_and(behind[i]) && i + 1 < behind.size()) ++i;
        if (is_and(behind[i]) || !is_item(behind[i])) break;
        std::string& last = list.items.back().text;
        // `owner:+ @dan`.
        if (last.size() == 1 && is_sign(last[0]))
            last += behind[i].text;
        else
            list.items.push_back({behind[i].text, false});
        list.to = behind[i].to;
    }
    if (list.to == given.piece.to) return std::nullopt;
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

/// `product set name:Atlas One`: where the record may be left out, a word right behind a text without quotes
/// goes on with it, unless it is a record's.
std::optional<Refusal> text_for_word(const Reading& reading) {
    if (reading.spec.subject != SubjectType::word_optional || reading.words.empty()) return std::nullopt;
    if (product_by_key(reading.world(), reading.words.front().text)) return std::nullopt;
    return unquoted_text(reading, 0);
}

std::optional<Refusal> unquoted(Reading& reading) {
    for (const Given& given : reading.given) {
        if (!ends_unquoted(given.piece)) continue;
        if (auto refusal = unquoted_value(reading, given)) return refusal;
        if (auto refusal = known_name(reading, given)) return refusal;
        if (auto refusal = list_of_words(reading, given)) return refusal;
    }
    const SubjectType type = reading.spec.subject;
    // A name takes all the words that are left.
    const bool named = type == SubjectType::text || type == SubjectType::release_new;
    for (const Given& given : reading.given)
        if (auto refusal = named ? unread_value(reading, given) : std::nullopt) return refusal;
    if (auto refusal = text_for_word(reading)) return refusal;
    return name_in_two(reading);
}

/// The texts without quotes that words go on behind, with those words. The first word of all may be the
/// command's own text.
Pieces gone_on(const Reading& reading, std::size_t at) {
    Pieces wholes;
    for (const Given& given : reading.given) {
        const bool text = given.key->type == KeyType::text || given.key->type == KeyType::customer;
        const BareWords behind = words_behind(reading, given.piece);
        if (!text || !ends_unquoted(given.piece) || behind.empty()) continue;
        const bool own = at > 0 && reading.spec.text == TextUse::required &&
                         behind.front().from == reading.words.front().from;
        if (!own) wholes.push_back(going_on(given.piece, behind));
    }
    std::sort(wholes.begin(), wholes.end(), [](const Piece& a, const Piece& b) { return a.from < b.from; });
    return wholes;
}

/// What was typed, with quotes around each of these texts.
std::string all_quoted(const Reading& reading, const Pieces& wholes) {
    const auto value = [&](const Piece& whole) {
        const std::size_t from = whole.from + whole.key.size() + 1;
        return std::string(reading.typed.substr(from, whole.to - from));
    };
    std::string line = with_value(reading, wholes.back(), value(wholes.back()));
    const bool repeats = line.starts_with(reading.typed.substr(0, wholes.back().from));
    for (std::size_t i = wholes.size() - 1; repeats && i-- > 0;)
        line = replaced(line, wholes[i], wholes[i].key + ":" + as_value(value(wholes[i])));
    return line;
}

}  // namespace

BareWords words_behind(const Reading& reading, const Piece& value) {
    const Pieces& words = reading.words;
    const auto first = std::find_if(words.begin(), words.end(),
                                    [&](const Piece& word) { return is_behind(reading, value.to, word); });
    auto last = first;
    for (std::size_t to = value.to; last != words.end() && is_behind(reading, to, *last); ++last)
        to = last->to;
    return {first, last};
}

Piece going_on(Piece value, BareWords words) {
    for (const Piece& word : words) {
        value.text += " " + word.text;
        value.items.back().text += " " + word.text;
        value.to = word.to;
    }
    return value;
}

bool has_form(KeyType type) {
    constexpr std::array<KeyType, 5> kFormless{KeyType::text, KeyType::person, KeyType::people,
                                               KeyType::customer, KeyType::channel};
    return !is_among(kFormless, type);
}

std::optional<Refusal> unquoted_text(const Reading& reading, std::size_t at) {
    const Piece& word = reading.words[at];
    const auto ends_before = [&](const Given& given) {
        const bool text = given.key->type == KeyType::text || given.key->type == KeyType::customer;
        return text && ends_unquoted(given.piece) && is_behind(reading, given.piece.to, word);
    };
    const auto given = std::find_if(reading.given.begin(), reading.given.end(), ends_before);
    if (given == reading.given.end()) return std::nullopt;
    return Refusal{fmt::format("{}: is “{}”, and what follows belongs to nothing.", given->key->name,
                               dates::shown(given->piece.text)),
                   "A value with blanks is quoted:", all_quoted(reading, gone_on(reading, at))};
}

Result<void> check_unquoted(Reading& reading) {
    // The product is found later: names are looked up where it most likely is.
    reading.command.product = likely_product(reading);
    auto refusal = colon_astray(reading);
    if (!refusal) refusal = unquoted(reading);
    reading.command.product = {};
    if (refusal) return tl::make_unexpected(*std::move(refusal));
    return {};
}

}  // namespace plumb
