#include "core/base/phrases.hpp"

#include <array>
#include <charconv>
#include <cmath>

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

/// Up to six digits, without a point where there is no fraction.
std::string days_number(double days) {
    std::array<char, 32> digits{};
    constexpr int kPrecision = 6;
    constexpr double kSixDigits = 999'999;
    if (std::trunc(days) == days && std::abs(days) <= kSixDigits)
        return std::to_string(static_cast<int>(days));
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), days,
                                   std::chars_format::general, kPrecision);
    return {digits.data(), end.ptr};
}

}  // namespace

std::string counted(std::int64_t n, std::string_view one, std::string_view many) {
    std::string text = std::to_string(n) + " ";
    if (n == 1 || many.empty())
        text += one;
    else
        text += many;
    return n != 1 && many.empty() ? text + "s" : text;
}

std::string quoted(std::string_view text) { return "“" + std::string(text) + "”"; }

std::string listed(const std::vector<std::string>& items, std::size_t most) {
    return joined<Sentence>(items, most).text;
}

Text listed(const std::vector<Text>& items, std::size_t most) { return joined<Text>(items, most); }

std::string effort_phrase(Effort effort) {
    if (effort.min != effort.max) return days_number(effort.min) + "–" + days_number(effort.max) + " days";
    return days_number(effort.max) + (effort.max == 1 ? " day" : " days");
}

std::string grouped(std::int64_t number) {
    std::string digits = std::to_string(number);
    const std::size_t first = number < 0 ? 1 : 0;
    for (std::size_t at = digits.size(); at > first + 3;) {
        at -= 3;
        digits.insert(at, 1, ',');
    }
    return digits;
}

std::string ordinal(int n) {
    const int teens = n % 100;
    if (teens >= 11 && teens <= 13) return std::to_string(n) + "th";
    switch (n % 10) {
        case 1: return std::to_string(n) + "st";
        case 2: return std::to_string(n) + "nd";
        case 3: return std::to_string(n) + "rd";
        default: return std::to_string(n) + "th";
    }
}

}  // namespace plumb
