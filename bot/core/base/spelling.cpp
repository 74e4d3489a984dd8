#include "core/base/spelling.hpp"

#include "core/base/ascii.hpp"

#include <algorithm>
#include <numeric>

namespace plumb {

namespace {

constexpr std::size_t kShortWord = 3;
constexpr std::size_t kMiddlingWord = 7;
constexpr std::size_t kTelling = 3;
/// `ped` of `shipped`.
constexpr std::size_t kLongestEnding = 3;
/// Longer words are no slips of the finger any more.
constexpr std::size_t kLongestWord = 64;

std::size_t allowed(std::size_t length) {
    if (length <= kShortWord) return 1;
    return length <= kMiddlingWord ? 2 : 3;
}

template <class Words>
std::string joined(const Words& words) {
    std::string out;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0) out += i + 1 == words.size() ? " or " : ", ";
        out += words[i];
    }
    return out;
}

}  // namespace

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out) c = ascii::lower(c);
    return out;
}

bool same_word(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return ascii::lower(x) == ascii::lower(y); });
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && ascii::is_blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && ascii::is_blank(text.back())) text.remove_suffix(1);
    return text;
}

std::size_t edits_between(std::string_view a, std::string_view b, std::size_t most) {
    const std::size_t apart = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
    if (apart > most || std::max(a.size(), b.size()) > kLongestWord) return most + 1;
    std::vector<std::size_t> before, last(b.size() + 1), now(b.size() + 1);
    std::iota(last.begin(), last.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        now[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t differs = a[i - 1] == b[j - 1] ? 0 : 1;
            now[j] = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + differs});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                now[j] = std::min(now[j], before[j - 2] + 1);
        }
        before = last;
        std::swap(last, now);
    }
    return std::min(last[b.size()], most + 1);
}

std::optional<std::string_view> nearest(std::string_view typed, std::span<const std::string_view> known) {
    const std::string word = lower(typed);
    const auto begins = [&word](std::string_view candidate) {
        return candidate.size() > word.size() && lower(candidate.substr(0, word.size())) == word;
    };
    const auto begun = std::count_if(known.begin(), known.end(), begins);
    const bool telling = word.size() >= kTelling || (word.size() + 1 == kTelling && begun == 1);
    if (telling && begun > 0) {
        // Of several that begin so the shortest: `warn` is `warning`, then `warnings`.
        std::optional<std::string_view> shortest;
        for (const std::string_view candidate : known)
            if (begins(candidate) && (!shortest || candidate.size() < shortest->size())) shortest = candidate;
        return shortest;
    }
    std::optional<std::string_view> best;
    std::size_t fewest = allowed(word.size()) + 1;
    for (const std::string_view candidate : known) {
        const std::size_t limit = std::min(allowed(word.size()), allowed(candidate.size()));
        const std::size_t edits = edits_between(word, lower(candidate), limit);
        // Half of the letters are another word.
        const bool half = word.size() > kShortWord && edits * 2 >= word.size();
        if (edits > limit || edits >= fewest || edits >= word.size() || half) continue;
        best = candidate;
        fewest = edits;
    }
    // `shipped`, `cancelled`: a known word with an ending.
    for (const std::string_view candidate : known) {
        const bool ends = !best && candidate.size() > kShortWord && word.size() > candidate.size() &&
                          word.size() - candidate.size() <= kLongestEnding;
        if (ends && word.starts_with(lower(candidate)) && word.ends_with("ed")) best = candidate;
    }
    return best;
}

std::string choice_of(std::span<const std::string_view> words) { return joined(words); }
std::string choice_of(const std::vector<std::string>& words) { return joined(words); }

}  // namespace plumb
