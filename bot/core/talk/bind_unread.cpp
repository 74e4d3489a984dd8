// Values of several words that cannot be read: `to:31 jun`, `horizon:next year`, `type:trade show`. They are
// named whole, so that no half of one is left to the free text.
#include "core/base/among.hpp"
#include "core/base/spelling.hpp"
#include "core/talk/everyday_words.hpp"
#include "core/talk/example.hpp"
#include "core/talk/marks.hpp"
#include "core/talk/reading.hpp"
#include "core/time/natural_date.hpp"
#include "core/time/typed.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

namespace plumb {

namespace {

/// A value of more words than this is a text.
constexpr std::size_t kMostUnread = 6;
/// Where the words may as well be the text, this many are looked at.
constexpr std::size_t kMostDoubtful = 2;
constexpr std::string_view kSuggests = "Did you mean";

constexpr std::array<std::string_view, 10> kUnits{"day",    "days",    "week",     "weeks", "month",
                                                  "months", "quarter", "quarters", "year",  "years"};
constexpr std::array<std::string_view, 15> kLeading{"next", "this", "last",  "end",       "of",
                                                    "the",  "in",   "mid",   "early",     "late",
                                                    "from", "by",   "start", "beginning", "before"};

/// `31`, `2027`, `3rd`.
bool is_day_number(std::string_view word) {
    constexpr std::size_t kYearDigits = 4;
    constexpr std::array<std::string_view, 6> kSuffixes{"", "st", "nd", "rd", "th", "."};
    const std::size_t digits = std::min(word.find_first_not_of("0123456789"), word.size());
    return digits > 0 && digits <= kYearDigits && is_among(kSuffixes, word.substr(digits));
}

bool ends_day(std::string_view word) {
    return is_day_number(word) || is_among(kUnits, word) || dates::month_named(word) ||
           dates::weekday_named(word);
}

/// `2027-13-45`, `3/4/2027`: what follows is no part of it.
bool is_whole_date(std::string_view value) {
    const auto digit = [&](std::size_t at) { return is_digit(static_cast<unsigned char>(value[at])); };
    for (std::size_t at = 1; at + 1 < value.size(); ++at)
        if (digit(at - 1) && !digit(at) && digit(at + 1)) return true;
    return false;
}

/// Whether its words are names, and one of them alone can be meant; a figure is none without the other.
bool is_of_words(const KeySpec& key) {
    switch (key.type) {
        case KeyType::number:
        case KeyType::amount:
        case KeyType::days:
        case KeyType::effort:
        case KeyType::time:
        case KeyType::hours: return false;
        default: return true;
    }
}

/// A rule such as `T-14` is read where its event is known.
bool can_be_read(Reading& reading, const KeySpec& key, const Piece& value) {
    return value_of(reading, key, value) || (is_date(key) && parse_event_offset(value.text));
}

/// What can be read in its place: with dashes for its blanks (`T 14`), without them (`trade show`), or its
/// last words.
std::optional<std::string> readable_instead(Reading& reading, const KeySpec& key, const Piece& whole) {
    if (!is_of_words(key)) return std::nullopt;
    std::vector<std::string> others{whole.text, whole.text};
    std::replace(others[0].begin(), others[0].end(), ' ', '-');
    std::erase(others[1], ' ');
    for (std::size_t at = whole.text.find(' '); at != std::string::npos; at = whole.text.find(' ', at + 1))
        others.push_back(whole.text.substr(at + 1));
    for (const std::string& other : others) {
        if (can_be_read(reading, key, with_text(whole, other))) return other;
    }
    return std::nullopt;
}

/// Whether nothing but a value can stand there: the text is given, or none is taken.
bool has_its_text(const Reading& reading, BareWords behind) {
    const SubjectType type = reading.spec.subject;
    const bool named = type == SubjectType::text || type == SubjectType::release_new;
    if (named && behind.size() == reading.words.size()) return false;
    if (reading.spec.text == TextUse::none || text_by_key(reading) || reading.find("title")) return true;
    return std::any_of(reading.words.begin(), reading.words.end(),
                       [](const Piece& word) { return word.is_quoted(); });
}

BareWords before_people(BareWords words) {
    const auto end = std::find_if(words.begin(), words.end(), [](const Piece& word) {
        return word.text.starts_with("@") || word.text.starts_with("<@");
    });
    return {words.begin(), end};
}

/// How many of the words behind a value that cannot be read belong to it.
std::size_t words_of_unread(Reading& reading, const Given& given, BareWords behind) {
    const KeySpec& key = *given.key;
    if (has_its_text(reading, behind)) return behind.size() > kMostUnread ? 0 : behind.size();
    if (is_date(key)) return is_whole_date(given.piece.text) ? 0 : words_of_day(behind);
    // `effort:two weeks`.
    if (!is_of_words(key) && is_among(kUnits, plain_word(behind.front().text))) return 1;
    for (std::size_t n = std::min(kMostDoubtful, behind.size()); n > 0; --n) {
        const Piece whole = going_on(given.piece, behind.first(n));
        const auto value = value_of(reading, key, whole);
        if (!value && value.error().expected.starts_with(kSuggests)) return n;
        if (readable_instead(reading, key, whole)) return n;
    }
    return 0;
}

/// `prep:1 month`: a figure that can be read, and a unit that it is not given in.
std::size_t words_of_unit(const Reading& reading, const Given& given, BareWords behind) {
    const bool figure = !is_of_words(*given.key) || is_date(*given.key);
    const bool unit = is_among(kUnits, plain_word(behind.front().text));
    return reading.spec.text == TextUse::none && figure && unit ? 1 : 0;
}

}  // namespace

std::size_t words_of_day(BareWords words) {
    std::size_t n = 0;
    for (std::size_t at = 0; at < std::min(kMostUnread, words.size()); ++at) {
        const std::string word = plain_word(words[at].text);
        if (ends_day(word))
            n = at + 1;
        else if (!is_among(kLeading, word))
            break;
    }
    return n;
}

std::optional<Refusal> unread_value(Reading& reading, const Given& given) {
    const KeySpec& key = *given.key;
    const Piece& piece = given.piece;
    if (!has_form(key.type) || piece.items.empty() || piece.items.back().quoted) return std::nullopt;
    const BareWords behind = before_people(words_behind(reading, piece));
    if (behind.empty()) return std::nullopt;
    const std::size_t n = can_be_read(reading, key, piece) ? words_of_unit(reading, given, behind)
                                                           : words_of_unread(reading, given, behind);
    if (n == 0) return std::nullopt;
    const Piece whole = going_on(piece, behind.first(n));
    const auto value = value_of(reading, key, whole);
    if (value) return std::nullopt;
    Refusal refusal = value.error();
    if (refusal.expected.starts_with(kSuggests)) return refusal;
    auto instead = readable_instead(reading, key, whole);
    if (!instead)
        if (const auto near = word_meant(piece.text, key.choices)) instead = std::string(*near);
    if (!instead) return refusal;
    return Refusal{std::move(refusal.wrong), fmt::format("{} {}?", kSuggests, *instead),
                   with_value(reading, whole, *instead)};
}

Result<void> check_unread(Reading& reading) {
    for (const Given& given : reading.given)
        if (auto refusal = unread_value(reading, given)) return tl::make_unexpected(*std::move(refusal));
    return {};
}

}  // namespace plumb
