#include "storage/scrub.hpp"

#include "core/base/among.hpp"
#include "core/base/spelling.hpp"
#include "core/base/utf8.hpp"

#include <algorithm>
#include <array>

namespace plumb::storage {

namespace {

/// Handles that people have and that sentences are made of.
constexpr std::array<std::string_view, 26> kOrdinary{
    "you",  "will",   "may",    "mark",  "art",  "bill",  "grace", "hope", "joy",
    "rose", "dawn",   "april",  "june",  "rich", "frank", "pat",   "sue",  "drew",
    "dean", "summer", "august", "chase", "guy",  "king",  "miles", "team"};

/// A part of a name that is worth finding alone.
constexpr std::size_t kShortestPart = 3;

/// Letters and digits of any script; punctuation of Latin, general and East Asian kind parts words.
bool is_word(char32_t code) {
    if (code < 0x80)
        return (code >= '0' && code <= '9') || (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z') ||
               code == '_';
    const bool punctuation = code < 0xC0 || (code >= 0x2000 && code < 0x2070) ||
                             (code >= 0x3000 && code < 0x3040) || (code >= 0xFF00 && code < 0xFF10);
    return !punctuation && code != kBrokenCharacter;
}

bool word_at(std::string_view text, std::size_t at) {
    return at < text.size() && is_word(first_character(text.substr(at)).code);
}

/// Ends a word on its last byte.
bool word_before(std::string_view text, std::size_t end) {
    if (end == 0) return false;
    std::size_t at = end - 1;
    while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) --at;
    return word_at(text, at);
}

/// Part of a longer handle: a dot or a dash that joins it to more.
bool is_joint(char c) { return c == '.' || c == '-'; }

bool begins_word(std::string_view text, std::size_t at) {
    if (at == 0) return true;
    if (word_before(text, at)) return false;
    return !(is_joint(text[at - 1]) && word_before(text, at - 1));
}

bool ends_word(std::string_view text, std::size_t end) {
    if (end >= text.size()) return true;
    if (word_at(text, end)) return false;
    return !(is_joint(text[end]) && word_at(text, end + 1));
}

}  // namespace

Scrub::Scrub(std::string_view handle, std::string_view name, const std::vector<std::string>& accounts,
             std::string instead)
    : instead_(std::move(instead)) {
    const auto add = [this](std::string_view text, bool any_case, bool ordinary) {
        if (!text.empty()) words_.push_back({std::string(text), any_case, ordinary});
    };
    for (const std::string& account : accounts) {
        add(account, false, false);
        const std::size_t slash = account.rfind('/');
        const std::size_t colon = account.find(':');
        if (slash != std::string::npos)
            add(std::string_view(account).substr(slash + 1), false, true);
        else if (colon != std::string::npos)
            add(std::string_view(account).substr(colon + 1), false, false);
    }
    add(name, true, false);
    const bool ordinary = is_among(kOrdinary, handle);
    add(handle, true, ordinary);
    while (name.find(' ') != std::string_view::npos || !name.empty()) {
        const std::size_t end = std::min(name.find(' '), name.size());
        if (end >= kShortestPart) add(name.substr(0, end), false, false);
        name.remove_prefix(std::min(end + 1, name.size()));
    }
    std::stable_sort(words_.begin(), words_.end(),
                     [](const Word& a, const Word& b) { return a.text.size() > b.text.size(); });
}

bool Scrub::matches(const Word& word, std::string_view text, std::size_t at) const {
    const std::string_view found = text.substr(at, word.text.size());
    if (found != word.text && !(word.any_case && same_word(found, word.text))) return false;
    const bool own_start = !word_at(word.text, 0);
    if (!own_start && !begins_word(text, at)) return false;
    if (!ends_word(text, at + found.size())) return false;
    if (!word.ordinary) return true;
    const bool capital = found.front() >= 'A' && found.front() <= 'Z';
    const std::string_view before = text.substr(0, at);
    return capital || before.ends_with('@') || before.ends_with("person:") || before.ends_with('/');
}

std::string Scrub::operator()(std::string_view text) const {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const auto word =
            std::find_if(words_.begin(), words_.end(), [&](const Word& w) { return matches(w, text, at); });
        if (word == words_.end()) {
            out += text[at++];
            continue;
        }
        out += instead_;
        at += word->text.size();
    }
    return out;
}

}  // namespace plumb::storage
