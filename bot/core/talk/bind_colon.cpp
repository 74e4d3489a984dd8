// A value that must be given, typed without its key or without the key's colon: `release move 1.0 to
// 2027-08-01`, `launch new "Fair" 2027-09-15`; and one that may be left out, without its colon where no text
// can stand.
#include "core/base/among.hpp"
#include "core/base/spelling.hpp"
#include "core/command/lookup.hpp"
#include "core/talk/example.hpp"
#include "core/talk/reading.hpp"
#include "core/time/duration.hpp"
#include "core/time/typed.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <utility>

namespace plumb {

namespace {

constexpr std::size_t kMostValueWords = 4;
constexpr std::size_t kMostListWords = 16;
/// What people write before a day, whatever its key is called.
constexpr std::array<std::string_view, 7> kBeforeDay{"to", "on", "by", "until", "till", "date", "due"};

bool calls(const KeySpec& key, std::string_view word) {
    if (!is_date(key) || plain_word(key.name) == word) return goes_by(key, word);
    return is_among(kBeforeDay, word);
}

/// `change defer CR-1 until next month`: the day behind the key's own name cannot be read.
std::optional<Refusal> unread_day(Reading& reading, const KeySpec& key, std::size_t at) {
    const Pieces& words = reading.words;
    const std::size_t behind = words.size() - at - 1;
    const bool named = is_date(key) && plain_word(words[at].text) == plain_word(key.name);
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

/// `n` words from that one on, as a value that the key takes.
std::optional<Piece> run_of(Reading& reading, const KeySpec& key, std::size_t first, std::size_t n) {
    const Pieces& words = reading.words;
    if (n == 0 || first + n > words.size() || !are_together(reading, first, first + n - 1))
        return std::nullopt;
    const auto run = BareWords(words).subspan(first, n);
    if (!std::all_of(run.begin(), run.end(), [](const Piece& word) { return word.is_word(); }))
        return std::nullopt;
    Piece value = as_one_value(reading, first, first + n - 1);
    return value_of(reading, key, value) ? std::optional(std::move(value)) : std::nullopt;
}

struct DayWords {
    Piece value;
    std::size_t words = 0;
};

/// The words from `at` on that are a day, the longest run of them. Those of an end reach to where the words
/// end.
std::optional<DayWords> longest_run(Reading& reading, const KeySpec& key, std::size_t at, bool is_end) {
    for (std::size_t n = kMostValueWords; n > 0; --n)
        if (auto value = run_of(reading, key, at, n); value && !(is_end && goes_on(reading, at + n - 1)))
            return DayWords{*std::move(value), n};
    return std::nullopt;
}

std::optional<Refusal> without_colon(Reading& reading, const KeySpec& key) {
    for (std::size_t at = 0; at + 1 < reading.words.size(); ++at) {
        const Piece& word = reading.words[at];
        if (!word.is_word() || !calls(key, plain_word(word.text))) continue;
        auto value = value_behind(reading, key, at);
        if (!value) {
            if (auto refusal = unread_day(reading, key, at)) return refusal;
            // `to 2027-04-01 because it is late`: the text goes on behind a day.
            const auto day = is_date(key) && are_together(reading, at, at + 1)
                                 ? longest_run(reading, key, at + 1, false)
                                 : std::nullopt;
            if (!day) continue;
            value = day->value;
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
    if (n > last + 1 || (all && !text_by_key(reading) && !is_date(key))) return std::nullopt;
    const std::size_t first = last + 1 - n;
    for (std::size_t i = first; i <= last; ++i)
        if (!words[i].is_word()) return std::nullopt;
    const bool goes_before =
        first > 0 && words[first - 1].is_word() && are_together(reading, first - 1, first);
    if (!are_together(reading, first, last) || (goes_before && !is_date(key))) return std::nullopt;
    return as_one_value(reading, first, last);
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
    const Given* end = is_date(key) && key.name != "to" ? reading.find("to") : nullptr;
    if (!end || !is_date(*end->key) || end->piece.items.empty()) return std::nullopt;
    const std::string mended = fmt::format("{}:{}", key.name, as_value(end->piece.text));
    return Refusal{fmt::format("{} needs {}:.", reading.name(), key.name),
                   fmt::format("{}: is the end. Did you mean {}?", end->piece.key, mended),
                   with_replaced(reading, end->piece, mended)};
}

/// `warning snooze AW-1 for 3 days`: how long, where the day on which it ends is missing.
std::optional<Refusal> length_for_day(Reading& reading, const KeySpec& key) {
    const Pieces& words = reading.words;
    if (!is_date(key) || key.name != "until") return std::nullopt;
    for (std::size_t at = 0; at < words.size(); ++at) {
        const bool said = at > 0 && plain_word(words[at - 1].text) == "for";
        for (std::size_t n = at > 0 && !said ? 0 : 2; n > 0; --n) {
            if (at + n > words.size() || !words[at].is_word() || !are_together(reading, at, at + n - 1))
                continue;
            const Piece length = as_one_value(reading, at, at + n - 1);
            const auto days = parse_calendar_days(length.text);
            if (!days || length.text.find_first_not_of("0123456789") == std::string::npos) continue;
            Piece run = said ? words[at - 1] : length;
            run.to = length.to;
            const std::string mended = fmt::format("{}:+{}d", key.name, *days);
            return Refusal{fmt::format("{} needs {}:.", reading.name(), key.name),
                           fmt::format("Did you mean {}?", mended), with_replaced(reading, run, mended)};
        }
    }
    return std::nullopt;
}

/// Whether the text has ended before the word at `at`: in a quote, or it is given by its key.
bool text_has_ended(const Reading& reading, std::size_t at) {
    const auto before = BareWords(reading.words).first(at);
    return text_by_key(reading) ||
           std::any_of(before.begin(), before.end(), [](const Piece& word) { return word.is_quoted(); });
}

/// `launch new "Expo" from 3 may to 5 may`: a day and an end behind it, neither with its key.
std::optional<Refusal> day_and_end(Reading& reading, const KeySpec& key) {
    constexpr std::array<std::string_view, 3> kBeforeEnd{"to", "until", "till"};
    constexpr std::array<std::string_view, 2> kBeforeStart{"from", "on"};
    const KeySpec* end = key_named(reading.spec, "to");
    const bool spans = is_date(key) && key.name == "on" && end && is_date(*end) && !reading.find("to");
    const Pieces& words = reading.words;
    constexpr std::size_t kMost = 2 * kMostValueWords + 1;
    for (std::size_t at = words.size() > kMost ? words.size() - kMost : 0; spans && at < words.size(); ++at) {
        const auto start = longest_run(reading, key, at, false);
        if (!start || at + start->words == words.size()) continue;
        std::size_t behind = at + start->words;
        const auto is_one_of = [](const auto& those, const Piece& word) {
            return word.is_word() && is_among(those, plain_word(word.text));
        };
        if (is_one_of(kBeforeEnd, words[behind])) ++behind;
        const auto last = longest_run(reading, *end, behind, true);
        if (!last || !are_together(reading, at, behind + last->words - 1)) continue;
        Piece both = start->value;
        if (at > 0 && is_one_of(kBeforeStart, words[at - 1])) both.from = words[at - 1].from;
        both.to = last->value.to;
        const std::string mended =
            fmt::format("on:{} to:{}", as_value(start->value.text), as_value(last->value.text));
        return Refusal{fmt::format("{} needs on:.", reading.name()), fmt::format("Did you mean {}?", mended),
                       with_replaced(reading, both, mended)};
    }
    return std::nullopt;
}

/// `promise new "Faster" to Bolt Ltd by fri`: behind a text in quotes anybody, else a customer who is known.
std::optional<Refusal> customer_behind(Reading& reading, const KeySpec& key) {
    const Pieces& words = reading.words;
    for (std::size_t at = 0; at + 1 < words.size(); ++at) {
        if (!words[at].is_word() || plain_word(words[at].text) != key.name) continue;
        std::size_t last = at + 1;
        while (words[last].is_word() && goes_on(reading, last)) ++last;
        if (!are_together(reading, at, last)) continue;
        Piece both = words[at];
        both.to = words[last].to;
        const std::string name =
            words[last].is_quoted()
                ? words[last].text
                : std::string(reading.typed.substr(words[at + 1].from, both.to - words[at + 1].from));
        const bool known = customer_called(reading.world(), name).has_value();
        if (!known && !text_has_ended(reading, at)) continue;
        const std::string mended = fmt::format("{}:{}", key.name, as_value(name));
        return Refusal{fmt::format("{} needs {}:.", reading.name(), key.name),
                       fmt::format("Did you mean {}?", mended), with_replaced(reading, both, mended)};
    }
    return std::nullopt;
}

/// Whether the words from `at` on are no text: that has ended, or may be left out and they are all there is.
bool is_no_text(const Reading& reading, std::size_t at) {
    const bool can_be_left_out = reading.spec.text == TextUse::optional && reading.spec.verb != "new";
    return text_has_ended(reading, at) || (at == 0 && can_be_left_out);
}

/// `… "How many?" by fri`, `… on:2027-05-03 to 2027-05-05`, `… CR-1 override "x"`: a key that may be left out
/// stands without its colon, with a value that it takes.
std::optional<Refusal> may_be_left_out(Reading& reading) {
    const Pieces& words = reading.words;
    for (std::size_t at = 0; at + 1 < words.size(); ++at) {
        if (!words[at].is_word()) continue;
        const KeySpec* key = free_key(reading, words[at].text);
        if (!key || key->positional) continue;
        const bool why = reading.spec.noun == "mute" && is_text_key(key->name) && words[at + 1].is_quoted();
        if (!why && !is_no_text(reading, at)) continue;
        const bool person = key->type == KeyType::person || key->type == KeyType::people;
        const bool text = (key->type == KeyType::text && words[at + 1].is_quoted()) ||
                          (key->type == KeyType::customer && text_has_ended(reading, at));
        const bool told = tells(key->type) || key->type == KeyType::ref || text ||
                          (person && looks_like_person(words[at + 1].text));
        const auto value = told ? value_behind(reading, *key, at) : std::nullopt;
        if (!value) continue;
        Piece both = words[at];
        both.to = value->to;
        const std::string mended = fmt::format("{}:{}", key->name, as_value(value->text));
        return no_colon(reading, both, mended);
    }
    return std::nullopt;
}

/// `launch set LE-1 features Login, Audit log`: where no text can stand, the words behind a list's name are
/// its items, as far as they go on.
std::optional<Refusal> list_without_colon(Reading& reading) {
    const Pieces& words = reading.words;
    if (words.size() < 2 || !words[0].is_word() || !words[1].is_word()) return std::nullopt;
    const KeySpec* key = free_key(reading, words[0].text);
    if (!key || !is_list(key->type) || key->positional || !are_together(reading, 0, 1)) return std::nullopt;
    std::size_t last = 1;
    while (goes_on(reading, last)) ++last;
    const Piece list = as_one_value(reading, 1, last);
    const std::vector<std::string> items = items_of(list);
    if (items.size() < 2 || items.size() > kMostListWords) return std::nullopt;
    std::string readable;
    for (const std::string& item : items)
        if (value_of(reading, *key, with_text(list, item)))
            readable += (readable.empty() ? "" : ",") + as_value(item);
    if (readable.empty()) return std::nullopt;
    Piece both = words[0];
    both.to = list.to;
    const std::string mended = fmt::format("{}:{}", key->name, readable);
    if (const auto value = value_of(reading, *key, list); !value)
        return Refusal{value.error().wrong, value.error().expected, with_replaced(reading, both, mended)};
    return no_colon(reading, both, mended);
}

}  // namespace

Refusal no_colon(const Reading& reading, const Piece& run, const std::string& mended) {
    return {
        fmt::format("“{}” has no colon.", dates::shown(reading.typed.substr(run.from, run.to - run.from))),
        fmt::format("Did you mean {}?", mended), with_replaced(reading, run, mended)};
}

bool goes_on(const Reading& reading, std::size_t at) {
    const Pieces& words = reading.words;
    return at + 1 < words.size() && words[at + 1].is_word() && are_together(reading, at, at + 1) &&
           !free_key(reading, words[at + 1].text);
}

Piece as_one_value(const Reading& reading, std::size_t first, std::size_t last) {
    Piece value = reading.words[first];
    value.to = reading.words[last].to;
    if (!value.is_quoted()) value.text = std::string(reading.typed.substr(value.from, value.to - value.from));
    value.items = {{value.text, value.is_quoted()}};
    return value;
}

bool tells(KeyType type) {
    constexpr std::array<KeyType, 6> kMute{KeyType::text,  KeyType::person,   KeyType::people,
                                           KeyType::words, KeyType::customer, KeyType::ref};
    return !is_among(kMute, type);
}

std::optional<Piece> value_behind(Reading& reading, const KeySpec& key, std::size_t at) {
    const Pieces& words = reading.words;
    const std::size_t most = is_list(key.type) ? kMostListWords : kMostValueWords;
    for (std::size_t n = std::min(most, words.size() - at - 1); n > 0; --n) {
        if (!are_together(reading, at, at + n) || goes_on(reading, at + n)) continue;
        if (words[at + 1].is_quoted() && n > 1) continue;
        Piece value = as_one_value(reading, at + 1, at + n);
        if (value_of(reading, key, value)) return value;
    }
    return std::nullopt;
}

bool is_wanted(const Reading& reading, const KeySpec& key) {
    const bool until = reading.spec.verb == "defer" && key.name == "until";
    return (key.required || until) && !reading.find(key.name);
}

bool are_together(const Reading& reading, std::size_t first, std::size_t last) {
    for (std::size_t i = first; i < last; ++i) {
        const std::size_t to = reading.words[i].to;
        if (!trimmed(reading.typed.substr(to, reading.words[i + 1].from - to)).empty()) return false;
    }
    return true;
}

const KeySpec* free_key(const Reading& reading, std::string_view word) {
    const KeySpec* key = key_named(reading.spec, plain_word(word));
    return key && !reading.find(key->name) ? key : nullptr;
}

Result<void> check_colons(Reading& reading) {
    for (const KeySpec& key : reading.spec.keys) {
        if (key.positional || !is_wanted(reading, key)) continue;
        if (auto refusal = key.type == KeyType::customer ? customer_behind(reading, key) : std::nullopt)
            return tl::make_unexpected(*std::move(refusal));
        if (!tells(key.type)) continue;
        for (const auto look : {day_and_end, without_colon, without_key, end_for_day, length_for_day})
            if (auto refusal = look(reading, key)) return tl::make_unexpected(*std::move(refusal));
    }
    const bool text = reading.spec.text != TextUse::none;
    if (auto refusal = text ? may_be_left_out(reading) : list_without_colon(reading))
        return tl::make_unexpected(*std::move(refusal));
    if (auto refusal = behind_quote(reading)) return tl::make_unexpected(*std::move(refusal));
    return {};
}

}  // namespace plumb
