// A quoted text right behind a value without quotes: `why:crews "lose" the forms`, `place:Hall "7 B"`,
// `effort:3 "working days"`. One that is the whole free text of the command is that; any other goes on with
// the value.
#include "core/base/spelling.hpp"
#include "core/talk/example.hpp"
#include "core/talk/reading.hpp"
#include "core/time/typed.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace plumb {

namespace {

/// The pieces that stand right behind a value, of which the first is quoted and no other word is a key.
BareWords quoted_behind(const Reading& reading, const Piece& value) {
    const Pieces& words = reading.words;
    const auto stands_at = [&](std::size_t to, const Piece& word) {
        return word.from > to && trimmed(reading.typed.substr(to, word.from - to)).empty();
    };
    const auto first = std::find_if(words.begin(), words.end(),
                                    [&](const Piece& word) { return stands_at(value.to, word); });
    if (first == words.end() || !first->is_quoted() || trimmed(first->text).empty()) return {};
    auto last = first;
    for (std::size_t to = value.to; last != words.end() && stands_at(to, *last); ++last) to = last->to;
    return {first, last};
}

/// The value with what stands behind it. A quote that ends it was meant to hold all of it; within a sentence
/// quotes stay.
Piece with_quoted(const Reading& reading, Piece value, BareWords behind) {
    const bool ended =
        std::all_of(behind.begin(), behind.end(), [](const Piece& p) { return p.is_quoted(); });
    for (const Piece& piece : behind)
        value.text +=
            " " + (ended ? piece.text : std::string(reading.typed.substr(piece.from, piece.to - piece.from)));
    value.to = behind.back().to;
    value.items = {{value.text, false}};
    return value;
}

/// Whether the quoted text is the command's own, and not the value's.
bool is_own_text(const Reading& reading) {
    const bool titled = reading.find("title") || reading.find("name");
    return reading.spec.text != TextUse::none && reading.words.size() == 1 && !text_by_key(reading) &&
           !(reading.spec.verb == "new" && titled);
}

}  // namespace

std::optional<Refusal> quoted_on(Reading& reading) {
    if (is_own_text(reading)) return std::nullopt;
    for (const Given& given : reading.given) {
        const Piece& piece = given.piece;
        if (piece.items.empty() || piece.items.back().quoted) continue;
        const BareWords behind = quoted_behind(reading, piece);
        if (behind.empty()) continue;
        const bool text = given.key->type == KeyType::text || given.key->type == KeyType::customer;
        const Piece whole = with_quoted(reading, piece, text ? behind : behind.first(1));
        if (!text && (!has_form(given.key->type) || !value_of(reading, *given.key, whole))) continue;
        return Refusal{fmt::format("{}: is “{}”, and what follows belongs to nothing.", given.key->name,
                                   dates::shown(piece.text)),
                       "A value with blanks is quoted:",
                       with_replaced(reading, whole, fmt::format("{}:{}", whole.key, as_value(whole.text)))};
    }
    return std::nullopt;
}

}  // namespace plumb
