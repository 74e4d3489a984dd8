// `help`, `help NOUN`, `help NOUN VERB`: short, with examples that can be pasted.
#include "core/talk/help.hpp"

#include "core/base/among.hpp"
#include "core/base/phrases.hpp"
#include "core/base/spelling.hpp"
#include "core/command/lookup.hpp"
#include "core/talk/example.hpp"
#include "core/talk/registry.hpp"
#include "core/talk/tried.hpp"
#include "core/talk/verbs.hpp"
#include "core/time/typed.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

namespace plumb {

namespace {

/// What a newcomer tries first.
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kFirst{{
    {"me", ""},
    {"change", "new"},
    {"launch", "new"},
    {"status", ""},
    {"warnings", ""},
}};

std::string name_of(const CommandSpec& spec) {
    return spec.verb.empty() ? std::string(spec.noun) : fmt::format("{} {}", spec.noun, spec.verb);
}

std::string tried_example(const Draft& draft, const CommandSpec& spec) {
    return tried(draft.world(), draft.context(), fresh_example(draft.world(), draft.context(), spec), {});
}

/// What it does, and an example alone on its line, so that it can be pasted.
void add_example(Card& card, const Draft& draft, const CommandSpec& spec) {
    std::string does(spec.does);
    if (!does.empty() && does.front() >= 'a' && does.front() <= 'z') does.front() -= 'a' - 'A';
    Text example;
    example.code(tried_example(draft, spec));
    card.lines.push_back({Line::Kind::text, {}, Text(does + ":")});
    card.lines.push_back({Line::Kind::command, {}, std::move(example)});
}

Card overview(const Draft& draft, Commands all) {
    Card card;
    card.title = "A command is NOUN VERB [ID] [free text] [key:value …]. Try:";
    for (const auto& [noun, verb] : kFirst)
        if (const CommandSpec* spec = find_command(all, noun, verb)) add_example(card, draft, *spec);
    std::vector<std::string> nouns;
    for (const std::string_view noun : nouns_of(all)) nouns.emplace_back(noun);
    card.lines.push_back({Line::Kind::field, "All", Text(fmt::format("{}.", listed(nouns)))});
    Text more("What a noun can do: ");
    more.code("help change");
    more << ". What a command takes: ";
    more.code("help change new");
    more << ".";
    card.lines.push_back({Line::Kind::context, {}, std::move(more)});
    return card;
}

Card of_noun(const Draft& draft, Commands all, std::string_view noun) {
    Card card;
    card.title << "What ";
    card.title.code(noun) << " can do:";
    for (const CommandSpec* spec : all)
        if (spec->noun == noun) add_example(card, draft, *spec);
    return card;
}

std::string_view what_it_takes(KeyType type) {
    switch (type) {
        case KeyType::text: return "a text";
        case KeyType::day: return "a day: 2027-03-01, 1 mar, fri, \"in 3 weeks\", T-14 before an event";
        case KeyType::due: return "a day, or T-14 days before the event, and then it moves along";
        case KeyType::days: return "calendar days: 3d, 2w";
        case KeyType::effort: return "person-days: 3d, 2w, 5-8d";
        case KeyType::number: return "a whole number";
        case KeyType::amount: return "an amount: 50000, 50,000, 50k";
        case KeyType::yes_no: return "yes or no";
        case KeyType::person: return "a person: @ana, me";
        case KeyType::people: return "people: @ana,@ben; +@dan adds, -@dan takes away";
        case KeyType::release: return "a release by name";
        case KeyType::feature: return "a feature: F-1, its key or its title";
        case KeyType::features: return "features: F-1,F-2";
        case KeyType::event: return "a launch event: LE-1";
        case KeyType::events: return "launch events: LE-1,LE-2";
        case KeyType::change: return "a request: CR-1";
        case KeyType::customer: return "a customer by name, new or known";
        case KeyType::ref: return "an ID, or a release's name";
        case KeyType::zone: return "a time zone: Europe/Berlin";
        case KeyType::product: return "a product by its key";
        case KeyType::channel: return "a channel";
        case KeyType::time: return "a time of day: 09:00";
        case KeyType::hours: return "hours: 18:00-08:00";
        case KeyType::word:
        case KeyType::words: return "a word";
    }
    return {};
}

Line key_line(const KeySpec& key) {
    Text text;
    text.code(std::string(key.name) + ":") << " ";
    if (key.choices.empty())
        text << what_it_takes(key.type);
    else
        text << choice_of(key.choices) << (key.type == KeyType::words ? ", or several" : "");
    if (key.required) text << " (needed)";
    return {Line::Kind::item, {}, std::move(text)};
}

Card of_command(const Draft& draft, const CommandSpec& spec) {
    Card card;
    card.title.code(name_of(spec)) << (spec.does.empty() ? "." : ": " + std::string(spec.does) + ".");
    Text example;
    example.code(tried_example(draft, spec));
    card.lines.push_back({Line::Kind::command, {}, std::move(example)});
    for (const KeySpec& key : spec.keys) card.lines.push_back(key_line(key));
    return card;
}

/// `help approve`, `help CR-1`: the command that has the verb, or the noun that such a record goes by; empty
/// where the word is neither.
std::string asked_about(Commands all, const std::vector<std::string_view>& nouns, const std::string& word,
                        std::string_view typed) {
    if (const auto id = typed_id(typed)) return std::string(noun_of(id->kind));
    const auto has_verb = [&](std::string_view noun) {
        return find_command(all, noun, plain_verb(all, noun, word)) != nullptr;
    };
    constexpr std::string_view kLikeliest = "change";
    const auto first = std::find_if(nouns.begin(), nouns.end(), has_verb);
    if (word.empty() || first == nouns.end()) return {};
    const std::string_view noun = has_verb(kLikeliest) ? kLikeliest : *first;
    return fmt::format("{} {}", noun, plain_verb(all, noun, word));
}

/// The noun that was typed, or why there is none.
Result<std::string> known_noun(Commands all, std::string_view typed) {
    const auto nouns = nouns_of(all);
    const std::string noun = plain_word(typed);
    if (is_among(nouns, noun)) return noun;
    const std::string wrong = fmt::format("I don't know “{}”.", dates::shown(typed));
    if (const std::string about = asked_about(all, nouns, noun, typed); !about.empty())
        return refuse(wrong, fmt::format("Did you mean {}?", about), fmt::format("help {}", about));
    if (const auto near = nearest(noun, nouns))
        return refuse(wrong, fmt::format("Did you mean {}?", *near), fmt::format("help {}", *near));
    return refuse(wrong, fmt::format("help takes {}.", choice_of(nouns)), "help");
}

}  // namespace

Result<void> help(Draft& draft, const Command& command) {
    const Commands all = commands();
    if (command.word.empty()) {
        draft.answer(overview(draft, all));
        return {};
    }
    const auto noun = known_noun(all, command.word);
    if (!noun) return tl::make_unexpected(noun.error());
    const auto verbs = verbs_of(all, *noun);
    // What else was typed of the command that is asked about needs no help.
    const std::string typed = plain_word(trimmed(command.text).substr(0, trimmed(command.text).find(' ')));
    const std::string_view verb = plain_verb(all, *noun, typed);
    if (const CommandSpec* spec = find_command(all, *noun, verb); spec && (!verb.empty() || verbs.empty())) {
        draft.answer(of_command(draft, *spec));
        return {};
    }
    if (!verb.empty()) {
        const std::string wrong = fmt::format("I don't know “{} {}”.", *noun, dates::shown(command.text));
        if (const auto near = nearest(verb, verbs))
            return refuse(wrong, fmt::format("Did you mean {}?", *near),
                          fmt::format("help {} {}", *noun, *near));
        return refuse(wrong,
                      verbs.empty() ? std::string{} : fmt::format("{} takes {}.", *noun, choice_of(verbs)),
                      fmt::format("help {}", *noun));
    }
    draft.answer(of_noun(draft, all, *noun));
    return {};
}

}  // namespace plumb
