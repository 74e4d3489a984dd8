// Characters that mean something in a command, in all the forms that phones and languages give them.
#pragma once

#include "core/base/unseen.hpp"

#include <string_view>

namespace plumb {

/// Any dash; phones turn `--` into one.
bool is_dash(char32_t code);
bool is_digit(char32_t code);
/// A letter of any script, near enough to tell `größe:` from `→:`.
bool is_letter(char32_t code);

enum class QuoteKind {
    none,
    /// `"` and its typographic forms.
    double_quote,
    /// `'` and its typographic forms, which are apostrophes too.
    single_quote
};
QuoteKind quote_kind(char32_t code);
/// Whether `close` ends what `open` began, as a careful writer sets them: `“ ”`, `„ “`, `» «`, `" "`.
bool closes(char32_t open, char32_t close);
/// Whether the pair nests: another opening mark inside needs a closing one of its own.
bool nests(char32_t open);
/// A mark that only ever opens (`“`, `„`, `‘`, `‚`).
bool opens_only(char32_t code);
/// The mark to end with what `open` began.
std::string_view closing_for(char32_t open);

}  // namespace plumb
