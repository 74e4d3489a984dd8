// Characters that cannot be seen.
#pragma once

#include <string_view>

namespace plumb {

/// Separates words: blanks of every width, tab, line breaks.
bool is_space(char32_t code);
/// Invisible and without meaning: left out of unquoted text.
bool is_nothing(char32_t code);
/// Nothing of it shows where it stands alone: blanks, controls, characters without a width, loose accents.
bool is_unseen(char32_t code);
/// Blanks of any kind, characters without a width and loose accents alone: as a name it could be neither seen
/// nor typed. An empty text is no name at all.
bool shows_nothing(std::string_view text);

}  // namespace plumb
