// What was typed, as pieces: words, quoted text, and keys with their values (product.md section 4,
// "Grammar").
#pragma once

#include "core/base/result.hpp"
#include "core/records/limits.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace plumb {

/// One item of a comma-separated value.
struct Item {
    std::string text;
    bool quoted = false;

    bool operator==(const Item&) const = default;
};

struct Piece {
    enum class Is { word, quoted, key };

    Is is = Is::word;
    /// The word, the text inside the quotes, or the whole value of a key (without its quotes where it is one
    /// quoted text).
    std::string text;
    /// In lower case with plain dashes; empty where it is no key.
    std::string key;
    /// The value of a key, item by item; none: `key:` with nothing behind it.
    std::vector<Item> items;
    /// Where it stands in what was typed, in bytes.
    std::size_t from = 0;
    std::size_t to = 0;

    bool is_word() const { return is == Is::word; }
    bool is_quoted() const { return is == Is::quoted; }
    bool is_key() const { return is == Is::key; }
    bool operator==(const Piece&) const = default;
};

using Pieces = std::vector<Piece>;

/// The text as it can be read and kept: line breaks as `\n`. Refused: bytes that are no UTF-8, controls other
/// than tab and line break, more than kLongestCommand. (readable.cpp)
Result<std::string> readable(std::string_view text);

/// Splits a readable text, in time proportional to its length.
///
/// A quote opens at the start of a word, behind `key:` and behind a comma there; elsewhere it is an
/// apostrophe or the sign for inches. It is closed by its own kind, or, where a phone made only one of the
/// two typographic, by the other form; one that only opens closes, too, where it ends a text (`“Export“`). A
/// mark between `key:` and a value opens, and closes nothing. A word of letters (digits, dashes, dots) and a
/// colon is a key, unless `//` follows or it is an ID (`LE-1:`). Outside of quotes line breaks are blanks,
/// and invisible characters are dropped. Refused, with the place: a quote that is never closed, that closes
/// nothing, or that something is glued to.
Result<Pieces> pieces_of(std::string_view text);

/// Bytes of the one blank right before a place in what was typed; 0 where none stands there.
std::size_t blank_before(std::string_view typed, std::size_t at);

/// Takes a piece and the blank before it out of what was typed.
void erase_with_blank(std::string& typed, const Piece& piece);

/// `word` as keys, nouns, verbs and ids are compared: lower case, plain dashes, nothing invisible.
std::string plain_word(std::string_view word);

}  // namespace plumb
