#include "core/base/json_text.hpp"

#include "core/base/utf8.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace plumb {

namespace {

/// What stands for a byte that is no character.
constexpr std::string_view kNoCharacter = "\xEF\xBF\xBD";
constexpr char kSpace = ' ';

/// Whether a byte goes into a JSON string as it is without a look at its neighbours.
constexpr bool is_plain(char c) { return c >= kSpace && c != '"' && c != '\\'; }

/// How many plain bytes a text begins with. Eight are looked at together: every message and every row passes
/// here, and most of their bytes are plain.
std::size_t plain_front(std::string_view text) {
    constexpr std::uint64_t kEach = 0x0101010101010101;
    constexpr std::uint64_t kHigh = kEach << 7;
    const auto below = [](std::uint64_t bytes, std::uint64_t least) {
        return (bytes - least * kEach) & ~bytes & kHigh;
    };
    std::size_t n = 0;
    for (std::uint64_t bytes = 0; n + sizeof bytes <= text.size(); n += sizeof bytes) {
        std::memcpy(&bytes, text.data() + n, sizeof bytes);
        const std::uint64_t special = (bytes & kHigh) | below(bytes, kSpace) | below(bytes ^ '"' * kEach, 1) |
                                      below(bytes ^ '\\' * kEach, 1);
        if (special != 0) break;
    }
    while (n < text.size() && is_plain(text[n])) ++n;
    return n;
}

void append_escaped(std::string& out, char c) {
    constexpr std::string_view kHex = "0123456789abcdef";
    constexpr int kHalfByte = 16;
    if (c == '\n') {
        out += "\\n";
    } else if (c < kSpace) {
        out += "\\u00";
        out += kHex[static_cast<std::size_t>(c / kHalfByte)];
        out += kHex[static_cast<std::size_t>(c % kHalfByte)];
    } else {
        out += '\\';
        out += c;
    }
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
    out += '"';
    while (!text.empty()) {
        const std::size_t run = plain_front(text);
        out.append(text.substr(0, run));
        text.remove_prefix(run);
        if (text.empty()) break;
        std::size_t bytes = 1;
        if (text.front() >= 0) {
            append_escaped(out, text.front());
        } else {
            const Character character = first_character(text);
            bytes = character.bytes;
            out.append(character.code == kBrokenCharacter ? kNoCharacter : text.substr(0, bytes));
        }
        text.remove_prefix(bytes);
    }
    out += '"';
}

std::size_t after_json_string(std::string_view text, std::size_t quote) {
    std::size_t i = quote + 1;
    constexpr std::size_t kEscape = 2;
    while (i < text.size() && text[i] != '"') i += text[i] == '\\' ? kEscape : 1;
    return std::min(i + 1, text.size());
}

bool nests_deeper(std::string_view json, int most) {
    int depth = 0;
    for (std::size_t i = 0; i < json.size();) {
        const char c = json[i];
        if (c == '"') {
            i = after_json_string(json, i);
            continue;
        }
        if ((c == '{' || c == '[') && ++depth > most) return true;
        if (c == '}' || c == ']') --depth;
        ++i;
    }
    return false;
}

}  // namespace plumb
