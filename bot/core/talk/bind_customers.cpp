// Two customers that are joined, one behind the other and without quotes: `customer merge Acme Inc
// Stadtwerke`, `customer merge Acme Inc with Stadtwerke`.
#include "core/base/among.hpp"
#include "core/base/spelling.hpp"
#include "core/command/lookup.hpp"
#include "core/talk/example.hpp"
#include "core/talk/reading.hpp"
#include "core/time/typed.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

namespace plumb {

namespace {

/// More words than this are no two names.
constexpr std::size_t kMostWordsOfTwo = 12;

/// What people write between the two.
bool is_between(std::string_view word) {
    constexpr std::array<std::string_view, 9> kBetween{"into", "to", "in", "with", "and",
                                                       "&",    "->", "→",  "+"};
    return is_among(kBetween, word);
}

struct TwoNames {
    std::string gone;
    std::string kept;
    /// How many of them are only near to what was typed.
    int guessed = 0;
};

/// The words from `first` to before `last` as a customer: the name, as it is on record.
std::optional<std::string> customer_in(const Reading& reading, std::size_t first, std::size_t last,
                                       int& guessed) {
    if (first >= last) return std::nullopt;
    std::string text;
    for (std::size_t at = first; at < last; ++at) {
        std::string_view word = reading.words[at].text;
        if (at + 1 == last && word.ends_with(',')) word.remove_suffix(1);
        text += (text.empty() ? "" : " ") + std::string(word);
    }
    const auto found = customer_called(reading.world(), text);
    if (found) return reading.world().find(*found)->name;
    ++guessed;
    return suggestion_in(found.error());
}

/// Every way to read the words as two customers; the ways with the fewest guesses.
std::vector<TwoNames> ways_to_read(const Reading& reading) {
    std::vector<TwoNames> ways;
    const std::size_t words = reading.words.size();
    for (std::size_t at = 1; at < words; ++at) {
        const std::size_t behind = is_between(lower(reading.words[at].text)) ? at + 1 : at;
        TwoNames two;
        const auto gone = customer_in(reading, 0, at, two.guessed);
        const auto kept = gone ? customer_in(reading, behind, words, two.guessed) : std::nullopt;
        if (!kept || *kept == *gone) continue;
        two.gone = *gone;
        two.kept = *kept;
        ways.push_back(std::move(two));
    }
    int fewest = 2;
    for (const TwoNames& two : ways) fewest = std::min(fewest, two.guessed);
    std::erase_if(ways, [&](const TwoNames& two) { return two.guessed > fewest; });
    return ways;
}

/// `customer merge Acme Inc Nobody`: the first is known, and any other stands for the second.
TwoNames first_of_two(const Reading& reading) {
    for (std::size_t last = reading.words.size() - 1; last > 0; --last) {
        int guessed = 0;
        const auto gone = customer_in(reading, 0, last, guessed);
        if (!gone || guessed > 0) continue;
        for (const Customer& other : reading.world().all<Customer>())
            if (other.name != *gone) return {*gone, other.name, 0};
    }
    return {};
}

}  // namespace

std::optional<Refusal> two_customers(const Reading& reading) {
    const Pieces& words = reading.words;
    const bool joins =
        reading.spec.noun == "customer" && reading.spec.verb == "merge" && !reading.find("into");
    const bool bare =
        std::all_of(words.begin(), words.end(), [](const Piece& word) { return word.is_word(); });
    if (!joins || !bare || words.size() < 2 || words.size() > kMostWordsOfTwo) return std::nullopt;
    // `customer merge Acme Inc`: the other one is left out.
    int guessed = 0;
    if (customer_in(reading, 0, words.size(), guessed) && guessed == 0) return std::nullopt;
    const auto ways = ways_to_read(reading);
    const TwoNames two = ways.empty() ? first_of_two(reading) : ways.front();
    if (two.gone.empty()) return std::nullopt;
    Piece both = words.front();
    both.to = words.back().to;
    const std::string mended = fmt::format("into:{}", as_value(two.kept));
    return Refusal{fmt::format("{} needs into:.", reading.name()),
                   ways.size() == 1 ? fmt::format("Did you mean {}?", mended) : "Complete, for example:",
                   with_replaced(reading, both, fmt::format("{} {}", as_value(two.gone), mended))};
}

}  // namespace plumb
