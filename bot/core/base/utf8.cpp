#include "core/base/utf8.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace plumb {

namespace {

constexpr Character kBroken{kBrokenCharacter, 1};
constexpr char32_t kReplacement = 0xFFFD;
constexpr char32_t kLast = 0x10FFFF;

constexpr unsigned char byte(char c) { return static_cast<unsigned char>(c); }

/// How many bytes of ASCII a text begins with.
std::size_t ascii_front(std::string_view text) {
    constexpr std::uint64_t kHigh = 0x8080808080808080;
    std::size_t n = 0;
    for (std::uint64_t bytes = 0; n + sizeof bytes <= text.size(); n += sizeof bytes) {
        std::memcpy(&bytes, text.data() + n, sizeof bytes);
        if ((bytes & kHigh) != 0) break;
    }
    while (n < text.size() && text[n] >= 0) ++n;
    return n;
}

std::size_t length_of(unsigned char lead) {
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead < 0xE0) return 2;
    if (lead >= 0xE0 && lead < 0xF0) return 3;
    if (lead >= 0xF0 && lead < 0xF5) return 4;
    return 0;
}

/// The least number that needs so many bytes.
constexpr std::array<char32_t, 5> kLeast{0, 0, 0x80, 0x800, 0x10000};

constexpr std::size_t kLongest = kLeast.size() - 1;

}  // namespace

Character first_character(std::string_view text) {
    const unsigned char lead = byte(text.front());
    const std::size_t length = length_of(lead);
    if (length == 1) return {lead, 1};
    if (length == 0 || length > text.size()) return kBroken;
    char32_t code = lead & (0x7FU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(text[i]) & 0xC0U) != 0x80U) return kBroken;
        code = code << 6 | (byte(text[i]) & 0x3FU);
    }
    const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
    if (code < kLeast[length] || code > kLast || surrogate) return kBroken;
    return {code, length};
}

Character last_character(std::string_view text) {
    for (std::size_t bytes = std::min(kLongest, text.size()); bytes > 1; --bytes) {
        const Character last = first_character(text.substr(text.size() - bytes));
        if (last.bytes == bytes) return last;
    }
    return first_character(text.substr(text.size() - 1));
}

std::size_t code_points(std::string_view text) {
    std::size_t n = 0;
    for (;; ++n) {
        const std::size_t plain = ascii_front(text);
        n += plain;
        text.remove_prefix(plain);
        if (text.empty()) return n;
        text.remove_prefix(first_character(text).bytes);
    }
}

std::string_view front_of(std::string_view text, std::size_t n) {
    std::size_t end = 0;
    for (; n > 0 && end < text.size(); --n) end += first_character(text.substr(end)).bytes;
    return text.substr(0, end);
}

void append(std::string& text, char32_t code) {
    const auto put = [&text](char32_t bits) { text += static_cast<char>(static_cast<unsigned char>(bits)); };
    const auto more = [&put, code](int shift) { put(0x80U | ((code >> shift) & 0x3FU)); };
    if (code > kLast) return;
    if (code < 0x80) {
        put(code);
    } else if (code < 0x800) {
        put(0xC0U | code >> 6);
        more(0);
    } else if (code < 0x10000) {
        put(0xE0U | code >> 12);
        more(6);
        more(0);
    } else {
        put(0xF0U | code >> 18);
        more(12);
        more(6);
        more(0);
    }
}

std::string with_bidi_escaped(std::string_view text) {
    constexpr std::string_view kHex = "0123456789abcdef";
    std::string out;
    for (;;) {
        const std::size_t plain = ascii_front(text);
        out += text.substr(0, plain);
        text.remove_prefix(plain);
        if (text.empty()) return out;
        const Character c = first_character(text);
        if (is_bidi_control(c.code)) {
            out += "\\u";
            for (int shift = 12; shift >= 0; shift -= 4) out += kHex[(c.code >> shift) & 0xFU];
        } else {
            out += text.substr(0, c.bytes);
        }
        text.remove_prefix(c.bytes);
    }
}

std::string cleaned(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const Character c = first_character(text);
        const std::string_view bytes = text.substr(0, c.bytes);
        text.remove_prefix(c.bytes);
        if (c.code == kBrokenCharacter) {
            append(out, kReplacement);
        } else if (is_line_separator(c.code)) {
            out += '\n';
        } else if (c.code == '\r') {
            if (text.empty() || text.front() != '\n') out += '\n';
        } else if (!is_control(c.code) || c.code == '\t' || c.code == '\n') {
            out += bytes;
        }
    }
    return out;
}

}  // namespace plumb
