#include "chat/console/script.hpp"

#include <cctype>

namespace plumb::console {

namespace {

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front()))) text.remove_prefix(1);
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back()))) text.remove_suffix(1);
    return text;
}

/// The length of `@word:` and its like at the start of a text, colon included; 0 when it does not begin so.
/// The colon must end the word or a space follow it, so that `@ana:example.org` and `>release:2.0:` are one
/// word.
std::size_t part_length(std::string_view text) {
    for (std::size_t i = 1; i < text.size(); ++i) {
        const char c = text[i];
        if (std::isspace(static_cast<unsigned char>(c)) || c == '"') return 0;
        const bool ends = i + 1 == text.size() || std::isspace(static_cast<unsigned char>(text[i + 1]));
        if (c == ':' && ends) return i > 1 ? i + 1 : 0;
    }
    return 0;
}

/// The length of `>"Spring 27":`, a release whose name holds blanks; 0 where a text does not begin so.
std::size_t quoted_length(std::string_view text) {
    constexpr std::string_view kOpens = ">\"";
    constexpr std::string_view kCloses = "\":";
    if (!text.starts_with(kOpens)) return 0;
    const std::size_t close = text.find(kCloses, kOpens.size());
    if (close == std::string_view::npos || close == kOpens.size()) return 0;
    const std::size_t length = close + kCloses.size();
    return length == text.size() || std::isspace(static_cast<unsigned char>(text[length])) ? length : 0;
}

}  // namespace

ScriptLine read_line(std::string_view line) {
    std::string_view rest = trimmed(line);
    if (rest.empty() || rest == "#" || rest.substr(0, 2) == "# ") return Nothing{};
    if (rest.front() == ':') {
        const std::size_t space = rest.find(' ');
        const std::string_view word = rest.substr(0, space);
        if (word != ":now") return Unknown{std::string(word)};
        return ClockMove{std::string(space == std::string_view::npos ? "" : trimmed(rest.substr(space)))};
    }
    Speech speech;
    while (!rest.empty() && (rest.front() == '@' || rest.front() == '#' || rest.front() == '>')) {
        if (const std::size_t length = quoted_length(rest)) {
            speech.thread = std::string(rest.substr(2, length - 4));
            rest = trimmed(rest.substr(length));
            continue;
        }
        const std::size_t length = part_length(rest);
        if (length == 0) break;
        const std::string word(rest.substr(1, length - 2));
        (rest.front() == '@' ? speech.who : rest.front() == '#' ? speech.channel : speech.thread) = word;
        rest = trimmed(rest.substr(length));
    }
    if (rest.size() >= 2 && rest.front() == '[' && rest.back() == ']')
        return Press{std::move(speech), std::string(trimmed(rest.substr(1, rest.size() - 2)))};
    speech.text = std::string(rest);
    return speech;
}

}  // namespace plumb::console
