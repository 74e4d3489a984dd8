// Which field of a form a refusal is about.
#include "chat/slack/form.hpp"
#include "core/base/among.hpp"
#include "core/base/spelling.hpp"
#include "core/base/utf8.hpp"
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

/// The field that holds what no text may. A refusal of that repeats all that stands before, other keys too.
std::string unreadable_in(const Typed& typed) {
    const auto field =
        std::find_if(typed.begin(), typed.end(), [](const auto& each) { return !readable(each.second); });
    return field == typed.end() ? std::string{} : field->first;
}

/// The field that is as long as a text says (`That name has 201 characters`).
std::string measured_in(const std::string& text, const Typed& typed) {
    const std::size_t end = text.find(" characters");
    if (end == kNowhere) return {};
    const std::size_t before = text.find_last_not_of("0123456789", end - 1);
    const std::string digits = text.substr(before == kNowhere ? 0 : before + 1, end - before - 1);
    const auto field = std::find_if(typed.begin(), typed.end(), [&](const auto& each) {
        return std::to_string(code_points(each.second)) == digits;
    });
    return field == typed.end() ? std::string{} : field->first;
}

/// The fields whose values an example shows otherwise than they were typed.
std::vector<std::string> all_corrected_in(const std::string& example, const Typed& typed) {
    std::vector<std::string> corrected;
    const auto pieces = pieces_of(example);
    if (!pieces) return corrected;
    for (const auto& [key, value] : typed) {
        const auto shown = std::find_if(pieces->begin(), pieces->end(), [&key = key](const Piece& piece) {
            return piece.is_key() && piece.key == key;
        });
        if (!value.empty() && shown != pieces->end() && shown->text != value) corrected.push_back(key);
    }
    return corrected;
}

/// The one field whose value an example corrects: it keeps all others as they were typed.
std::string corrected_in(const std::string& example, const Typed& typed) {
    const auto corrected = all_corrected_in(example, typed);
    return corrected.size() == 1 ? corrected.front() : std::string{};
}

/// Of a first and a last day that an example both writes out, the last: it is the one that does not fit.
std::string last_day_in(const std::string& example, const Typed& typed) {
    const auto corrected = all_corrected_in(example, typed);
    const bool last = is_among(corrected, "to");
    return last ? "to" : std::string{};
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

/// The empty field that a text asks for by its name, as a word of its own (`takes a reason`, `Until when`).
std::string missed_in(const std::string& refused, const Typed& typed) {
    const std::string text = lower(refused);
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
    for (const std::string& key :
         {unreadable_in(typed), named_in(refusal.wrong, typed), measured_in(refusal.wrong, typed),
          corrected_in(refusal.example, typed), repeated_in(refusal.wrong, typed),
          missed_in(refusal.wrong, typed), last_day_in(refusal.example, typed),
          named_in(refusal.expected, typed), named_in(refusal.example, typed)})
        if (!key.empty()) return key;
    return typed.empty() ? std::string{} : typed.front().first;
}

}  // namespace plumb::slack
