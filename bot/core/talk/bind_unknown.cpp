// Keys that a command has not, by what stands behind them: its free text, or a value that must be given.
#include "core/base/among.hpp"
#include "core/talk/example.hpp"
#include "core/talk/reading.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

namespace plumb {

namespace {

/// What people call the customer that something is for.
constexpr std::array<std::string_view, 4> kForWhom{"for", "with", "client", "account"};

struct KeyWord {
    std::string_view typed;
    std::string_view key;
};
/// What people call a key; the first that the command has is suggested.
constexpr std::array kKeyWords{KeyWord{"end", "to"},
                               KeyWord{"ends", "to"},
                               KeyWord{"till", "to"},
                               KeyWord{"to", "until"},
                               KeyWord{"till", "until"},
                               KeyWord{"after", "until"},
                               KeyWord{"start", "on"},
                               KeyWord{"starts", "on"},
                               KeyWord{"from", "on"},
                               KeyWord{"reason", "why"},
                               KeyWord{"because", "why"},
                               KeyWord{"problem", "why"},
                               KeyWord{"priority", "severity"},
                               KeyWord{"prio", "severity"},
                               KeyWord{"client", "customer"},
                               KeyWord{"account", "customer"},
                               KeyWord{"customer", "to"},
                               KeyWord{"estimate", "effort"},
                               KeyWord{"url", "link"},
                               KeyWord{"url", "place"},
                               KeyWord{"launch", "events"},
                               KeyWord{"release", "about"},
                               KeyWord{"feature", "about"},
                               KeyWord{"owner", "assignee"}};

bool is_typed(const Reading& reading, const Pieces& pieces, const KeySpec& key) {
    return std::any_of(pieces.begin(), pieces.end(), [&](const Piece& piece) {
        return piece.is_key() && key_named(reading.spec, piece.key) == &key;
    });
}

/// `end:2027-05-06`, `priority:urgent`: another word for a key, with a value that this can hold. One of its
/// words may be wrong, too.
const KeySpec* called_otherwise(Reading& reading, const Pieces& pieces, std::size_t at) {
    const Piece& value = pieces[at];
    for (const KeyWord& word : kKeyWords) {
        if (word.typed != value.key || value.items.empty()) continue;
        for (const KeySpec& key : reading.spec.keys) {
            if (key.name != word.key || is_typed(reading, pieces, key)) continue;
            // A customer can be called anything.
            const bool any = key.type == KeyType::customer
                                 ? word.typed == "customer" || is_among(kForWhom, word.typed)
                                 : !has_form(key.type) || key.type == KeyType::word;
            if (any || (has_form(key.type) && value_of(reading, key, value))) return &key;
        }
    }
    return nullptr;
}

/// A key that must be given and is not, and that takes the unknown one's value: `launch new "X"
/// from:2027-05-06`.
const KeySpec* needed_for(Reading& reading, const Pieces& pieces, std::size_t at) {
    const Piece& value = pieces[at];
    const bool whom = is_among(kForWhom, value.key);
    for (const KeySpec& key : reading.spec.keys) {
        const bool tells = key.type == KeyType::customer ? whom : has_form(key.type);
        if (!key.required || key.positional || is_typed(reading, pieces, key) || !tells ||
            value.items.empty())
            continue;
        if (value_of(reading, key, value)) return &key;
    }
    return nullptr;
}

/// The command's free text under a key that it has not: by the key that it has, or alone. A name's text may
/// stand under the name: `glossary set GA:"Open"`.
std::optional<Refusal> text_by_unknown_key(const Reading& reading, const Pieces& pieces, std::size_t at,
                                           const std::string& wrong) {
    const CommandSpec& spec = reading.spec;
    const Piece& piece = pieces[at];
    const bool quoted = piece.items.size() == 1 && piece.items.front().quoted;
    const auto words =
        std::count_if(pieces.begin(), pieces.end(), [](const Piece& p) { return !p.is_key(); });
    const bool named = spec.subject == SubjectType::text || spec.subject == SubjectType::word;
    const bool text_is_given = words > (spec.subject == SubjectType::none ? 0 : 1) ||
                               (spec.verb != "new" && has_text_key(spec, pieces));
    if (!quoted || !takes_free_text(spec) || text_is_given) return std::nullopt;
    const std::string_view typed = std::string_view(reading.typed).substr(piece.from, piece.to - piece.from);
    const std::size_t colon = typed.find(':');
    const std::string value(typed.substr(colon + 1));
    if (named && words == 0)
        return Refusal{wrong, "A blank stands between a name and its text:",
                       with_replaced(reading, piece, fmt::format("{} {}", typed.substr(0, colon), value))};
    const auto key = std::find_if(spec.keys.begin(), spec.keys.end(),
                                  [](const KeySpec& one) { return is_text_key(one.name); });
    if (is_text_key(piece.key) && key != spec.keys.end())
        return Refusal{wrong, fmt::format("Did you mean {}:?", key->name),
                       with_replaced(reading, piece, fmt::format("{}:{}", key->name, value))};
    return Refusal{wrong, "The text stands without a key:", with_replaced(reading, piece, value)};
}

}  // namespace

bool takes_free_text(const CommandSpec& spec) {
    if (spec.text == TextUse::none) return false;
    return !spec.keys.empty() || spec.example.find('"') != std::string_view::npos;
}

bool has_text_key(const CommandSpec& spec, const Pieces& pieces) {
    return std::any_of(pieces.begin(), pieces.end(), [&](const Piece& piece) {
        const KeySpec* key = piece.is_key() ? key_named(spec, piece.key) : nullptr;
        return key && is_text_key(key->name);
    });
}

std::optional<Refusal> meant_by_value(Reading& reading, const Pieces& pieces, std::size_t at,
                                      const std::string& wrong) {
    const Piece& piece = pieces[at];
    const std::string_view typed = std::string_view(reading.typed).substr(piece.from, piece.to - piece.from);
    const KeySpec* needed = needed_for(reading, pieces, at);
    if (!needed) needed = called_otherwise(reading, pieces, at);
    if (needed)
        return Refusal{wrong, fmt::format("Did you mean {}:?", needed->name),
                       with_replaced(reading, piece,
                                     std::string(needed->name) + std::string(typed.substr(typed.find(':'))))};
    return text_by_unknown_key(reading, pieces, at, wrong);
}

}  // namespace plumb
