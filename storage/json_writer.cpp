#include "storage/json_writer.hpp"

#include "core/base/utf8.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace plumb::storage {

namespace {

/// What stands for a byte that is no character.
constexpr char32_t kReplacement = 0xFFFD;

template <class Number>
void append_number(std::string& text, Number number) {
    constexpr std::size_t kLongest = 32;
    std::array<char, kLongest> digits{};
    text.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr);
}

}  // namespace

void JsonWriter::separate() {
    if (more_) text_ += ',';
    more_ = true;
}

void JsonWriter::open(char bracket) {
    separate();
    text_ += bracket;
    more_ = false;
}

void JsonWriter::close(char bracket) {
    text_ += bracket;
    more_ = true;
}

JsonWriter& JsonWriter::key(std::string_view name) {
    separate();
    quoted(name);
    text_ += ':';
    more_ = false;
    return *this;
}

void JsonWriter::value(std::string_view text) {
    separate();
    const bool ascii = std::all_of(text.begin(), text.end(), [](char c) { return c >= 0; });
    if (ascii) return quoted(text);
    std::string whole;
    while (!text.empty()) {
        const Character character = first_character(text);
        append(whole, character.code == kBrokenCharacter ? kReplacement : character.code);
        text.remove_prefix(character.bytes);
    }
    quoted(whole);
}

void JsonWriter::value(std::int64_t number) {
    separate();
    append_number(text_, number);
}

void JsonWriter::value(double number) {
    const auto whole = static_cast<std::int64_t>(number);
    if (static_cast<double>(whole) == number) return value(whole);
    separate();
    append_number(text_, number);
}

void JsonWriter::null() {
    separate();
    text_ += "null";
}

void JsonWriter::value(bool yes) {
    separate();
    text_ += yes ? "true" : "false";
}

void JsonWriter::quoted(std::string_view text) {
    constexpr char kSpace = ' ';
    constexpr std::string_view kHex = "0123456789abcdef";
    constexpr int kHalfByte = 16;
    text_ += '"';
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            text_ += '\\';
            text_ += c;
        } else if (c >= 0 && c < kSpace) {
            text_ += "\\u00";
            text_ += kHex[static_cast<std::size_t>(c / kHalfByte)];
            text_ += kHex[static_cast<std::size_t>(c % kHalfByte)];
        } else {
            text_ += c;
        }
    }
    text_ += '"';
}

}  // namespace plumb::storage
