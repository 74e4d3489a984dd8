// Which field of a form a refusal is about.
#include "chat/slack/form.hpp"
#include "core/talk/tokens.hpp"

#include <algorithm>
#include <cctype>

namespace plumb::slack {

namespace {

constexpr std::size_t kNowhere = std::string::npos;

/// Where `key:` begins as a word of its own.
std::size_t place_of(const std::string& text, const std::string& key) {
    const std::string word = key + ":";
    for (std::size_t at = text.find(word); at != kNowhere; at = text.find(word, at + 1))
        if (at == 0 || text[at - 1] == ' ') return at;
    return kNowhere;
}

/// The key that a text names first; empty where it names none.
std::string named_in(const std::string& text, const Typed& typed) {
    std::string first;
    std::size_t where = kNowhere;
    for (const auto& [key, value] : typed) {
        const std::size_t at = place_of(text, key);
        if (at >= where) continue;
        where = at;
        first = key;
    }
    const bool titled = first.empty() && text.find("title") != kNowhere;
    const auto title =
        std::find_if(typed.begin(), typed.end(), [](const auto& f) { return f.first == "title"; });
    return titled && title != typed.end() ? title->first : first;
}

/// The one field whose value an example corrects: it keeps all others as they were typed.
std::string corrected_in(const std::string& example, const Typed& typed) {
    const auto pieces = pieces_of(example);
    if (!pieces) return {};
    std::string corrected;
    for (const auto& [key, value] : typed) {
        const auto shown = std::find_if(pieces->begin(), pieces->end(), [&key = key](const Piece& piece) {
            return piece.is_key() && piece.key == key;
        });
        if (value.empty() || shown == pieces->end() || shown->text == value) continue;
        if (!corrected.empty()) return {};
        corrected = key;
    }
    return corrected;
}

/// The field whose value a text repeats as a word of its own; the longest of several.
std::string repeated_in(const std::string& text, const Typed& typed) {
    const auto is_word = [&text](std::size_t at) {
        return at < text.size() && std::isalnum(static_cast<unsigned char>(text[at])) != 0;
    };
    std::string found;
    std::size_t length = 1;
    for (const auto& [key, value] : typed) {
        const std::size_t at = value.size() > length ? text.find(value) : kNowhere;
        if (at == kNowhere || (at > 0 && is_word(at - 1)) || is_word(at + value.size())) continue;
        length = value.size();
        found = key;
    }
    return found;
}

/// Shorter keys (`on`, `to`) are words of any text.
constexpr std::size_t kTellingKey = 3;

/// The empty field that a text asks for by its name, as a word of its own (`takes a reason`).
std::string missed_in(const std::string& text, const Typed& typed) {
    const auto is_letter = [&text](std::size_t at) {
        return at < text.size() && std::isalnum(static_cast<unsigned char>(text[at])) != 0;
    };
    for (const auto& [key, value] : typed)
        for (std::size_t at = text.find(key); at != kNowhere; at = text.find(key, at + 1))
            if (value.empty() && key.size() >= kTellingKey && (at == 0 || !is_letter(at - 1)) &&
                !is_letter(at + key.size()))
                return key;
    return {};
}

}  // namespace

std::string field_at_fault(const Refusal& refusal, const Typed& typed) {
    for (const std::string& key : {named_in(refusal.wrong, typed), corrected_in(refusal.example, typed),
                                   repeated_in(refusal.wrong, typed), missed_in(refusal.wrong, typed),
                                   named_in(refusal.expected, typed), named_in(refusal.example, typed)})
        if (!key.empty()) return key;
    return typed.empty() ? std::string{} : typed.front().first;
}

}  // namespace plumb::slack
