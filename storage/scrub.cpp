#include "storage/scrub.hpp"

#include "core/base/spelling.hpp"

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

bool is_word_byte(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           byte == '_' || byte >= 0x80;
}

/// Part of a longer handle: a dot or a dash that joins it to more.
bool joins(std::string_view text, std::size_t at, std::size_t beyond) {
    return (text[at] == '.' || text[at] == '-') && beyond < text.size() && is_word_byte(text[beyond]);
}

bool begins_word(std::string_view text, std::size_t at) {
    if (at == 0) return true;
    if (is_word_byte(text[at - 1])) return false;
    return at < 2 || !joins(text, at - 1, at - 2);
}

bool ends_word(std::string_view text, std::size_t end) {
    if (end == text.size()) return true;
    return !is_word_byte(text[end]) && !joins(text, end, end + 1);
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
    const bool ordinary = std::find(kOrdinary.begin(), kOrdinary.end(), handle) != kOrdinary.end();
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
    const bool own_start = !is_word_byte(word.text.front());
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
