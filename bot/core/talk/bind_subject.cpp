// What a command is about: the record, the name or the word between the verb and the free text.
#include "core/base/among.hpp"
#include "core/base/spelling.hpp"
#include "core/command/lookup.hpp"
#include "core/command/warnings_today.hpp"
#include "core/talk/example.hpp"
#include "core/talk/reading.hpp"
#include "core/time/typed.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

namespace plumb {

namespace {

/// Names of releases with blanks in them are tried up to this many words.
constexpr std::size_t kMostNameWords = 6;

/// The record was left out; where there is none yet, the lookup of one says how the first comes into being.
tl::unexpected<Refusal> refuse_left_out(const Reading& reading, std::string_view what, bool there_is_one,
                                        Refusal none) {
    const std::size_t colon = none.wrong.find(": ");
    if (there_is_one || colon == std::string::npos) return refuse_missing(reading, what);
    none.wrong = fmt::format("{} needs {}{}", reading.name(), what, none.wrong.substr(colon));
    return tl::make_unexpected(std::move(none));
}

tl::unexpected<Refusal> refuse_left_out_id(const Reading& reading) {
    const Kind kind = reading.spec.kind;
    const bool there_is_one = reading.world().last(kind) > 0;
    const auto first = record_called(reading.world(), {}, kind, to_string(Ref{kind, 1}));
    return refuse_left_out(reading, kind_with_id(kind), there_is_one, first ? Refusal{} : first.error());
}

tl::unexpected<Refusal> refuse_left_out_release(const Reading& reading) {
    const ProductId product = likely_product(reading);
    const auto& all = reading.world().all<Release>();
    const bool there_is_one = std::any_of(all.begin(), all.end(),
                                          [&](const Release& r) { return !product || r.product == product; });
    const auto first = release_called(reading.world(), product, free_release_name(reading));
    return refuse_left_out(reading, "a release’s name", there_is_one, first ? Refusal{} : first.error());
}

/// The record of the thread that this is said in, where it is of the kind.
Ref of_thread(const Reading& reading, Kind kind) {
    const Ref thread = reading.context().place.thread;
    return thread && thread.kind == kind && exists(reading.world(), thread) ? thread : Ref{};
}

/// In the words of a lookup, with the command repeated and the word that is wrong mended.
Refusal mended_lookup(const Reading& reading, const Piece& piece, Refusal refusal) {
    std::string other = example_subject(reading);
    // The newest of its kind is what the refusal names.
    const SubjectType wanted = reading.spec.subject;
    const bool of_a_kind = wanted == SubjectType::id || wanted == SubjectType::release;
    const auto ref = of_a_kind ? std::nullopt : written_id(piece.text);
    const auto newest = ref ? typed_id(newest_id(reading, ref->kind)) : std::nullopt;
    if (newest && exists(reading.world(), *newest)) other = to_string(*newest);
    // Which releases there are is what it says.
    if (!of_a_kind && !ref && refusal.wrong.starts_with("There is no release")) other = a_release(reading);
    if (auto first = first_of_several(refusal)) other = *std::move(first);
    const bool of_warning = wanted == SubjectType::id && reading.spec.kind == Kind::warning;
    if (const Warning* about =
            of_warning ? warning_about(reading.world(), likely_product(reading), piece.text) : nullptr)
        other = to_string(Ref{id_of(*about)});
    const std::string instead = as_value(suggestion_in(refusal).value_or(std::move(other)));
    return with_example(std::move(refusal), with_replaced(reading, piece, instead));
}

tl::unexpected<Refusal> refuse_lookup(const Reading& reading, const Piece& piece, Refusal refusal) {
    return tl::make_unexpected(mended_lookup(reading, piece, std::move(refusal)));
}

std::string first_words(const Reading& reading, std::size_t n) {
    return text_of_words(BareWords(reading.words).first(n));
}

void take_words(Reading& reading, std::size_t n) {
    reading.words.erase(reading.words.begin(), reading.words.begin() + static_cast<std::ptrdiff_t>(n));
}

/// How many of the first words, unquoted and with no key between them, can be one name.
std::size_t longest_name(const Reading& reading) {
    const Pieces& words = reading.words;
    const std::size_t most = std::min(kMostNameWords, words.size());
    std::size_t n = 1;
    while (n < most && words.front().is_word() && words[n].is_word()) {
        const std::string_view typed = reading.typed;
        if (!trimmed(typed.substr(words[n - 1].to, words[n].from - words[n - 1].to)).empty()) break;
        ++n;
    }
    return n;
}

/// `trace Sprng 27`: the run of first words that is nearest to a name that a lookup knows, the longest first;
/// by a title, whose ID is suggested, the longest.
template <class Lookup>
std::optional<Refusal> nearly_named(const Reading& reading, const Lookup& lookup) {
    constexpr std::size_t kFar = 64;
    std::optional<Refusal> best;
    std::size_t fewest = kFar + 2;
    for (std::size_t n = longest_name(reading); n > 0; --n) {
        const std::string name = first_words(reading, n);
        const auto found = lookup(name);
        const auto near = found ? std::nullopt : suggestion_in(found.error());
        const std::size_t edits = near ? edits_between(lower(name), lower(*near), kFar) : fewest;
        if (!near || edits >= fewest) continue;
        Piece run = reading.words.front();
        run.to = reading.words[n - 1].to;
        best = mended_lookup(reading, run, found.error());
        fewest = edits;
        if (typed_id(*near)) break;
    }
    return best;
}

/// A number of its own where an ID is expected.
bool is_number(std::string_view text) {
    if (!text.empty() && text.front() == '#') text.remove_prefix(1);
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// A release's name that several products have, where none of them is meant yet.
std::optional<Refusal> in_two_products(const Reading& reading) {
    if (likely_product(reading) || reading.find("product")) return std::nullopt;
    for (std::size_t n = longest_name(reading); n > 0; --n) {
        const std::string name = first_words(reading, n);
        std::vector<std::string> keys;
        for (const Release& r : reading.world().all<Release>())
            if (const Product* product = same_word(r.name, name) ? reading.world().find(r.product) : nullptr)
                keys.push_back(product->key);
        if (keys.size() == 1) return std::nullopt;
        if (keys.empty()) continue;
        return Refusal{
            fmt::format("“{}” is a release of {} and of {}.", dates::shown(name), keys[0], keys[1]),
            fmt::format("Name the product, product:{} for one.", keys[0]),
            fmt::format("{} product:{}", reading.typed, keys[0])};
    }
    return std::nullopt;
}

/// `change show CR 1`: a blank in the midst of an ID.
std::optional<Refusal> id_in_two(const Reading& reading) {
    if (reading.words.size() < 2 || !reading.words[0].is_word() || !reading.words[1].is_word())
        return std::nullopt;
    const Piece& first = reading.words[0];
    const Piece& second = reading.words[1];
    std::string_view prefix = first.text;
    if (prefix.ends_with('-')) prefix.remove_suffix(1);
    const bool letters = prefix.find_first_of("0123456789-") == std::string_view::npos;
    const auto ref =
        letters && is_number(second.text) ? typed_id(std::string(prefix) + second.text) : std::nullopt;
    const bool of_kind = ref && (reading.spec.subject != SubjectType::id || ref->kind == reading.spec.kind);
    if (!of_kind || !exists(reading.world(), *ref)) return std::nullopt;
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
        std::string_view between = trimmed(reading.typed.substr(first.from, word.from - first.from));
        // `Sheet for LE-1`.
        for (const std::string_view preposition : {" for", " of", " on", " to"})
            if (between.ends_with(preposition)) between.remove_suffix(preposition.size());
        Piece both = first;
        both.to = word.to;
        return Refusal{fmt::format("{} takes {} first.", reading.name(), kind_with_id(reading.spec.kind)),
                       fmt::format("{} before the rest:", id),
                       with_replaced(reading, both, fmt::format("{} {}", id, trimmed(between)))};
    }
    return std::nullopt;
}

/// `launch cancel spring launch "no money"`: a title of several words, the longest first; what follows it is
/// the free text. Refused where several records have the title, whatever the number of its words.
template <class Lookup>
Result<bool> take_title(Reading& reading, const Lookup& lookup) {
    for (std::size_t n = longest_name(reading); n > 0; --n) {
        const auto found = lookup(first_words(reading, n));
        if (!found && first_of_several(found.error())) {
            Piece title = reading.words.front();
            title.to = reading.words[n - 1].to;
            return refuse_lookup(reading, title, found.error());
        }
        if (!found || n == 1) continue;
        reading.command.subject = *found;
        take_words(reading, n);
        return true;
    }
    return false;
}

Result<void> take_id(Reading& reading) {
    const Kind kind = reading.spec.kind;
    const Ref thread = of_thread(reading, kind);
    if (reading.words.empty()) {
        reading.command.subject = thread;
        if (thread) return {};
        return refuse_left_out_id(reading);
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
    const auto lookup = [&](std::string_view text) {
        return record_called(reading.world(), likely_product(reading), kind, text);
    };
    const bool is_id = first.is_word() && typed_id(first.text) && reading.spec.text != TextUse::none;
    const auto titled = is_id ? Result<bool>(false) : take_title(reading, lookup);
    if (!titled) return tl::make_unexpected(titled.error());
    if (*titled) return {};
    const auto found = lookup(first.text);
    if (!found) {
        for (const auto mended : {id_in_two, id_behind, id_inside})
            if (auto refusal = mended(reading)) return tl::make_unexpected(*std::move(refusal));
        if (is_all_text(reading)) return refuse_left_out_id(reading);
        if (auto near = nearly_named(reading, lookup)) return tl::make_unexpected(*std::move(near));
        return refuse_lookup(reading, first, found.error());
    }
    reading.command.subject = *found;
    reading.take_first();
    return {};
}

Result<void> take_any(Reading& reading) {
    const Ref thread = reading.context().place.thread;
    if (reading.words.empty()) {
        if (thread && exists(reading.world(), thread)) reading.command.subject = thread;
        if (reading.command.subject || reading.spec.subject == SubjectType::any_optional) return {};
        return refuse_missing(reading, "an ID, or a release’s name");
    }
    if (auto refusal = in_two_products(reading)) return tl::make_unexpected(*std::move(refusal));
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
    const auto lookup = [&](std::string_view text) {
        return anything_called(reading.world(), product, text);
    };
    const auto found = lookup(first.text);
    if (!found) {
        if (auto refusal = id_in_two(reading)) return tl::make_unexpected(*std::move(refusal));
        if (auto later = record_behind_word(reading, product)) return tl::make_unexpected(*std::move(later));
        if (auto other = release_of_another(reading, product)) return tl::make_unexpected(*std::move(other));
        if (auto value = value_for_subject(reading, first)) return tl::make_unexpected(*std::move(value));
        if (auto near = nearly_named(reading, lookup)) return tl::make_unexpected(*std::move(near));
        return refuse_lookup(reading, first, found.error());
    }
    reading.command.subject = *found;
    reading.take_first();
    return {};
}

/// In a release's thread its name may be left out; else all words are the name, where no free text can
/// follow.
Result<void> refuse_release(Reading& reading, ProductId product) {
    reading.command.subject = of_thread(reading, Kind::release);
    if (reading.command.subject) return {};
    const auto lookup = [&](std::string_view text) { return release_called(reading.world(), product, text); };
    if (auto other = release_of_another(reading, product)) return tl::make_unexpected(*std::move(other));
    if (auto near = nearly_named(reading, lookup)) return tl::make_unexpected(*std::move(near));
    if (auto other = release_elsewhere(reading, product)) return tl::make_unexpected(*std::move(other));
    Piece name = reading.words.front();
    const bool text = reading.spec.text != TextUse::none;
    const std::size_t words = text ? longest_name(reading) : std::min(kMostNameWords, reading.words.size());
    name.text = first_words(reading, words);
    name.to = text ? reading.words[words - 1].to : reading.words.back().to;
    return refuse_lookup(reading, name, release_called(reading.world(), product, name.text).error());
}

/// The longest run of first words that is a release's name.
Result<void> take_release(Reading& reading) {
    if (reading.words.empty()) {
        reading.command.subject = of_thread(reading, Kind::release);
        if (reading.command.subject) return {};
        return refuse_left_out_release(reading);
    }
    if (auto refusal = in_two_products(reading)) return tl::make_unexpected(*std::move(refusal));
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

Result<void> take_by_type(Reading& reading) {
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

}  // namespace

Result<void> take_subject(Reading& reading) {
    const Pieces before = reading.words;
    if (auto taken = take_by_type(reading); !taken) return taken;
    if (auto longer = longer_name(reading, before)) return tl::make_unexpected(*std::move(longer));
    return {};
}

}  // namespace plumb
