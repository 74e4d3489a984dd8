// Subjects that are a word or a name of their own: one piece, or, where nothing else is taken from the words,
// all of them.
#include "core/base/among.hpp"
#include "core/base/spelling.hpp"
#include "core/people/thresholds.hpp"
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

/// `release new 3.0 2027-09-01`: the last words are its day, which has a key; `freeze 2027-08-15`: another
/// one.
std::optional<Refusal> day_in_name(const Reading& reading) {
    constexpr std::size_t kMostDayWords = 3;
    if (reading.spec.subject != SubjectType::release_new) return std::nullopt;
    const std::size_t words = reading.words.size();
    for (std::size_t n = std::min(kMostDayWords, words - 1); n > 0; --n) {
        Piece day = reading.words[words - n];
        day.to = reading.words.back().to;
        const std::string text(reading.typed.substr(day.from, day.to - day.from));
        if (!parse_day(text, DateContext{reading.today(), std::nullopt})) continue;
        // `release new 3.0 on 2027-09-01`: the key without its colon goes with it.
        const Piece* before = words - n > 1 ? &reading.words[words - n - 1] : nullptr;
        const KeySpec* called =
            before && before->is_word() ? key_named(reading.spec, plain_word(before->text)) : nullptr;
        if (called && (!is_date(*called) || reading.find(called->name))) called = nullptr;
        if (!called && reading.find("date")) return std::nullopt;
        if (called) day.from = before->from;
        const std::string mended = fmt::format("{}:{}", called ? called->name : "date", as_value(text));
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

/// A key of a customer that begins with the word at `at`, with what stands behind it.
const KeySpec* customer_key_at(Reading& reading, std::size_t at) {
    const Pieces& words = reading.words;
    if (at + 1 >= words.size() || !words[at].is_word()) return nullptr;
    for (const KeySpec& key : reading.spec.keys) {
        if (!goes_by(key, plain_word(words[at].text)) || reading.find(key.name)) continue;
        Piece value = words[at + 1];
        value.items = {{value.text, value.is_quoted()}};
        return value_of(reading, key, value) ? &key : nullptr;
    }
    return nullptr;
}

/// `customer set Acme segment retail value 5000`: keys stand behind the name without their colons.
std::optional<Refusal> keys_behind_name(Reading& reading) {
    if (reading.spec.noun != "customer" || reading.spec.verb != "set") return std::nullopt;
    const Pieces& words = reading.words;
    Piece run;
    std::string mended;
    for (std::size_t at = 1; at + 1 < words.size(); ++at) {
        const KeySpec* key = customer_key_at(reading, at);
        if (!key && !mended.empty()) break;
        if (!key) continue;
        std::size_t last = at + 1;
        while (key->type == KeyType::text && last + 1 < words.size() && !customer_key_at(reading, last + 1))
            ++last;
        const std::string_view typed =
            reading.typed.substr(words[at + 1].from, words[last].to - words[at + 1].from);
        if (mended.empty()) run.from = words[at].from;
        run.to = words[last].to;
        mended += fmt::format("{}{}:{}", mended.empty() ? "" : " ", key->name,
                              words[at + 1].is_quoted() ? std::string(typed) : as_value(typed));
        at = last;
    }
    if (mended.empty()) return std::nullopt;
    return no_colon(reading, run, mended);
}

/// `rule off no slack`: a rule's name with blanks for its dashes.
std::optional<Refusal> rule_in_words(const Reading& reading) {
    const Pieces& words = reading.words;
    const bool of_rule = reading.spec.noun == "rule" || reading.spec.noun == "mute";
    if (!of_rule || rule_called(words.front().text)) return std::nullopt;
    std::string name = words.front().text;
    for (std::size_t at = 1; at < words.size() && words[at].is_word(); ++at) {
        name += "-" + words[at].text;
        const auto rule = rule_called(name);
        if (!rule) continue;
        Piece run = words.front();
        run.to = words[at].to;
        const std::string found((*rule)->name);
        return Refusal{fmt::format("There is no rule “{}”.",
                                   dates::shown(reading.typed.substr(run.from, run.to - run.from))),
                       fmt::format("Did you mean {}?", found), with_replaced(reading, run, found)};
    }
    return std::nullopt;
}

/// `product set tz Europe/Paris`: a key without its colon where a word could stand that may be left out.
std::optional<Refusal> key_for_word(const Reading& reading) {
    const Pieces& words = reading.words;
    const bool can_be_key = reading.spec.subject == SubjectType::word_optional && words.size() > 1 &&
                            words.front().is_word() && !product_by_key(reading.world(), words.front().text);
    const KeySpec* key = can_be_key ? free_key(reading, words.front().text) : nullptr;
    // `help product new`: a key that every command has is no key of this one.
    const auto is_it = [key](const KeySpec& own) { return own.name == key->name; };
    if (!key || std::none_of(reading.spec.keys.begin(), reading.spec.keys.end(), is_it)) return std::nullopt;
    Piece both = words.front();
    both.to = words[1].is_quoted() ? words[1].to : words.back().to;
    const std::string value(reading.typed.substr(words[1].from, both.to - words[1].from));
    const std::string mended =
        fmt::format("{}:{}", key->name, words[1].is_quoted() ? value : as_value(value));
    return Refusal{fmt::format("{} is a key: a colon and its value follow.", key->name),
                   fmt::format("Did you mean {}?", mended), with_replaced(reading, both, mended)};
}

/// `glossary remove GA`: a word of the glossary is taken out by giving it no meaning.
std::optional<Refusal> term_to_take_out(const Reading& reading) {
    constexpr std::array<std::string_view, 4> kTakeOut{"remove", "delete", "drop", "rm"};
    const Pieces& words = reading.words;
    const bool asked = reading.spec.noun == "glossary" && reading.spec.verb.empty() && words.size() == 2;
    if (!asked || !is_among(kTakeOut, plain_word(words[0].text))) return std::nullopt;
    const auto& terms = reading.world().all<Term>();
    const bool there = std::any_of(terms.begin(), terms.end(),
                                   [&](const Term& term) { return same_word(term.term, words[1].text); });
    if (!there) return std::nullopt;
    return Refusal{fmt::format("I don't know “glossary {}”.", dates::shown(words[0].text)),
                   "A word without a meaning is taken out:", with_replaced(reading, words[0], "set")};
}

/// `glossary GA "Open to all"`: a word with its meaning is set.
std::optional<Refusal> term_with_meaning(const Reading& reading) {
    const Pieces& words = reading.words;
    const bool shows = reading.spec.noun == "glossary" && reading.spec.verb.empty();
    if (!shows || words.size() < 2 || !words.back().is_quoted()) return std::nullopt;
    Piece before = words.front();
    before.to = before.from;
    return Refusal{"glossary shows a word, and its meaning is set.", "Did you mean glossary set?",
                   with_replaced(reading, before, "set ")};
}

/// How many of the first words are the term: those before its meaning in quotes, else the longest one on
/// record; 0: one word, as any.
std::size_t words_of_term(const Reading& reading) {
    const Pieces& words = reading.words;
    if (reading.spec.noun != "glossary") return 0;
    const auto quoted = std::find_if(words.begin(), words.end(), [](const Piece& p) { return !p.is_word(); });
    const auto bare = static_cast<std::size_t>(quoted - words.begin());
    if (reading.spec.verb.empty() || quoted != words.end()) return bare;
    for (std::size_t n = bare; n > 1; --n) {
        const std::string name = text_of_words(BareWords(words).first(n));
        const auto& terms = reading.world().all<Term>();
        if (std::any_of(terms.begin(), terms.end(), [&](const Term& t) { return same_word(t.term, name); }))
            return n;
    }
    return 0;
}

/// `glossary set GA = Open`: no sign stands between a term and its meaning.
std::optional<Refusal> term_with_sign(const Reading& reading) {
    const Pieces& words = reading.words;
    const bool sets = reading.spec.noun == "glossary" && reading.spec.verb == "set";
    if (!sets || words.size() < 3) return std::nullopt;
    const auto sign = std::find_if(words.begin() + 1, words.end() - 1,
                                   [](const Piece& word) { return word.is_word() && word.text == "="; });
    if (sign == words.end() - 1) return std::nullopt;
    Piece run = *sign;
    run.to = words.back().to;
    const Piece& next = *(sign + 1);
    const std::string meaning(reading.typed.substr(next.from, run.to - next.from));
    return Refusal{fmt::format("glossary set takes no “{}” there.", sign->text),
                   "The word and its meaning stand without a sign:",
                   with_replaced(reading, run, next.is_quoted() ? meaning : in_quotes(meaning))};
}

/// A name that a release has already can be completed to nothing that works.
Result<void> check_new_name(const Reading& reading) {
    const ProductId product = likely_product(reading);
    if (reading.spec.subject != SubjectType::release_new || !product || reading.find("date")) return {};
    return name_is_free(reading.world(), product, reading.command.word, {});
}

}  // namespace

std::string text_of_words(BareWords words) {
    std::string joined;
    for (const Piece& word : words) joined += (&word == &words.front() ? "" : " ") + word.text;
    return joined;
}

std::optional<Refusal> value_for_subject(const Reading& reading, const Piece& piece) {
    if (!piece.is_word()) return std::nullopt;
    const std::string word = plain_word(piece.text);
    for (const KeySpec& key : reading.spec.keys) {
        const bool its = !reading.find(key.name) && is_among(key.choices, word);
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
    for (const auto look :
         {day_in_name, rule_in_words, key_for_word, term_to_take_out, term_with_meaning, term_with_sign})
        if (auto refusal = look(reading)) return tl::make_unexpected(*std::move(refusal));
    const bool all =
        type == SubjectType::text || (type == SubjectType::release_new && reading.spec.text == TextUse::none);
    for (const auto look : {key_in_name, two_customers})
        if (auto refusal = all ? look(reading) : std::nullopt)
            return tl::make_unexpected(*std::move(refusal));
    if (auto refusal = keys_behind_name(reading)) return tl::make_unexpected(*std::move(refusal));
    const bool quoted = reading.words.front().is_quoted();
    const std::size_t of_term = words_of_term(reading);
    const Piece first = reading.take_first();
    std::string word = first.text;
    for (std::size_t n = 1; n < of_term; ++n) word += " " + reading.take_first().text;
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
