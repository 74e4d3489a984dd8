#include "core/time/typed.hpp"

#include "core/base/ascii.hpp"
#include "core/time/calendar.hpp"

#include <algorithm>
#include <array>

namespace plumb::dates {

namespace {

/// Code points of a kind that people cannot tell apart, first to last.
struct Lookalike {
    char32_t first;
    char32_t last;
    /// What it stands for; 0 is nothing at all.
    char plain;
};
constexpr std::array kLookalikes{
    Lookalike{0x00A0, 0x00A0, ' '},  Lookalike{0x1680, 0x1680, ' '},  Lookalike{0x2000, 0x200A, ' '},
    Lookalike{0x2028, 0x2029, ' '},  Lookalike{0x202F, 0x202F, ' '},  Lookalike{0x205F, 0x205F, ' '},
    Lookalike{0x3000, 0x3000, ' '},  Lookalike{0x2010, 0x2015, '-'},  Lookalike{0x2043, 0x2043, '-'},
    Lookalike{0x2212, 0x2212, '-'},  Lookalike{0xFE58, 0xFE58, '-'},  Lookalike{0xFE63, 0xFE63, '-'},
    Lookalike{0xFF0D, 0xFF0D, '-'},  Lookalike{0x2044, 0x2044, '/'},  Lookalike{0x2215, 0x2215, '/'},
    Lookalike{0xFF0F, 0xFF0F, '/'},  Lookalike{0x2018, 0x2019, '\''}, Lookalike{0x02BC, 0x02BC, '\''},
    Lookalike{0x200B, 0x200F, '\0'}, Lookalike{0x202A, 0x202E, '\0'}, Lookalike{0x2060, 0x2069, '\0'},
    Lookalike{0xFEFF, 0xFEFF, '\0'}, Lookalike{0x00AD, 0x00AD, '\0'}, Lookalike{0xFE0F, 0xFE0F, '\0'}};

constexpr std::size_t kShownBytes = 60;

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }
/// Letters beyond ASCII are part of a word too: `märz` is one unknown word.
bool is_of_word(char c) { return ascii::is_letter(c) || (static_cast<unsigned char>(c) & 0x80U); }

std::size_t utf8_length(char lead) {
    const auto byte = static_cast<unsigned char>(lead);
    if (byte >= 0xF0) return 4;
    if (byte >= 0xE0) return 3;
    return byte >= 0xC0 ? 2 : 1;
}

/// The character at the front of the text, which is not empty; a broken one is taken byte by byte.
std::string_view front_character(std::string_view text) {
    const std::size_t length = utf8_length(text.front());
    if (length > text.size()) return text.substr(0, 1);
    for (std::size_t i = 1; i < length; ++i)
        if (!is_continuation(text[i])) return text.substr(0, 1);
    return text.substr(0, length);
}

const Lookalike* lookalike(std::string_view character) {
    char32_t code = 0;
    if (character.size() == 2)
        code = static_cast<char32_t>(character[0] & 0x1F) << 6 | static_cast<char32_t>(character[1] & 0x3F);
    if (character.size() == 3)
        code = static_cast<char32_t>(character[0] & 0x0F) << 12 |
               static_cast<char32_t>(character[1] & 0x3F) << 6 | static_cast<char32_t>(character[2] & 0x3F);
    const auto found = std::find_if(kLookalikes.begin(), kLookalikes.end(),
                                    [code](const Lookalike& l) { return code >= l.first && code <= l.last; });
    return found == kLookalikes.end() ? nullptr : found;
}

/// Whether `word` is `name`, or its beginning from three letters on, whatever the case of the name's first
/// letter.
bool abbreviates(std::string_view word, std::string_view name) {
    if (word.size() < 3 || word.size() > name.size()) return false;
    return std::equal(word.begin(), word.end(), name.begin(),
                      [](char a, char b) { return a == ascii::lower(b); });
}

}  // namespace

std::string plain_typed(std::string_view text) {
    std::string plain;
    const auto add = [&plain](char c) {
        if (!ascii::is_blank(c))
            plain += ascii::lower(c);
        else if (!plain.empty() && plain.back() != ' ')
            plain += ' ';
    };
    while (!text.empty()) {
        const std::string_view character = front_character(text);
        text.remove_prefix(character.size());
        if (character.size() == 1) {
            add(character.front());
        } else if (const Lookalike* like = lookalike(character)) {
            if (like->plain) add(like->plain);
        } else {
            plain += character;
        }
    }
    if (!plain.empty() && plain.back() == ' ') plain.pop_back();
    return plain;
}

std::string shown(std::string_view text) {
    while (!text.empty() && ascii::is_blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && ascii::is_blank(text.back())) text.remove_suffix(1);
    if (text.size() <= kShownBytes) return std::string(text);
    std::size_t length = kShownBytes;
    while (length > 0 && is_continuation(text[length])) --length;
    return std::string(text.substr(0, length)) + "…";
}

Tokens tokens_of(std::string_view plain) {
    Tokens tokens;
    const auto run = [&plain](auto belongs) {
        const auto end = std::find_if_not(plain.begin(), plain.end(), belongs);
        return plain.substr(0, static_cast<std::size_t>(end - plain.begin()));
    };
    while (!plain.empty()) {
        const char c = plain.front();
        if (c == ' ' || c == ',') {
            plain.remove_prefix(1);
            continue;
        }
        Token token{Token::Is::mark, plain.substr(0, 1)};
        if (ascii::is_digit(c)) {
            token = {Token::Is::number, run(ascii::is_digit)};
            for (const char d : token.text)
                token.value = token.text.size() > 9 ? kHugeNumber : token.value * 10 + (d - '0');
        } else if (is_of_word(c)) {
            token = {Token::Is::word, run(is_of_word)};
        }
        plain.remove_prefix(token.text.size());
        tokens.push_back(token);
    }
    return tokens;
}

std::optional<std::chrono::month> month_named(std::string_view word) {
    for (std::size_t i = 0; i < kMonthNames.size(); ++i)
        if (abbreviates(word, kMonthNames[i])) return std::chrono::month{static_cast<unsigned>(i + 1)};
    return std::nullopt;
}

std::optional<std::chrono::weekday> weekday_named(std::string_view word) {
    if (word == "weds") return std::chrono::Wednesday;
    for (std::size_t i = 0; i < kWeekdayNames.size(); ++i)
        if (abbreviates(word, kWeekdayNames[i])) return std::chrono::weekday{static_cast<unsigned>(i)};
    return std::nullopt;
}

}  // namespace plumb::dates
