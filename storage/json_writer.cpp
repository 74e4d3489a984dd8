#include "storage/json_writer.hpp"

#include "core/base/json_text.hpp"

#include <array>
#include <charconv>

namespace plumb::storage {

namespace {

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
    append_json_string(text_, name);
    text_ += ':';
    more_ = false;
    return *this;
}

void JsonWriter::value(std::string_view text) {
    separate();
    append_json_string(text_, text);
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

}  // namespace plumb::storage
