#include "storage/json_writer.hpp"

#include "core/base/utf8.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace plumb::storage {

namespace {

/// What stands for a byte that is no character.
constexpr char32_t kReplacement = 0xFFFD;

constexpr char kSpace = ' ';

/// Whether a byte stands in a JSON string only behind a backslash.
constexpr bool is_escaped(char c) { return c == '"' || c == '\\' || (c >= 0 && c < kSpace); }

/// Whether every byte belongs to a character.
bool is_whole(std::string_view text) {
    while (!text.empty()) {
        const auto plain = std::find_if(text.begin(), text.end(), [](char c) { return c < 0; });
        text.remove_prefix(static_cast<std::size_t>(plain - text.begin()));
        if (text.empty()) return true;
        const Character character = first_character(text);
        if (character.code == kBrokenCharacter) return false;
        text.remove_prefix(character.bytes);
    }
    return true;
}

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
    if (is_whole(text)) return quoted(text);
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
    constexpr std::string_view kHex = "0123456789abcdef";
    constexpr int kHalfByte = 16;
    text_ += '"';
    while (!text.empty()) {
        const auto found = std::find_if(text.begin(), text.end(), is_escaped);
        const auto run = static_cast<std::size_t>(found - text.begin());
        text_.append(text.substr(0, run));
        text.remove_prefix(run);
        if (text.empty()) break;
        const char c = text.front();
        if (c >= 0 && c < kSpace) {
            text_ += "\\u00";
            text_ += kHex[static_cast<std::size_t>(c / kHalfByte)];
            text_ += kHex[static_cast<std::size_t>(c % kHalfByte)];
        } else {
            text_ += '\\';
            text_ += c;
        }
        text.remove_prefix(1);
    }
    text_ += '"';
}

}  // namespace plumb::storage
