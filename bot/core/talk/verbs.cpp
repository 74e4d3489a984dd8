#include "core/talk/verbs.hpp"

#include "core/base/among.hpp"
#include "core/base/spelling.hpp"
#include "core/base/utf8.hpp"
#include "core/command/lookup.hpp"
#include "core/talk/example.hpp"
#include "core/talk/marks.hpp"
#include "core/talk/renaming.hpp"
#include "core/talk/sentences.hpp"
#include "core/talk/verb_meant.hpp"
#include "core/time/typed.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

namespace plumb {

namespace {

constexpr std::array<std::string_view, 6> kPrefixWords{"plumb",      "/plumb",      "!plumb",
                                                       "@plumbline", "@plumbline:", "@plumbline,"};

struct Alias {
    std::string_view typed;
    std::string_view verb;
};
/// What people try first (product.md section 4).
constexpr std::array kAliases{Alias{"add", "new"},        Alias{"create", "new"}, Alias{"ls", "list"},
                              Alias{"view", "show"},      Alias{"ok", "approve"}, Alias{"reject", "decline"},
                              Alias{"acknowledge", "ack"}};
struct NounWord {
    std::string_view typed;
    std::string_view noun;
};
/// What people call records that have another noun here.
constexpr std::array kNounWords{NounWord{"event", "launch"}, NounWord{"request", "change"},
                                NounWord{"baseline", "plan"}};
struct NounVerb {
    std::string_view noun;
    std::string_view verb;
};
/// Nouns whose records come into being by another verb than `new`.
constexpr std::array kMadeBy{NounVerb{"customer", "set"}, NounVerb{"glossary", "set"},
                             NounVerb{"digest", "schedule"}};
/// Verbs that the word “stop” takes back.
constexpr std::array<std::string_view, 2> kStopped{"watch", "support"};

struct KindNoun {
    Kind kind;
    std::string_view noun;
};
constexpr std::array kKindNouns{KindNoun{Kind::product, "product"}, KindNoun{Kind::customer, "customer"},
                                KindNoun{Kind::release, "release"}, KindNoun{Kind::feature, "feature"},
                                KindNoun{Kind::baseline, "plan"},   KindNoun{Kind::change, "change"},
                                KindNoun{Kind::event, "launch"},    KindNoun{Kind::collateral, "collateral"},
                                KindNoun{Kind::promise, "promise"}, KindNoun{Kind::assumption, "assumption"},
                                KindNoun{Kind::warning, "warning"}};

bool has_noun(Commands commands, std::string_view noun) {
    return std::any_of(commands.begin(), commands.end(),
                       [&](const CommandSpec* s) { return s->noun == noun; });
}

Refusal did_you_mean(std::string wrong, std::string_view instead, std::string example) {
    return {std::move(wrong), fmt::format("Did you mean {}?", instead), std::move(example)};
}

std::string dont_know(std::string_view word) { return fmt::format("I don't know “{}”.", dates::shown(word)); }

Refusal list_nouns(Commands commands, std::string wrong) {
    const auto nouns = nouns_of(commands);
    return {std::move(wrong), fmt::format("A command begins with one of {}.", choice_of(nouns)), "help"};
}

/// `CR-1` alone, or with a verb behind it.
Refusal id_first(Commands commands, std::string_view typed, const Pieces& pieces, Ref ref) {
    const std::string_view noun = noun_of(ref.kind);
    const std::string id = to_string(ref);
    const std::string wrong = fmt::format("{} is {}; what about it?", id, kind_phrase(ref.kind));
    if (noun.empty()) return {wrong, "For example:", "history " + id};
    if (pieces.size() > 1 && pieces[1].is_word()) {
        const std::string second = plain_word(pieces[1].text);
        const std::string_view verb = plain_verb(commands, noun, second);
        if (find_command(commands, noun, verb))
            return did_you_mean(wrong, fmt::format("{} {} {}", noun, verb, id),
                                fmt::format("{} {} {}{}", noun, verb, id, typed.substr(pieces[1].to)));
    }
    return {wrong, "For example:", fmt::format("{} show {}", noun, id)};
}

/// The noun that another word for its records means, one or many of them.
std::optional<std::string_view> noun_called(std::string_view typed) {
    if (typed.ends_with('s')) typed.remove_suffix(1);
    for (const NounWord& called : kNounWords)
        if (called.typed == typed) return called.noun;
    return std::nullopt;
}

/// `what if release move …`: a first word with a blank in its midst.
std::optional<Refusal> noun_in_two(Commands commands, std::string_view typed, const Pieces& pieces) {
    if (pieces.size() < 2 || !pieces[1].is_word()) return std::nullopt;
    const std::string noun = plain_word(pieces[0].text) + plain_word(pieces[1].text);
    if (!has_noun(commands, noun)) return std::nullopt;
    Piece both = pieces[0];
    both.to = pieces[1].to;
    return did_you_mean(dont_know(pieces[0].text), noun, replaced(typed, both, noun));
}

Refusal unknown_noun(Commands commands, std::string_view typed, const Pieces& pieces) {
    const Piece& first = pieces.front();
    if (first.is_key())
        return list_nouns(commands, fmt::format("“{}:” stands where a command begins.", first.key));
    if (first.is_quoted()) return list_nouns(commands, "A text in quotes stands where a command begins.");
    if (const auto ref = typed_id(first.text)) return id_first(commands, typed, pieces, *ref);
    const std::string noun = plain_word(first.text);
    if (noun.empty()) return list_nouns(commands, dont_know(first.text));
    if (auto refusal = noun_in_two(commands, typed, pieces)) return *refusal;
    // `why AW-1` is no question to anybody.
    const bool of_record = pieces.size() == 2 && pieces[1].is_word() && typed_id(pieces[1].text);
    if (auto refusal = of_record ? verb_first(commands, typed, pieces) : std::nullopt) return *refusal;
    if (auto refusal = said_in_a_sentence(commands, pieces)) return *refusal;
    if (auto refusal = verb_first(commands, typed, pieces)) return *refusal;
    const auto called = noun_called(noun);
    if (const auto near = called ? called : nearest(noun, nouns_of(commands))) {
        std::string example = replaced(typed, first, *near);
        const bool many = noun == std::string(*near) + "s" || noun == std::string(*near) + "es" ||
                          (called && noun.ends_with('s'));
        const bool plural = pieces.size() == 1 && many && find_command(commands, *near, "list");
        if (plural) example += " list";
        return did_you_mean(dont_know(first.text), plural ? example : std::string(*near), example);
    }
    return list_nouns(commands, dont_know(first.text));
}

/// `change unwatch CR-1`: the nearest verb would do the opposite of what is meant.
std::optional<Refusal> opposite_verb(Commands commands, std::string_view typed, const Pieces& pieces,
                                     std::string_view noun, std::string_view word) {
    constexpr std::string_view kNot = "un";
    if (!word.starts_with(kNot) || verb_instead(commands, noun, word)) return std::nullopt;
    const std::string_view verb = plain_verb(commands, noun, word.substr(kNot.size()));
    if (!find_command(commands, noun, verb)) return std::nullopt;
    const std::string wrong = fmt::format("I don't know “{} {}”.", noun, dates::shown(pieces[1].text));
    if (!is_among(kStopped, verb)) return Refusal{wrong, "What you recorded last is taken back by:", "undo"};
    const std::string which = pieces.size() > 2 ? std::string(typed.substr(pieces[1].to)) : " CR-1";
    return Refusal{wrong, "“stop” behind it takes it back:", fmt::format("{} {}{} stop", noun, verb, which)};
}

/// `change request new "x"`: the noun twice, once by another word.
std::optional<Refusal> noun_twice(Commands commands, std::string_view typed, const Pieces& pieces,
                                  std::string_view noun) {
    if (pieces.size() < 3 || !pieces[2].is_word()) return std::nullopt;
    const std::string third = plain_word(pieces[2].text);
    const std::string_view verb = plain_verb(commands, noun, third);
    if (noun_said(commands, plain_word(pieces[1].text)) != noun || !find_command(commands, noun, verb))
        return std::nullopt;
    Piece both = pieces[0];
    both.to = pieces[1].to;
    return did_you_mean(fmt::format("I don't know “{} {}”.", noun, dates::shown(pieces[1].text)),
                        fmt::format("{} {}", noun, verb), replaced(typed, both, noun));
}

/// `change loop in CR-1`: a verb with a blank in its midst.
std::optional<Refusal> verb_in_two(Commands commands, std::string_view typed, const Pieces& pieces,
                                   std::string_view noun) {
    if (pieces.size() < 3 || !pieces[2].is_word()) return std::nullopt;
    const std::string first = plain_word(pieces[1].text);
    for (const std::string_view between : {"-", ""}) {
        const std::string verb = fmt::format("{}{}{}", first, between, plain_word(pieces[2].text));
        if (!find_command(commands, noun, verb)) continue;
        Piece both = pieces[1];
        both.to = pieces[2].to;
        return did_you_mean(fmt::format("I don't know “{} {}”.", noun, dates::shown(pieces[1].text)), verb,
                            replaced(typed, both, verb));
    }
    return std::nullopt;
}

Refusal unknown_verb(Commands commands, std::string_view typed, const Pieces& pieces, std::string_view noun) {
    const auto verbs = verbs_of(commands, noun);
    const CommandSpec* shown_one = find_command(commands, noun, "list");
    if (!shown_one) shown_one = find_command(commands, noun, verbs.front());
    if (pieces.size() < 2 || !pieces[1].is_word()) {
        Refusal refusal{fmt::format("{} needs to know what to do.", noun),
                        fmt::format("One of {}.", choice_of(verbs)), std::string(shown_one->example)};
        const bool titled = pieces.size() > 1 && pieces[1].is_quoted() && find_command(commands, noun, "new");
        if (titled) refusal.example = fmt::format("{} new{}", noun, typed.substr(pieces[0].to));
        return refusal;
    }
    const Piece& second = pieces[1];
    const auto ref = typed_id(second.text);
    if (ref && pieces.size() > 2 && pieces[2].is_word()) {
        const std::string third = plain_word(pieces[2].text);
        const std::string_view verb = plain_verb(commands, noun, third);
        const std::string mended = fmt::format("{} {} {}", noun, verb, to_string(*ref));
        if (find_command(commands, noun, verb))
            return did_you_mean("The verb comes before the ID.", mended,
                                mended + std::string(typed.substr(pieces[2].to)));
    }
    if (ref && find_command(commands, noun, "show"))
        return did_you_mean(fmt::format("{} needs to know what to do.", noun),
                            fmt::format("{} show {}", noun, to_string(*ref)),
                            replaced(typed, second, "show " + to_string(*ref)));
    const std::string word = plain_word(second.text);
    for (const auto look : {noun_twice, verb_in_two})
        if (auto refusal = look(commands, typed, pieces, noun)) return *std::move(refusal);
    if (auto refusal = opposite_verb(commands, typed, pieces, noun, word)) return *std::move(refusal);
    std::vector<std::string_view> known = verbs;
    for (const Alias& alias : kAliases)
        if (find_command(commands, noun, plain_verb(commands, noun, alias.typed)))
            known.push_back(alias.typed);
    auto near = verb_instead(commands, noun, word);
    if (!near) near = nearest(word, known);
    const std::string wrong = fmt::format("I don't know “{} {}”.", noun, dates::shown(second.text));
    const CommandSpec* set = find_command(commands, noun, "set");
    if (auto line = set ? renaming(*set, typed, pieces) : std::nullopt)
        return did_you_mean(wrong, set->verb, *std::move(line));
    if (near) return did_you_mean(wrong, *near, replaced(typed, second, *near));
    return {wrong, fmt::format("{} takes {}.", noun, choice_of(verbs)), fmt::format("help {}", noun)};
}

/// The noun of a first word: `warnings show AW-1` is meant as `warning show AW-1`, and `warning list` as
/// `warnings`.
std::string noun_meant(Commands commands, const Pieces& pieces) {
    std::string noun = plain_word(pieces[0].text);
    const bool verb_follows = pieces.size() > 1 && pieces[1].is_word();
    if (noun == "warnings" && verb_follows) {
        const std::string verb = plain_word(pieces[1].text);
        if (find_command(commands, "warning", plain_verb(commands, "warning", verb))) return "warning";
    }
    return noun;
}

}  // namespace

Unprefixed without_prefix(std::string_view text) {
    const auto skip = [](std::string_view rest) {
        while (!rest.empty()) {
            const Character c = first_character(rest);
            if (!is_space(c.code) && !is_nothing(c.code)) break;
            rest.remove_prefix(c.bytes);
        }
        return rest;
    };
    text = skip(text);
    for (const std::string_view prefix : kPrefixWords) {
        if (!same_word(text.substr(0, prefix.size()), prefix)) continue;
        const std::string_view rest = text.substr(prefix.size());
        if (rest.empty() || is_space(first_character(rest).code)) return {skip(rest), true};
    }
    return {text, false};
}

std::string_view noun_of(Kind kind) {
    for (const KindNoun& entry : kKindNouns)
        if (entry.kind == kind) return entry.noun;
    return {};
}

std::vector<std::string_view> verbs_of(Commands commands, std::string_view noun) {
    std::vector<std::string_view> verbs;
    for (const CommandSpec* spec : commands)
        if (spec->noun == noun && !spec->verb.empty()) verbs.push_back(spec->verb);
    return verbs;
}

std::vector<std::string_view> nouns_of(Commands commands) {
    std::vector<std::string_view> nouns;
    for (const CommandSpec* spec : commands)
        if (!is_among(nouns, spec->noun)) nouns.push_back(spec->noun);
    return nouns;
}

std::string_view noun_said(Commands commands, std::string_view word) {
    const auto nouns = nouns_of(commands);
    for (const std::string_view ending : {"", "es", "s"}) {
        if (!word.ends_with(ending)) continue;
        const std::string_view one = word.substr(0, word.size() - ending.size());
        const auto noun = std::find(nouns.begin(), nouns.end(), one);
        if (noun != nouns.end()) return *noun;
    }
    return noun_called(word).value_or(std::string_view());
}

std::string_view plain_verb(Commands commands, std::string_view noun, std::string_view verb) {
    if (find_command(commands, noun, verb)) return verb;
    for (const Alias& alias : kAliases) {
        if (alias.typed != verb) continue;
        if (find_command(commands, noun, alias.verb)) return alias.verb;
        verb = alias.verb;
        break;
    }
    if (verb != "new") return verb;
    if (find_command(commands, noun, "add")) return "add";
    for (const NounVerb& made : kMadeBy)
        if (made.noun == noun) return made.verb;
    return verb;
}

std::optional<FoundCommand> command_named(Commands commands, const Pieces& pieces) {
    if (pieces.empty() || !pieces[0].is_word()) return std::nullopt;
    const std::string noun = noun_meant(commands, pieces);
    if (pieces.size() > 1 && pieces[1].is_word()) {
        const std::string typed = plain_word(pieces[1].text);
        const std::string_view verb = plain_verb(commands, noun, typed);
        if (const CommandSpec* spec = verb.empty() ? nullptr : find_command(commands, noun, verb))
            return FoundCommand{spec, 2};
        // `glossary show GA` is `glossary GA`.
        const bool reads = verb == "list" || verb == "show";
        const CommandSpec* terms = reads && noun == "glossary" ? find_command(commands, noun, "") : nullptr;
        if (terms) return FoundCommand{terms, 2};
        // No command lists mutes alone.
        if (reads && noun == "mute") return std::nullopt;
        // `warning list` is `warnings`.
        const CommandSpec* all = verb == "list" ? find_command(commands, noun + "s", "") : nullptr;
        if (verb == "list" && noun == "warnings") all = find_command(commands, noun, "");
        if (all) return FoundCommand{all, 2};
        // `warnings AW-1`.
        const auto ref = noun == "warnings" ? typed_id(pieces[1].text) : std::nullopt;
        const CommandSpec* one =
            ref && ref->kind == Kind::warning ? find_command(commands, "warning", "show") : nullptr;
        if (one) return FoundCommand{one, 1};
    }
    if (const CommandSpec* spec = find_command(commands, noun, "")) return FoundCommand{spec, 1};
    return std::nullopt;
}

Refusal unknown_command(Commands commands, std::string_view typed, const Pieces& pieces) {
    if (pieces.empty()) return list_nouns(commands, "There is no command here.");
    const std::string noun = pieces[0].is_word() ? plain_word(pieces[0].text) : std::string{};
    if (noun == "mute" && has_noun(commands, noun))
        return {"mute begins one, and lists none.", "What is muted is said by:", "warnings"};
    if (!noun.empty() && has_noun(commands, noun)) return unknown_verb(commands, typed, pieces, noun);
    return unknown_noun(commands, typed, pieces);
}

}  // namespace plumb
