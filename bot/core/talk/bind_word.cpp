// Subjects that are a word or a name of their own: one piece, or, where nothing else is taken from the words,
// all of them.
#include "core/base/spelling.hpp"
#include "core/plan/release.hpp"
#include "core/talk/example.hpp"
#include "core/talk/reading.hpp"
#include "core/time/natural_date.hpp"
#include "core/time/typed.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <utility>

namespace plumb {

namespace {

std::string_view word_wanted(const CommandSpec& spec) {
    if (spec.subject == SubjectType::release_new || spec.subject == SubjectType::text) return "a name";
    if (spec.noun == "digest") return "a rhythm: daily, weekdays or weekly";
    if (spec.noun == "rule" || spec.noun == "mute") return "a rule’s name";
    return spec.noun == "product" ? "a key, one short word" : "a word that says which";
}

/// `release new name:3.0`, `product new key:atlas`: the word by its name, put where it stands without.
Result<void> put_named_first(Reading& reading) {
    if (reading.spec.verb != "new") return {};
    const std::string_view name = reading.spec.subject == SubjectType::release_new ? "name" : "key";
    const auto named = std::find_if(reading.given.begin(), reading.given.end(),
                                    [&](const Given& g) { return g.key->name == name; });
    if (named == reading.given.end() || named->piece.items.empty()) return {};
    Piece word = named->piece;
    if (!reading.words.empty() && reading.words.front().to <= word.from) {
        Piece gap = word;
        --gap.from;
        return refuse(fmt::format("The {} is given twice.", name),
                      fmt::format("Give it once. With “{}”:", dates::shown(reading.words.front().text)),
                      with_replaced(reading, gap, ""));
    }
    word.is = word.items.back().quoted ? Piece::Is::quoted : Piece::Is::word;
    reading.words.insert(reading.words.begin(), std::move(word));
    reading.given.erase(named);
    return {};
}

/// `release new 3.0 2027-09-01`: the last words are its day, which has a key.
std::optional<Refusal> day_in_name(const Reading& reading) {
    constexpr std::size_t kMostDayWords = 3;
    if (reading.spec.subject != SubjectType::release_new || reading.find("date")) return std::nullopt;
    const std::size_t words = reading.words.size();
    for (std::size_t n = std::min(kMostDayWords, words - 1); n > 0; --n) {
        Piece day = reading.words[words - n];
        day.to = reading.words.back().to;
        const std::string text(reading.typed.substr(day.from, day.to - day.from));
        if (!parse_day(text, DateContext{reading.today(), std::nullopt})) continue;
        // `release new 3.0 on 2027-09-01`: the key without its colon goes with it.
        constexpr std::array<std::string_view, 3> kBefore{"date", "on", "by"};
        const Piece& before = reading.words[words - n - 1];
        const bool named =
            words - n > 1 && before.is_word() &&
            std::find(kBefore.begin(), kBefore.end(), plain_word(before.text)) != kBefore.end();
        if (named) day.from = before.from;
        const std::string mended = fmt::format("date:{}", as_value(text));
        return Refusal{fmt::format("release new takes no “{}” there.", dates::shown(text)),
                       fmt::format("Did you mean {}?", mended), with_replaced(reading, day, mended)};
    }
    return std::nullopt;
}

/// `customer merge Acme Inc into Acme`: a key that must be given stands among the name's words without its
/// colon.
std::optional<Refusal> key_in_name(const Reading& reading) {
    const Pieces& words = reading.words;
    for (const KeySpec& key : reading.spec.keys) {
        if (!key.required || reading.find(key.name)) continue;
        for (std::size_t i = 1; i + 1 < words.size() && words[i - 1].is_word(); ++i) {
            if (!words[i].is_word() || plain_word(words[i].text) != key.name) continue;
            std::string value = words[i + 1].text;
            for (std::size_t next = i + 2; next < words.size(); ++next) value += " " + words[next].text;
            Piece both = words[i];
            both.to = words.back().to;
            const std::string mended = fmt::format("{}:{}", key.name, as_value(value));
            return Refusal{fmt::format("{} needs {}:.", reading.name(), key.name),
                           fmt::format("Did you mean {}?", mended), with_replaced(reading, both, mended)};
        }
    }
    return std::nullopt;
}

/// A name that a release has already can be completed to nothing that works.
Result<void> check_new_name(const Reading& reading) {
    const ProductId product = likely_product(reading);
    if (reading.spec.subject != SubjectType::release_new || !product || reading.find("date")) return {};
    return name_is_free(reading.world(), product, reading.command.word, {});
}

}  // namespace

std::optional<Refusal> value_for_subject(const Reading& reading, const Piece& piece) {
    if (!piece.is_word()) return std::nullopt;
    const std::string word = plain_word(piece.text);
    for (const KeySpec& key : reading.spec.keys) {
        const bool its = !reading.find(key.name) &&
                         std::find(key.choices.begin(), key.choices.end(), word) != key.choices.end();
        if (!its) continue;
        const std::string meant = fmt::format("{}:{}", key.name, word);
        return Refusal{fmt::format("{} takes no “{}” there.", reading.name(), dates::shown(piece.text)),
                       fmt::format("Did you mean {}?", meant), with_replaced(reading, piece, meant)};
    }
    return std::nullopt;
}

Result<void> take_word(Reading& reading) {
    const SubjectType type = reading.spec.subject;
    if (auto put = put_named_first(reading); !put) return put;
    if (reading.words.empty()) {
        if (type == SubjectType::word_optional) return {};
        return refuse_missing(reading, word_wanted(reading.spec));
    }
    if (auto refusal = day_in_name(reading)) return tl::make_unexpected(*std::move(refusal));
    const bool all =
        type == SubjectType::text || (type == SubjectType::release_new && reading.spec.text == TextUse::none);
    if (auto refusal = all ? key_in_name(reading) : std::nullopt)
        return tl::make_unexpected(*std::move(refusal));
    const bool quoted = reading.words.front().is_quoted();
    const Piece first = reading.take_first();
    std::string word = first.text;
    while (all && !quoted && !reading.words.empty() && reading.words.front().is_word())
        word += " " + reading.take_first().text;
    auto name = title_text(word, "name");
    if (!name) return tl::make_unexpected(std::move(name.error()));
    reading.command.word = std::move(*name);
    if (reading.command.word.empty()) {
        // What is completed leaves an empty text out.
        reading.text_piece = first;
        return refuse_missing(reading, word_wanted(reading.spec));
    }
    return check_new_name(reading);
}

}  // namespace plumb
