#include "core/change/similar.hpp"

#include "core/base/hash.hpp"
#include "core/base/spelling.hpp"
#include "core/change/state.hpp"
#include "core/command/record_text.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>
#include <string_view>

namespace plumb {

namespace {

constexpr std::size_t kMostShown = 3;
/// Two texts are alike when they share this part of the shorter one's words, and at least kSharedWords of
/// them; texts of one word each when it is the same.
constexpr double kAlike = 0.5;
constexpr std::size_t kSharedWords = 2;
/// Words are told apart by this many letters once their ending is off: “exports” and “exporting” are one.
constexpr std::size_t kStem = 6;
constexpr std::array<std::string_view, 4> kEndings{"ing", "ed", "es", "s"};
constexpr std::size_t kShortestWord = 3;
constexpr std::size_t kLongestWord = 40;

/// In the order of the alphabet.
constexpr std::array<std::string_view, 44> kNoise{
    "add",  "all",  "and",    "any",   "are", "but",   "can",  "cannot", "could", "feature", "for",
    "from", "had",  "has",    "have",  "how", "into",  "its",  "must",   "need",  "needs",   "new",
    "not",  "our",  "should", "that",  "the", "their", "them", "they",   "this",  "use",     "was",
    "what", "when", "where",  "which", "who", "why",   "will", "with",   "would", "you",     "your"};
static_assert(std::is_sorted(kNoise.begin(), kNoise.end()));

constexpr bool noise(std::string_view word) {
    return word.size() < kShortestWord || std::binary_search(kNoise.begin(), kNoise.end(), word);
}

std::string_view stem_of(std::string_view word) {
    for (const std::string_view ending : kEndings) {
        if (!word.ends_with(ending) || word.size() < ending.size() + kShortestWord) continue;
        word.remove_suffix(ending.size());
        break;
    }
    return word.substr(0, kStem);
}

/// Calls `use` with the stem of each word that carries meaning, as a number. ASCII is lowered; other letters
/// are taken as they are. Nothing is allocated: hundreds of texts are read so for every new request.
template <class Use>
void each_stem(std::string_view text, Use use) {
    std::array<char, kLongestWord> word{};
    std::size_t length = 0;
    const auto end_word = [&] {
        const std::string_view whole(word.data(), length);
        if (!noise(whole)) use(hash_of(stem_of(whole)));
        length = 0;
    };
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        // `e-mail` is one word, `sign-on` is two.
        const bool joins = c == '\'' || (c == '-' && length == 1);
        if (std::isalnum(byte) || byte >= 0x80) {
            if (length < word.size()) word[length++] = static_cast<char>(std::tolower(byte));
        } else if (!joins) {
            end_word();
        }
    }
    end_word();
}

/// The meaningful words of a text, sorted, each once.
using Bag = std::vector<std::uint64_t>;

Bag bag_of(std::string_view text) {
    Bag bag;
    each_stem(text, [&](std::uint64_t stem) { bag.push_back(stem); });
    std::sort(bag.begin(), bag.end());
    bag.erase(std::unique(bag.begin(), bag.end()), bag.end());
    return bag;
}

/// Part of the shorter text's words that the other has too; 0 where too few are shared to mean anything.
double likeness(const Bag& bag, std::string_view other, bool whole_counts) {
    std::size_t total = 0;
    std::size_t shared = 0;
    each_stem(other, [&](std::uint64_t stem) {
        ++total;
        if (std::binary_search(bag.begin(), bag.end(), stem)) ++shared;
    });
    const std::size_t shorter = std::min(bag.size(), total);
    // A title of one word is as good as named by one that holds it; of two whys that says nothing.
    const bool whole = whole_counts && shorter > 0 && shared >= shorter;
    const bool one_word = bag.size() == 1 && total == 1;
    if (!whole && shared < (one_word ? 1 : kSharedWords)) return 0;
    return static_cast<double>(std::min(shared, shorter)) / static_cast<double>(shorter);
}

}  // namespace

std::vector<ChangeId> similar_requests(const World& world, const ChangeRequest& request) {
    struct Match {
        double score = 0;
        int n = 0;
    };
    std::vector<Match> matches;
    const Bag title = bag_of(request.title);
    const Bag why = bag_of(request.why);
    const int last = world.last(Kind::change);
    for (int n = last; n > 0 && n > last - kSimilarLookBack; --n) {
        const ChangeRequest* other = world.find(ChangeId{n});
        if (!other || other->product != request.product || n == request.meta.n) continue;
        if (other->status == ChangeStatus::merged) continue;
        const double score =
            same_word(request.title, other->title)
                ? 1.0
                : std::max(likeness(title, other->title, true), likeness(why, other->why, false));
        if (score >= kAlike) matches.push_back({score, n});
    }
    std::stable_sort(matches.begin(), matches.end(),
                     [](const Match& a, const Match& b) { return a.score > b.score; });
    std::vector<ChangeId> found;
    for (std::size_t i = 0; i < matches.size() && i < kMostShown; ++i)
        found.push_back(ChangeId{matches[i].n});
    return found;
}

namespace {

Text what_became_of(const World& world, const Context& context, const ChangeRequest& request) {
    Text text(called(world, id_of(request)));
    const Zone& zone = zone_of(context, world, request.product);
    text << ", " << word(request.status);
    if (!decided(request)) return text;
    if (request.decided_at) text << " " << spoken(zone.day_of(*request.decided_at), zone.day_of(context.now));
    if (!request.reason.empty()) text << " because " << quoted(request.reason);
    return text;
}

}  // namespace

Text similar_text(const World& world, const Context& context, const ChangeRequest& request) {
    Text text;
    for (const ChangeId other : similar_requests(world, request))
        text << (text.empty() ? "Looks like " : "; ") << what_became_of(world, context, *world.find(other));
    return text.empty() ? text : text << ".";
}

}  // namespace plumb
