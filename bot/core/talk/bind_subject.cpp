// What a command is about: the record, the name or the word between the verb and the free text.
#include "core/base/phrases.hpp"
#include "core/base/spelling.hpp"
#include "core/command/lookup.hpp"
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

/// Names of releases with blanks in them are tried up to this many words.
constexpr std::size_t kMostNameWords = 6;

Piece take_first(Reading& reading) {
    Piece first = std::move(reading.words.front());
    reading.words.erase(reading.words.begin());
    return first;
}

tl::unexpected<Refusal> refuse_missing(Reading& reading, std::string_view what) {
    return refuse(fmt::format("{} needs {}.", reading.name(), what),
                  "Complete, for example:", completed(reading));
}

/// The record of the thread that this is said in, where it is of the kind.
Ref of_thread(const Reading& reading, Kind kind) {
    const Ref thread = reading.context().place.thread;
    return thread && thread.kind == kind && exists(reading.world(), thread) ? thread : Ref{};
}

/// Refuses in the words of a lookup, with the command repeated and the word that is wrong mended.
tl::unexpected<Refusal> refuse_lookup(const Reading& reading, const Piece& piece, Refusal refusal) {
    const std::string instead = as_value(suggestion_in(refusal).value_or(example_subject(reading)));
    return tl::make_unexpected(with_example(std::move(refusal), with_replaced(reading, piece, instead)));
}

/// A number of its own where an ID is expected.
bool is_number(std::string_view text) {
    if (!text.empty() && text.front() == '#') text.remove_prefix(1);
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// `change show CR 1`: a blank in the midst of an ID.
std::optional<Refusal> id_in_two(const Reading& reading) {
    if (reading.words.size() < 2 || !reading.words[0].is_word() || !reading.words[1].is_word())
        return std::nullopt;
    const Piece& first = reading.words[0];
    const Piece& second = reading.words[1];
    const bool letters = first.text.find_first_of("0123456789-") == std::string::npos;
    const auto ref = letters && is_number(second.text) ? typed_id(first.text + second.text) : std::nullopt;
    if (!ref || ref->kind != reading.spec.kind || !exists(reading.world(), *ref)) return std::nullopt;
    Piece both = first;
    both.to = second.to;
    const std::string id = to_string(*ref);
    return Refusal{fmt::format("“{} {}” holds a blank.", first.text, second.text),
                   fmt::format("Did you mean {}?", id), with_replaced(reading, both, id)};
}

/// Whether the words are the free text, and the ID before them was left out: `collateral new "Sheet"
/// due:T-3`, `change loop-in @ben "Is it so?"`.
bool is_all_text(const Reading& reading) {
    const Piece& first = reading.words.front();
    if (reading.spec.text == TextUse::none) return false;
    if (first.is_quoted()) return reading.words.size() == 1;
    if (first.text.substr(0, 1) == "@") return true;
    // `XY-3` and `LE9` are meant as IDs.
    const bool dashed = first.text.find('-') != std::string::npos &&
                        first.text.find_first_of("0123456789") != std::string::npos;
    const auto ref = typed_id(first.text);
    if (dashed || (ref && ref->kind == reading.spec.kind)) return false;
    return reading.spec.text == TextUse::required && std::all_of(reading.words.begin(), reading.words.end(),
                                                                 [](const Piece& w) { return w.is_word(); });
}

/// `collateral new "Data sheet" LE-1`: the ID stands behind what it should stand before.
std::optional<Refusal> id_behind(const Reading& reading) {
    const Piece& first = reading.words.front();
    if (first.is_word() && written_id(first.text)) return std::nullopt;
    for (std::size_t i = 1; i < reading.words.size(); ++i) {
        const Piece& word = reading.words[i];
        const auto ref =
            word.is_word() && word.text.find('-') != std::string::npos ? typed_id(word.text) : std::nullopt;
        if (!ref || ref->kind != reading.spec.kind || !exists(reading.world(), *ref)) continue;
        const std::string id = to_string(*ref);
        const std::string_view between = reading.typed.substr(first.from, word.from - first.from);
        Piece both = first;
        both.to = word.to;
        return Refusal{fmt::format("{} takes {} first.", reading.name(), kind_with_id(reading.spec.kind)),
                       fmt::format("{} before the rest:", id),
                       with_replaced(reading, both, fmt::format("{} {}", id, trimmed(between)))};
    }
    return std::nullopt;
}

Result<void> take_id(Reading& reading) {
    const Kind kind = reading.spec.kind;
    const Ref thread = of_thread(reading, kind);
    if (reading.words.empty()) {
        reading.command.subject = thread;
        if (thread) return {};
        return refuse_missing(reading, kind_with_id(kind));
    }
    const Piece first = reading.words.front();
    const bool written_as_id = first.is_word() && written_id(first.text).has_value();
    if (thread && !written_as_id) {
        reading.command.subject = thread;
        return {};
    }
    if (first.is_word() && is_number(first.text)) {
        const std::string id = fmt::format("{}{}", kPrefixes[static_cast<std::size_t>(kind)],
                                           first.text.substr(first.text.front() == '#' ? 1 : 0));
        return refuse(fmt::format("“{}” is a number, not an ID.", first.text),
                      fmt::format("Did you mean {}?", id), with_replaced(reading, first, id));
    }
    const auto found = record_called(reading.world(), likely_product(reading), kind, first.text);
    if (!found) {
        for (const auto mended : {id_in_two, id_behind})
            if (auto refusal = mended(reading)) return tl::make_unexpected(*std::move(refusal));
        if (is_all_text(reading)) return refuse_missing(reading, kind_with_id(kind));
        return refuse_lookup(reading, first, found.error());
    }
    reading.command.subject = *found;
    take_first(reading);
    return {};
}

std::string first_words(const Reading& reading, std::size_t n) {
    std::string joined;
    for (std::size_t i = 0; i < n; ++i) joined += (i ? " " : "") + reading.words[i].text;
    return joined;
}

void take_words(Reading& reading, std::size_t n) {
    reading.words.erase(reading.words.begin(), reading.words.begin() + static_cast<std::ptrdiff_t>(n));
}

Result<void> take_any(Reading& reading) {
    const Ref thread = reading.context().place.thread;
    if (reading.words.empty()) {
        if (thread && exists(reading.world(), thread)) reading.command.subject = thread;
        if (reading.command.subject || reading.spec.subject == SubjectType::any_optional) return {};
        return refuse_missing(reading, "an ID, or a release’s name");
    }
    const ProductId product = likely_product(reading);
    // A release's name may have blanks: `trace Spring 27`.
    for (std::size_t n = std::min(kMostNameWords, reading.words.size()); n > 0; --n) {
        const Release* release = release_by_name(reading.world(), product, first_words(reading, n));
        if (!release) continue;
        reading.command.subject = id_of(*release);
        take_words(reading, n);
        return {};
    }
    const Piece first = reading.words.front();
    const auto found = anything_called(reading.world(), product, first.text);
    if (!found) return refuse_lookup(reading, first, found.error());
    reading.command.subject = *found;
    take_first(reading);
    return {};
}

/// In a release's thread its name may be left out; else all words are the name, where no free text can
/// follow.
Result<void> refuse_release(Reading& reading, ProductId product) {
    reading.command.subject = of_thread(reading, Kind::release);
    if (reading.command.subject) return {};
    Piece name = reading.words.front();
    if (reading.spec.text == TextUse::none) {
        name.text = first_words(reading, std::min(kMostNameWords, reading.words.size()));
        name.to = reading.words.back().to;
    }
    return refuse_lookup(reading, name, release_called(reading.world(), product, name.text).error());
}

/// The longest run of first words that is a release's name.
Result<void> take_release(Reading& reading) {
    if (reading.words.empty()) {
        reading.command.subject = of_thread(reading, Kind::release);
        if (reading.command.subject) return {};
        return refuse_missing(reading, "a release’s name");
    }
    const ProductId product = likely_product(reading);
    for (std::size_t n = std::min(kMostNameWords, reading.words.size()); n > 0; --n) {
        const auto found = release_called(reading.world(), product, first_words(reading, n));
        if (!found) continue;
        reading.command.subject = *found;
        take_words(reading, n);
        return {};
    }
    return refuse_release(reading, product);
}

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

/// A name that a release has already can be completed to nothing that works.
Result<void> check_new_name(const Reading& reading) {
    const ProductId product = likely_product(reading);
    if (reading.spec.subject != SubjectType::release_new || !product || reading.find("date")) return {};
    return name_is_free(reading.world(), product, reading.command.word, {});
}

/// One piece, or, where nothing else is taken from the words, all of them.
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
    const bool quoted = reading.words.front().is_quoted();
    std::string word = take_first(reading).text;
    while (all && !quoted && !reading.words.empty() && reading.words.front().is_word())
        word += " " + take_first(reading).text;
    auto name = title_text(word, "name");
    if (!name) return tl::make_unexpected(std::move(name.error()));
    reading.command.word = std::move(*name);
    if (reading.command.word.empty()) return refuse_missing(reading, word_wanted(reading.spec));
    return check_new_name(reading);
}

/// `role add approver @dan`: the first word can only be a value, and the second only the person.
void put_person_first(Reading& reading) {
    if (reading.words.size() != 2) return;
    const auto is_value = [&](const Piece& word) {
        const auto& keys = reading.spec.keys;
        return word.is_word() && std::any_of(keys.begin(), keys.end(), [&](const KeySpec& key) {
                   return key.positional && std::find(key.choices.begin(), key.choices.end(),
                                                      plain_word(word.text)) != key.choices.end();
               });
    };
    if (is_value(reading.words[0]) && !is_value(reading.words[1]))
        std::swap(reading.words[0], reading.words[1]);
}

Result<void> take_person(Reading& reading) {
    put_person_first(reading);
    if (reading.words.empty()) {
        if (reading.spec.subject == SubjectType::person_optional) return {};
        return refuse_missing(reading, "a person");
    }
    const Piece first = reading.words.front();
    const auto person = person_named(reading, first.text);
    if (!person) {
        Refusal refusal = person.error();
        refusal.example = with_replaced(
            reading, first, suggestion_in(refusal).value_or(reading.spec.records ? "@ana" : "me"));
        return tl::make_unexpected(std::move(refusal));
    }
    reading.command.subject = *person;
    take_first(reading);
    return {};
}

}  // namespace

Result<void> take_subject(Reading& reading) {
    switch (reading.spec.subject) {
        case SubjectType::none: return {};
        case SubjectType::id: return take_id(reading);
        case SubjectType::any:
        case SubjectType::any_optional: return take_any(reading);
        case SubjectType::release: return take_release(reading);
        case SubjectType::release_new:
        case SubjectType::word:
        case SubjectType::word_optional:
        case SubjectType::text: return take_word(reading);
        case SubjectType::person:
        case SubjectType::person_optional: return take_person(reading);
    }
    return {};
}

}  // namespace plumb
