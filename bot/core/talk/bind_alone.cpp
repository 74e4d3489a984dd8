// Values that stand without their key: the bare word `immovable`, and `@who`, `inside`, `09:00` behind the
// subject.
#include "core/base/among.hpp"
#include "core/talk/example.hpp"
#include "core/talk/reading.hpp"
#include "core/time/hours.hpp"
#include "core/time/typed.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace plumb {

namespace {

Piece as_key(const KeySpec& key, Piece word, std::string text) {
    word.is = Piece::Is::key;
    word.key = std::string(key.name);
    return with_text(std::move(word), std::move(text));
}

bool is_given(const Reading& reading, const KeySpec& key) {
    return std::any_of(reading.given.begin(), reading.given.end(),
                       [&](const Given& g) { return g.key == &key; });
}

/// Whether a word stands by itself: next to a quoted text, behind a key, or alone. In the midst of an
/// unquoted title (`Direct upload`) it is text; where a command takes no text, it cannot be.
bool stands_by_itself(const Reading& reading, const Piece& word) {
    const Pieces& words = reading.words;
    if (words.size() == 1 || reading.spec.text == TextUse::none) return true;
    if (std::any_of(words.begin(), words.end(), [](const Piece& p) { return p.is_quoted(); })) return true;
    const auto ends_before = [&](std::size_t to) {
        return to <= word.from &&
               reading.typed.substr(to, word.from - to).find_first_not_of(" \t\n") == std::string_view::npos;
    };
    return std::any_of(reading.given.begin(), reading.given.end(),
                       [&](const Given& g) { return ends_before(g.piece.to); });
}

/// `immovable no`, `not immovable`: a word beside the bare one says which of the two it is.
std::optional<Refusal> answer_beside(Reading& reading, const KeySpec& key, std::size_t at) {
    const Pieces& words = reading.words;
    Piece both = words[at];
    std::string_view answer;
    const BareWords behind = words_behind(reading, both);
    const auto read = behind.size() == 1 ? value_of(reading, key, behind.front()) : Result<Value>{};
    if (const bool* yes = read ? std::get_if<bool>(&*read) : nullptr) {
        both.to = behind.front().to;
        answer = *yes ? "yes" : "no";
    }
    if (at > 0 && words[at - 1].is_word() && !words_behind(reading, words[at - 1]).empty()) {
        const std::string before = plain_word(words[at - 1].text);
        const bool denies = before == "not" || before == "no";
        if (denies) both.from = words[at - 1].from;
        if (denies) answer = answer == "no" ? "yes" : "no";
    }
    if (answer.empty()) return std::nullopt;
    const std::string mended = fmt::format("{}:{}", key.name, answer);
    return Refusal{fmt::format("“{}” has no colon.", reading.typed.substr(both.from, both.to - both.from)),
                   fmt::format("Did you mean {}?", mended), with_replaced(reading, both, mended)};
}

Result<void> take_bare(Reading& reading) {
    for (const KeySpec& key : reading.spec.keys) {
        if (!key.bare || is_given(reading, key)) continue;
        const auto word = std::find_if(reading.words.begin(), reading.words.end(), [&](const Piece& piece) {
            return piece.is_word() && plain_word(piece.text) == key.name && stands_by_itself(reading, piece);
        });
        if (word == reading.words.end()) continue;
        const auto at = static_cast<std::size_t>(word - reading.words.begin());
        if (auto refusal = answer_beside(reading, key, at)) return tl::make_unexpected(*std::move(refusal));
        reading.given.push_back({&key, as_key(key, *word, "yes")});
        reading.words.erase(word);
    }
    return {};
}

/// Whether a word can only be a value of this key.
bool fits(const KeySpec& key, const std::string& text) {
    switch (key.type) {
        case KeyType::person:
        case KeyType::people: return looks_like_person(text);
        case KeyType::word:
        case KeyType::words: return is_among(key.choices, plain_word(text));
        case KeyType::time:
            return text.find_first_of("0123456789") != std::string::npos &&
                   parse_time_of_day(text).has_value();
        default: return false;
    }
}

/// Whether one of the words can only be a value of this key.
bool fits_one(const KeySpec& key, const Pieces& words) {
    return std::any_of(words.begin(), words.end(),
                       [&](const Piece& word) { return word.is_word() && fits(key, word.text); });
}

/// `Ana, do they?`: a name as a sentence begins with it.
std::string without_comma(std::string text) {
    if (text.size() > 1 && text.ends_with(',')) text.pop_back();
    return text;
}

/// A question's first word where a person is wanted: nobody is called so, and it goes on, or somebody is
/// named behind it. `ben "Do they?"` is a name that may be mistyped.
bool begins_text(const Reading& reading, const KeySpec& key, std::size_t at) {
    const Pieces& words = reading.words;
    if (key.type != KeyType::person || fits(key, words[at].text)) return false;
    const bool before_quote = at + 2 == words.size() && words.back().is_quoted();
    return !before_quote && reading.draft.is_nobodys(words[at].text);
}

/// The first words that can only be values, and what a required value must then be: unless a later word is
/// what is asked for (a time; where no text is taken, anything), and this one belongs to nothing.
void take_positional(Reading& reading) {
    std::size_t at = 0;
    while (at < reading.words.size() && reading.words[at].is_word()) {
        const std::string text = without_comma(reading.words[at].text);
        const auto free = [&](const KeySpec& key) { return key.positional && !is_given(reading, key); };
        const auto keys = reading.spec.keys;
        auto key = std::find_if(keys.begin(), keys.end(),
                                [&](const KeySpec& k) { return free(k) && fits(k, text); });
        if (key == keys.end())
            key = std::find_if(keys.begin(), keys.end(),
                               [&](const KeySpec& k) { return free(k) && k.required; });
        if (key == keys.end() || begins_text(reading, *key, at)) return;
        const bool later = key->type == KeyType::time || reading.spec.text == TextUse::none;
        if (later && !fits(*key, text) && fits_one(*key, reading.words)) {
            ++at;
            continue;
        }
        reading.given.push_back({&*key, as_key(*key, reading.words[at], text)});
        reading.words.erase(reading.words.begin() + static_cast<std::ptrdiff_t>(at));
    }
}

/// `change loop-in CR-1 "How many?" @ben`: behind a text in quotes a word that can only be a value is one.
void take_behind_text(Reading& reading) {
    const auto text = std::find_if(reading.words.begin(), reading.words.end(),
                                   [](const Piece& piece) { return piece.is_quoted(); });
    if (text != reading.words.begin()) return;
    for (const KeySpec& key : reading.spec.keys) {
        if (!key.positional || !key.required || is_given(reading, key)) continue;
        const auto word = std::find_if(reading.words.begin(), reading.words.end(), [&](const Piece& piece) {
            return piece.is_word() && fits(key, piece.text);
        });
        if (word == reading.words.end()) continue;
        reading.given.push_back({&key, as_key(key, *word, word->text)});
        reading.words.erase(word);
    }
}

/// `change list mine`: a list's own word for the speaker is `me`.
Result<void> check_mine(const Reading& reading) {
    if (reading.spec.verb != "list" && reading.spec.noun != "warnings") return {};
    const auto keys = reading.spec.keys;
    const auto key = std::find_if(keys.begin(), keys.end(), [&](const KeySpec& k) {
        return k.type == KeyType::person && !is_given(reading, k);
    });
    const auto word = std::find_if(reading.words.begin(), reading.words.end(), [](const Piece& piece) {
        return piece.is_word() && plain_word(piece.text) == "mine";
    });
    if (key == keys.end() || word == reading.words.end()) return {};
    const std::string mended = fmt::format("{}:me", key->name);
    return refuse(fmt::format("{} takes no “{}” there.", reading.name(), dates::shown(word->text)),
                  fmt::format("Did you mean {}?", mended), with_replaced(reading, *word, mended));
}

}  // namespace

Result<void> take_values_alone(Reading& reading) {
    if (auto owned = check_mine(reading); !owned) return owned;
    if (auto taken = take_bare(reading); !taken) return taken;
    take_positional(reading);
    take_behind_text(reading);
    return {};
}

}  // namespace plumb
