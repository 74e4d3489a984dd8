#include "core/base/phrases.hpp"

#include <fmt/core.h>

namespace plumb {

namespace {

/// Joins with commas and an `and`; `append` adds an item or words to the result.
template <class Result, class Items>
Result joined(const Items& items, std::size_t most) {
    Result out;
    const std::size_t shown = items.size() > most ? most : items.size();
    for (std::size_t i = 0; i < shown; ++i) {
        const bool last = i + 1 == items.size();
        if (i > 0) out << (last ? " and " : ", ");
        out << items[i];
    }
    if (shown < items.size())
        out << (shown == 0 ? "" : " and ") << std::to_string(items.size() - shown) << " more";
    return out;
}

/// A string that is written to like a Text.
struct Sentence {
    std::string text;
    Sentence& operator<<(std::string_view more) {
        text += more;
        return *this;
    }
};

}  // namespace

std::string counted(std::int64_t n, std::string_view one, std::string_view many) {
    if (n == 1) return fmt::format("1 {}", one);
    return many.empty() ? fmt::format("{} {}s", n, one) : fmt::format("{} {}", n, many);
}

std::string quoted(std::string_view text) { return fmt::format("“{}”", text); }

std::string listed(const std::vector<std::string>& items, std::size_t most) {
    return joined<Sentence>(items, most).text;
}

Text listed(const std::vector<Text>& items, std::size_t most) { return joined<Text>(items, most); }

std::string effort_phrase(Effort effort) {
    if (effort.min != effort.max) return fmt::format("{:g}–{:g} days", effort.min, effort.max);
    return effort.max == 1 ? "1 day" : fmt::format("{:g} days", effort.max);
}

std::string grouped(std::int64_t number) {
    std::string digits = std::to_string(number);
    const std::size_t first = number < 0 ? 1 : 0;
    for (std::size_t at = digits.size(); at > first + 3;) {
        at -= 3;
        digits.insert(at, ",");
    }
    return digits;
}

std::string ordinal(int n) {
    const int teens = n % 100;
    if (teens >= 11 && teens <= 13) return fmt::format("{}th", n);
    switch (n % 10) {
        case 1: return fmt::format("{}st", n);
        case 2: return fmt::format("{}nd", n);
        case 3: return fmt::format("{}rd", n);
        default: return fmt::format("{}th", n);
    }
}

}  // namespace plumb
