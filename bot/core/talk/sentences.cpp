#include "core/talk/sentences.hpp"

#include "core/base/among.hpp"
#include "core/command/lookup.hpp"
#include "core/talk/verbs.hpp"

#include <fmt/core.h>

#include <array>

namespace plumb {

namespace {

constexpr std::array<std::string_view, 7> kGreetings{"hi",   "hello", "hey",    "hallo",
                                                     "moin", "good",  "morning"};
constexpr std::array<std::string_view, 4> kThanks{"thanks", "thank", "thx", "danke"};
/// Questions for what is on record, and for how something is done.
constexpr std::array<std::string_view, 9> kAskWhat{"what",  "what's", "which", "who", "when",
                                                   "where", "is",     "are",   "any"};
constexpr std::array<std::string_view, 9> kAskHow{"how",    "can", "could", "do", "does",
                                                  "please", "i",   "we",    "why"};
constexpr std::array<std::string_view, 8> kAskToSee{"show", "view", "list", "ls",
                                                    "get",  "give", "tell", "see"};
constexpr std::array<std::string_view, 10> kFillers{"me",  "us", "the", "all", "my",
                                                    "our", "a",  "an",  "of",  "about"};

/// The first noun among the words, one or many of it.
std::string_view noun_among(Commands commands, const Pieces& pieces) {
    for (std::size_t at = 1; at < pieces.size(); ++at) {
        if (!pieces[at].is_word()) continue;
        const std::string word = plain_word(pieces[at].text);
        const std::string_view noun =
            is_among(kFillers, word) ? std::string_view() : noun_said(commands, word);
        if (!noun.empty()) return noun;
    }
    return {};
}

/// The command that shows what there is of a noun: its list, or itself (`warnings`, `status`).
std::string view_of(Commands commands, std::string_view noun) {
    if (find_command(commands, noun, "list")) return fmt::format("{} list", noun);
    if (find_command(commands, noun, "")) return std::string(noun);
    return fmt::format("help {}", noun);
}

Refusal command_instead(const std::string& command) {
    return {"I read commands, not sentences.", fmt::format("Did you mean {}?", command), command};
}

/// `show me the warnings`: words of talk between the verb and its noun.
std::optional<Refusal> asked_to_see(Commands commands, const Pieces& pieces) {
    const bool talks =
        pieces.size() > 2 && pieces[1].is_word() && is_among(kFillers, plain_word(pieces[1].text));
    const std::string_view noun = talks ? noun_among(commands, pieces) : std::string_view();
    if (noun.empty()) return std::nullopt;
    return command_instead(view_of(commands, noun));
}

}  // namespace

std::optional<Refusal> said_in_a_sentence(Commands commands, const Pieces& pieces) {
    std::string first = plain_word(pieces.front().text);
    while (!first.empty() && is_among(std::string_view("!?,."), first.back())) first.pop_back();
    if (is_among(kThanks, first)) return Refusal{"Gladly.", "What waits for you:", "me"};
    if (is_among(kGreetings, first)) return Refusal{"Hello.", "What I can do:", "help"};
    if (is_among(kAskToSee, first)) return asked_to_see(commands, pieces);
    const bool what = is_among(kAskWhat, first);
    if (!what && !is_among(kAskHow, first)) return std::nullopt;
    const std::string_view noun = noun_among(commands, pieces);
    if (noun.empty()) return Refusal{"I read commands, not sentences.", "What there is:", "help"};
    return command_instead(what ? view_of(commands, noun) : fmt::format("help {}", noun));
}

}  // namespace plumb
