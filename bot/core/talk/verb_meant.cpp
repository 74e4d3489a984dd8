#include "core/talk/verb_meant.hpp"

#include "core/base/among.hpp"
#include "core/base/phrases.hpp"
#include "core/base/spelling.hpp"
#include "core/base/utf8.hpp"
#include "core/command/lookup.hpp"
#include "core/talk/marks.hpp"
#include "core/talk/verbs.hpp"
#include "core/time/typed.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

namespace plumb {

namespace {

struct VerbWord {
    std::string_view typed;
    std::string_view verb;
};
/// Words that are no verbs here, and what is done instead; the first that the noun has is suggested.
constexpr std::array kInstead{
    VerbWord{"edit", "set"},          VerbWord{"update", "set"},      VerbWord{"change", "set"},
    VerbWord{"rename", "set"},        VerbWord{"delete", "drop"},     VerbWord{"delete", "cancel"},
    VerbWord{"delete", "withdraw"},   VerbWord{"remove", "drop"},     VerbWord{"remove", "cancel"},
    VerbWord{"remove", "withdraw"},   VerbWord{"rm", "drop"},         VerbWord{"rm", "cancel"},
    VerbWord{"close", "done"},        VerbWord{"close", "decline"},   VerbWord{"finish", "done"},
    VerbWord{"complete", "done"},     VerbWord{"reschedule", "move"}, VerbWord{"postpone", "move"},
    VerbWord{"postpone", "defer"},    VerbWord{"accept", "approve"},  VerbWord{"deny", "decline"},
    VerbWord{"refuse", "decline"},    VerbWord{"open", "new"},        VerbWord{"make", "new"},
    VerbWord{"get", "show"},          VerbWord{"info", "show"},       VerbWord{"open", "show"},
    VerbWord{"release", "ship"},      VerbWord{"keep", "hold"},       VerbWord{"vote", "support"},
    VerbWord{"comment", "answer"},    VerbWord{"ask", "loop-in"},     VerbWord{"unapprove", "reopen"},
    VerbWord{"undecline", "reopen"},  VerbWord{"undefer", "reopen"},  VerbWord{"drop", "cancel"},
    VerbWord{"drop", "withdraw"},     VerbWord{"cancel", "drop"},     VerbWord{"cancel", "withdraw"},
    VerbWord{"hold", "keep"},         VerbWord{"kept", "keep"},       VerbWord{"broken", "break"},
    VerbWord{"broke", "break"},       VerbWord{"held", "hold"},       VerbWord{"doing", "start"},
    VerbWord{"in-progress", "start"}, VerbWord{"slip", "move"},       VerbWord{"slip", "defer"},
    VerbWord{"delay", "move"},        VerbWord{"delay", "defer"},     VerbWord{"push", "move"},
    VerbWord{"push", "defer"}};
/// Words behind a verb that name no record: `approve all`, `drop it`.
constexpr std::array<std::string_view, 7> kNoNames{"all",  "everything", "it",  "this",
                                                   "that", "these",      "them"};

std::vector<std::string_view> nouns_with(Commands commands, std::string_view verb) {
    std::vector<std::string_view> nouns;
    for (const std::string_view noun : nouns_of(commands))
        if (find_command(commands, noun, plain_verb(commands, noun, verb))) nouns.push_back(noun);
    return nouns;
}

/// The first ID among the pieces.
std::optional<Ref> first_id(const Pieces& pieces) {
    for (const Piece& piece : pieces)
        if (const auto ref = piece.is_word() ? typed_id(piece.text) : std::nullopt) return ref;
    return std::nullopt;
}

Refusal mean_instead(std::string wrong, std::string_view instead, std::string example) {
    return {std::move(wrong), fmt::format("Did you mean {}?", instead), std::move(example)};
}

/// `new feature "x"`: noun and verb change places.
std::optional<Refusal> verb_before_noun(Commands commands, std::string_view typed, const Pieces& pieces) {
    if (pieces.size() < 2 || !pieces[1].is_word()) return std::nullopt;
    const std::string_view noun = noun_said(commands, plain_word(pieces[1].text));
    const std::string word = plain_word(pieces[0].text);
    const std::string_view verb = plain_verb(commands, noun, word);
    if (!find_command(commands, noun, verb)) return std::nullopt;
    const std::string mended = fmt::format("{} {}", noun, verb);
    return mean_instead("The noun comes first.", mended, mended + std::string(typed.substr(pieces[1].to)));
}

/// `list warnings`, `show digest`: what there is to see of a noun that has no such verb is seen by another
/// one, or by the noun alone.
std::optional<Refusal> seen_otherwise(Commands commands, std::string_view typed, const Pieces& pieces) {
    constexpr std::array<std::string_view, 2> kSee{"list", "show"};
    if (pieces.size() < 2 || !pieces[1].is_word()) return std::nullopt;
    const std::string_view noun = noun_said(commands, plain_word(pieces[1].text));
    const std::string word = plain_word(pieces[0].text);
    if (noun.empty() || !is_among(kSee, plain_verb(commands, noun, word))) return std::nullopt;
    std::string mended;
    if (find_command(commands, noun, "")) mended = std::string(noun);
    for (const std::string_view verb : kSee)
        if (mended.empty() && find_command(commands, noun, verb)) mended = fmt::format("{} {}", noun, verb);
    if (mended.empty()) return std::nullopt;
    return mean_instead("The noun comes first.", mended, mended + std::string(typed.substr(pieces[1].to)));
}

/// `2.0`, `v2.1`: what releases are called, and nothing else is.
bool begins_as_number(std::string_view text) {
    if (text.substr(0, 1) == "v" || text.substr(0, 1) == "V") text.remove_prefix(1);
    return !text.empty() && is_digit(static_cast<unsigned char>(text.front())) &&
           text.find('.') != std::string_view::npos;
}

/// `drop CR-1`: a verb of other records; one of theirs in its place would act on another one.
Refusal verb_of_others(Commands commands, std::string_view typed, const Pieces& pieces, Ref ref) {
    const std::string_view noun = noun_of(ref.kind);
    const std::string id = to_string(ref);
    const std::string wrong =
        fmt::format("{} is {}; “{}” is not said of one.", id, kind_phrase(ref.kind), pieces[0].text);
    if (const auto instead = verb_instead(commands, noun, plain_word(pieces[0].text))) {
        const std::string mended = fmt::format("{} {}", noun, *instead);
        return mean_instead(wrong, mended, mended + std::string(typed.substr(pieces[0].to)));
    }
    return {wrong, fmt::format("{} takes {}.", noun, choice_of(verbs_of(commands, noun))),
            fmt::format("help {}", noun)};
}

/// What most often is acknowledged is a warning; all else is said of requests.
std::string_view likeliest_noun(Commands commands, std::string_view verb) {
    return plain_verb(commands, "warning", verb) == "ack" ? "warning" : "change";
}

}  // namespace

std::optional<std::string_view> verb_instead(Commands commands, std::string_view noun,
                                             std::string_view typed) {
    for (const VerbWord& word : kInstead)
        if (word.typed == typed && find_command(commands, noun, word.verb)) return word.verb;
    return std::nullopt;
}

std::optional<Refusal> verb_first(Commands commands, std::string_view typed, const Pieces& pieces) {
    if (auto swapped = verb_before_noun(commands, typed, pieces)) return swapped;
    if (auto other = seen_otherwise(commands, typed, pieces)) return other;
    const std::string verb = plain_word(pieces[0].text);
    const auto nouns = nouns_with(commands, verb);
    if (nouns.empty()) return std::nullopt;
    const std::string_view likeliest = likeliest_noun(commands, verb);
    std::string_view noun = is_among(nouns, likeliest) ? likeliest : nouns.front();
    const bool numbered = pieces.size() > 1 && pieces[1].is_word() && begins_as_number(pieces[1].text);
    const std::string_view by_name = noun_of(Kind::release);
    if (numbered && is_among(nouns, by_name)) noun = by_name;
    const auto ref = first_id(pieces);
    if (const std::string_view own = ref ? noun_of(ref->kind) : std::string_view{}; !own.empty()) {
        if (!is_among(nouns, own)) return verb_of_others(commands, typed, pieces, *ref);
        noun = own;
    }
    const std::string wrong = fmt::format("“{}” needs to know of what.", dates::shown(pieces[0].text));
    const std::string mended = fmt::format("{} {}", noun, plain_verb(commands, noun, verb));
    const bool of_none =
        !ref && pieces.size() > 1 && pieces[1].is_word() && is_among(kNoNames, plain_word(pieces[1].text));
    return mean_instead(wrong, mended, mended + std::string(typed.substr(pieces[of_none ? 1 : 0].to)));
}

}  // namespace plumb
