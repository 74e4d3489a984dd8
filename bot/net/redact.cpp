#include "net/redact.hpp"

#include <array>
#include <cstddef>

#include "core/base/spelling.hpp"

namespace plumb::net {

namespace {

constexpr std::string_view kGone = "***";

/// A word that announces a secret, and how the secret after it ends.
struct Mark {
    std::string_view word;
    bool (*goes_on)(char);
    bool starts_word;
};

bool token_char(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
           c == '_' || c == '.';
}

bool url_char(char c) {
    return c > ' ' && c < '\x7f' && std::string_view{"\"'<>|`)]},"}.find(c) == std::string_view::npos;
}

bool value_char(char c) { return url_char(c) && c != '&' && c != ';'; }

constexpr std::array kMarks{
    Mark{"xoxa-", token_char, true},           Mark{"xoxb-", token_char, true},
    Mark{"xoxc-", token_char, true},           Mark{"xoxd-", value_char, true},
    Mark{"xoxe-", token_char, true},           Mark{"xoxe.", token_char, true},
    Mark{"xoxo-", token_char, true},           Mark{"xoxp-", token_char, true},
    Mark{"xoxr-", token_char, true},           Mark{"xoxs-", token_char, true},
    Mark{"xapp-", token_char, true},           Mark{"syt_", token_char, true},
    Mark{"hooks.slack.com/", url_char, false}, Mark{"hooks.slack.com\\/", url_char, false},
    Mark{"bearer ", value_char, true},         Mark{"bearer%20", value_char, true},
};

constexpr std::array<std::string_view, 6> kNames{"access_token", "refresh_token", "recovery_key",
                                                 "password",     "ticket",        "token"};

bool word_char(char c) { return token_char(c) && c != '-' && c != '.'; }

bool at_word_start(std::string_view text, std::size_t at) { return at == 0 || !word_char(text[at - 1]); }

bool stands_at(std::string_view text, std::size_t at, std::string_view word) {
    return same_word(text.substr(at, word.size()), word);
}

std::size_t end_of(std::string_view text, std::size_t from, bool (*goes_on)(char)) {
    while (from < text.size() && goes_on(text[from])) ++from;
    return from;
}

/// Where a named value begins after its name at `at`: `name=`, `name%3D`, `name:`, `"name":"`, `\"name\":\"`;
/// 0 if it is none.
std::size_t value_after(std::string_view text, std::size_t at) {
    std::size_t i = at;
    const auto skip = [&](std::string_view chars) {
        while (i < text.size() && chars.find(text[i]) != std::string_view::npos) ++i;
    };
    skip("\\\"'");
    skip(" ");
    if (stands_at(text, i, "%3d")) return i + 3;
    if (i >= text.size() || (text[i] != '=' && text[i] != ':')) return 0;
    ++i;
    skip(" ");
    skip("\\\"'");
    return i;
}

/// The end of a quoted or bare value that begins at `from`.
std::size_t end_of_value(std::string_view text, std::size_t from) {
    const bool quoted = from > 0 && (text[from - 1] == '"' || text[from - 1] == '\'');
    if (!quoted) return end_of(text, from, value_char);
    const char quote = text[from - 1];
    std::size_t i = from;
    while (i < text.size() && text[i] != quote && text[i] != '\n') ++i;
    return i;
}

/// The span after `at` that must go: where it begins and ends; empty if nothing does.
struct Secret {
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// Whether a mark or a name begins with a letter, large or small: most letters of a text begin none.
bool begins_any(char letter) {
    constexpr std::size_t kBytes = 256;
    static const std::array<bool, kBytes> first_letters = [] {
        std::array<bool, kBytes> first{};
        const auto take = [&first](std::string_view word) {
            constexpr char kCase = 'a' - 'A';
            first.at(static_cast<unsigned char>(word.front())) = true;
            first.at(static_cast<unsigned char>(word.front() - kCase)) = true;
        };
        for (const Mark& mark : kMarks) take(mark.word);
        for (const std::string_view name : kNames) take(name);
        return first;
    }();
    return first_letters[static_cast<unsigned char>(letter)];
}

Secret secret_at(std::string_view text, std::size_t at) {
    if (!begins_any(text[at])) return {};
    const bool word_start = at_word_start(text, at);
    for (const Mark& mark : kMarks) {
        if ((mark.starts_word && !word_start) || !stands_at(text, at, mark.word)) continue;
        const std::size_t begin = at + mark.word.size();
        return {begin, end_of(text, begin, mark.goes_on)};
    }
    if (!word_start) return {};
    for (const std::string_view name : kNames) {
        if (!stands_at(text, at, name)) continue;
        const std::size_t begin = value_after(text, at + name.size());
        if (begin != 0) return {begin, end_of_value(text, begin)};
    }
    return {};
}

}  // namespace

std::string redact(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    std::size_t at = 0;
    while (at < text.size()) {
        const Secret gone = secret_at(text, at);
        if (gone.end <= gone.begin) {
            out += text[at++];
            continue;
        }
        out += text.substr(at, gone.begin - at);
        out += kGone;
        at = gone.end;
    }
    return out;
}

std::string without_secret(std::string_view text, std::string_view secret) {
    constexpr std::size_t kShortest = 4;
    if (secret.size() < kShortest) return std::string(text);
    std::string out;
    while (true) {
        const std::size_t at = text.find(secret);
        out += text.substr(0, at);
        if (at == std::string_view::npos) return out;
        out += kGone;
        text.remove_prefix(at + secret.size());
    }
}

}  // namespace plumb::net
