// Whole numbers and amounts: `5000`, `5,000`, `5 000`, `5k`, `1.5m`, `€5,000`.
#include "core/base/phrases.hpp"
#include "core/base/utf8.hpp"
#include "core/talk/example.hpp"
#include "core/talk/reading.hpp"
#include "core/time/typed.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <limits>

namespace plumb {

namespace {

constexpr std::array<std::string_view, 6> kCurrencies{"€", "$", "£", "eur", "usd", "gbp"};
/// As many as the type holds for certain.
constexpr std::size_t kMostDigits = 18;

/// Without currency signs and the marks that set thousands apart; commas and dots stay.
std::string bare_digits(std::string_view typed) {
    std::string text = dates::plain_typed(typed);
    for (const std::string_view sign : kCurrencies) {
        if (text.substr(0, sign.size()) == sign) text.erase(0, sign.size());
        if (text.size() > sign.size() && text.substr(text.size() - sign.size()) == sign)
            text.erase(text.size() - sign.size());
    }
    std::string out;
    for (const char c : text)
        if (c != ' ' && c != '\'' && c != '_') out += c;
    return out;
}

std::int64_t scale_of(char unit) {
    switch (unit) {
        case 'k': return 1'000;
        case 'm': return 1'000'000;
        default: return 1;
    }
}

/// `k` and `m` are meant where numbers are large; a page has neither.
bool is_large(const KeySpec& key) {
    constexpr std::int64_t kLarge = 1'000'000;
    return key.type == KeyType::amount || (key.limit >= kLarge && key.name != "page");
}

/// `5m`, `5min`, of a key that counts minutes.
std::string without_minutes(std::string text) {
    for (const std::string_view unit : {"minutes", "minute", "mins", "min", "m"})
        if (text.size() > unit.size() && text.ends_with(unit))
            return text.substr(0, text.size() - unit.size());
    return text;
}

std::string range_text(const KeySpec& key) {
    if (key.name == "tier") return "A tier is 1, 2 or 3.";
    return fmt::format("From {} to {}{}.", key.name == "page" ? 1 : 0, grouped(key.limit),
                       key.name == "burst" ? " minutes" : "");
}

bool all_digits(std::string_view text) {
    return !text.empty() && text.size() <= kMostDigits &&
           text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// `5,000`, `1,234,567`: groups of three behind the first.
bool grouped_right(std::string_view text) {
    const std::size_t first = text.find(',');
    if (first == 0 || first > 3) return false;
    for (std::size_t at = first; at < text.size(); at += 4)
        if (text[at] != ',' || text.size() - at < 4) return false;
    return true;
}

std::optional<std::int64_t> plain_number(std::string text) {
    if (text.find(',') != std::string::npos) {
        if (!grouped_right(text)) return std::nullopt;
        std::erase(text, ',');
    }
    const bool too_long =
        text.size() > kMostDigits && text.find_first_not_of("0123456789") == std::string::npos;
    if (too_long) return std::numeric_limits<std::int64_t>::max();
    if (!all_digits(text)) return std::nullopt;
    return std::stoll(text);
}

std::int64_t times(std::int64_t number, std::int64_t scale) {
    constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
    return number > kMost / scale ? kMost : number * scale;
}

/// `1.5k`: what stands behind the point must vanish in the scale.
std::optional<std::int64_t> scaled(const std::string& text, std::int64_t scale) {
    const std::size_t point = text.find('.');
    if (point == std::string::npos) {
        const auto whole = plain_number(text);
        return whole ? std::optional(times(*whole, scale)) : std::nullopt;
    }
    const std::string before = text.substr(0, point);
    const std::string after = text.substr(point + 1);
    if (!all_digits(before) || !all_digits(after) || before.size() > 12) return std::nullopt;
    std::int64_t parts = 1;
    for (std::size_t i = 0; i < after.size() && parts <= scale; ++i) parts *= 10;
    if (scale % parts != 0) return std::nullopt;
    return times(std::stoll(before) * parts + std::stoll(after), scale / parts);
}

}  // namespace

Result<Value> number_value(Reading& reading, const KeySpec& key, const Piece& piece) {
    std::string text = bare_digits(piece.text);
    const bool negative = text.substr(0, 1) == "-";
    if (negative) text.erase(0, 1);
    if (key.name == "burst") text = without_minutes(std::move(text));
    std::int64_t scale = 1;
    if (!text.empty() && is_large(key)) {
        scale = scale_of(text.back());
        if (scale > 1) text.pop_back();
    }
    const auto number = scaled(text, scale);
    constexpr std::int64_t kExample = 5000;
    const std::string example =
        key.example.empty() ? std::to_string(std::min(kExample, key.limit)) : std::string(key.example);
    if (!number)
        return refuse(fmt::format("{}: “{}” is no whole number.", key.name, dates::shown(piece.text)),
                      is_large(key) ? "Digits, such as 5000, 5,000 or 5k:" : "Digits:",
                      with_value(reading, piece, example));
    if (negative && *number != 0)
        return refuse(fmt::format("{}: cannot be below 0.", key.name), range_text(key),
                      with_value(reading, piece, *number > key.limit ? example : text));
    if (*number > key.limit)
        return refuse(fmt::format("{}: {} is too much.", key.name, dates::shown(piece.text)), range_text(key),
                      with_value(reading, piece, example));
    return Value{*number};
}

}  // namespace plumb
