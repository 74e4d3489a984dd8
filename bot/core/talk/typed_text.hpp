// The characters of a command's text, and what they are where they stand: the end of a word, of a quoted
// text, of a key.
#pragma once

#include "core/base/utf8.hpp"
#include "core/talk/marks.hpp"

#include <cstddef>
#include <optional>
#include <string_view>

namespace plumb {

class TypedText {
  public:
    explicit TypedText(std::string_view text) : text_(text) {}

    Character peek(std::size_t at) const {
        return at < text_.size() ? first_character(text_.substr(at)) : Character{0, 0};
    }
    char32_t code(std::size_t at) const { return peek(at).code; }
    bool blank(std::size_t at) const { return at >= text_.size() || is_space(code(at)); }

    /// A sentence's mark behind a closing quote, before a blank: it belongs to neither.
    bool loose_mark(std::size_t at) const;
    bool ends_quote(std::size_t at) const { return blank(at) || code(at) == ',' || loose_mark(at); }

    /// The byte of the colon, where the word that begins there is a key. An ID and a colon (`LE-1:`) is a
    /// word.
    std::optional<std::size_t> key_ends(std::size_t from) const;

    /// The next `"` from there on that cannot open: it stands right behind a word.
    std::optional<std::size_t> next_closing(std::size_t from) const;
    /// Whether a backslash stands before the `"` there, which then closes nothing: another one that can close
    /// follows.
    bool is_escaped(std::size_t at) const;

  protected:
    std::string_view text_;
};

}  // namespace plumb
