#include "chat/matrix/json.hpp"

#include "core/base/json_text.hpp"
#include "core/base/utf8.hpp"

#include <charconv>

namespace plumb::matrix {

namespace {

constexpr std::string_view kUnreadable = "\\ufffd";
constexpr std::size_t kEscape = 6;

/// The code unit of `\uXXXX` at the front of a text.
std::optional<unsigned> unit_of(std::string_view text) {
    if (text.size() < kEscape || text[0] != '\\' || text[1] != 'u') return std::nullopt;
    unsigned unit = 0;
    const auto read = std::from_chars(text.data() + 2, text.data() + kEscape, unit, 16);
    if (read.ec != std::errc{} || read.ptr != text.data() + kEscape) return std::nullopt;
    return unit;
}

bool is_high(unsigned unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool is_low(unsigned unit) { return unit >= 0xDC00 && unit < 0xE000; }

/// With what JSON does not allow in a string replaced.
std::string repaired(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        std::size_t take = first_character(text).bytes;
        if (const auto unit = unit_of(text)) {
            const auto next = unit_of(text.substr(kEscape));
            const bool pair = is_high(*unit) && next && is_low(*next);
            take = pair ? 2 * kEscape : kEscape;
            const bool half = !pair && (is_high(*unit) || is_low(*unit));
            out += half ? kUnreadable : text.substr(0, take);
        } else if (text.front() == '\\') {
            take = std::min<std::size_t>(2, text.size());
            out += text.substr(0, take);
        } else if (first_character(text).code == kBrokenCharacter) {
            out += kUnreadable;
        } else {
            out += text.substr(0, take);
        }
        text.remove_prefix(take);
    }
    return out;
}

}  // namespace

std::optional<Json> parsed(std::string_view text) {
    Json read = Json::parse(text, nullptr, false);
    if (read.is_discarded()) read = Json::parse(repaired(text), nullptr, false);
    if (read.is_discarded()) return std::nullopt;
    return read;
}

const Json& at(const Json& from, std::string_view key) {
    static const Json nothing;
    if (!from.is_object()) return nothing;
    const auto found = from.find(key);
    return found == from.end() ? nothing : *found;
}

std::string text_at(const Json& from, std::string_view key) {
    const Json& value = at(from, key);
    return value.is_string() ? value.get<std::string>() : std::string{};
}

std::optional<std::int64_t> number_at(const Json& from, std::string_view key) {
    const Json& value = at(from, key);
    if (value.is_number_integer()) return value.get<std::int64_t>();
    if (!value.is_number_float()) return std::nullopt;
    const double number = value.get<double>();
    constexpr double kLargest = 9e15;
    if (!(number > -kLargest && number < kLargest)) return std::nullopt;
    return static_cast<std::int64_t>(number);
}

bool truth_at(const Json& from, std::string_view key) {
    const Json& value = at(from, key);
    return value.is_boolean() && value.get<bool>();
}

std::string written(const Json& value) {
    std::string text;
    append_json(text, value);
    return text;
}

}  // namespace plumb::matrix
