// UTF-8, character by character.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace plumb {

/// What stands for bytes that are no character.
inline constexpr char32_t kBrokenCharacter = 0xFFFF'FFFF;

struct Character {
    char32_t code = 0;
    /// Bytes it takes; 1 for a broken one.
    std::size_t bytes = 0;
};

/// The character at the front of a text that is not empty. Overlong forms, halves of surrogate pairs and
/// numbers beyond Unicode are broken.
Character first_character(std::string_view text);

/// The character at the end of a text that is not empty.
Character last_character(std::string_view text);

/// Code points of a text; each broken byte counts as one.
std::size_t code_points(std::string_view text);

/// The first `n` code points of a text.
std::string_view front_of(std::string_view text, std::size_t n);

/// Appends a character; nothing for a broken one.
void append(std::string& text, char32_t code);

/// C0 and C1 controls and DEL.
constexpr bool is_control(char32_t code) { return code < 0x20 || (code >= 0x7F && code < 0xA0); }

/// Unicode's own line breaks, U+2028 and U+2029.
constexpr bool is_line_separator(char32_t code) { return code == 0x2028 || code == 0x2029; }

/// Marks that change the direction of what follows: a text that holds them can look like another one.
constexpr bool is_bidi_control(char32_t code) {
    return (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069) || code == 0x200E ||
           code == 0x200F || code == 0x061C;
}

/// The text as it may be shown: bidi controls as `\u202e`. Kept text stays as it was typed.
std::string with_bidi_escaped(std::string_view text);

/// Without the byte order mark that some editors put in front of a file.
constexpr std::string_view without_byte_order_mark(std::string_view text) {
    constexpr std::string_view kMark = "\xEF\xBB\xBF";
    return text.starts_with(kMark) ? text.substr(kMark.size()) : text;
}

/// A text that can be kept whatever came in: broken bytes as U+FFFD, controls but tab and line break left
/// out, a carriage return as a line break.
std::string cleaned(std::string_view text);

}  // namespace plumb
