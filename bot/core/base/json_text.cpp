#include "core/base/json_text.hpp"

#include "core/base/utf8.hpp"

namespace plumb {

namespace {

/// What stands for a byte that is no character.
constexpr std::string_view kNoCharacter = "\xEF\xBF\xBD";
constexpr char kSpace = ' ';

/// Whether a byte goes into a JSON string as it is without a look at its neighbours.
constexpr bool is_plain(char c) { return c >= kSpace && c != '"' && c != '\\'; }

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
        std::size_t run = 0;
        while (run < text.size() && is_plain(text[run])) ++run;
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

}  // namespace plumb
