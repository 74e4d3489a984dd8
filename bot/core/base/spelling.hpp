// Words as people spell them: case, and the nearest known word.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace plumb {

/// ASCII letters in lower case; everything else as it is.
std::string lower(std::string_view text);
/// Equal once ASCII case is dropped.
bool same_word(std::string_view a, std::string_view b);
/// Without blanks, tabs and line breaks at its ends.
std::string_view trimmed(std::string_view text);

/// Edits between two words: a byte put in, left out, changed, or two neighbours swapped (Damerau-Levenshtein,
/// optimal string alignment). Stops counting above `most` and gives `most + 1`.
std::size_t edits_between(std::string_view a, std::string_view b, std::size_t most);

/// The known word that `typed` is most likely meant to be, whatever its case: at most one edit in a short
/// word, two in a longer one, three from eight letters on, or a beginning of three letters that only one
/// known word has; at last a known word of four letters on in the past (`shipped` is `ship`). Nothing when
/// none is near. The first of several that are as near.
std::optional<std::string_view> nearest(std::string_view typed, std::span<const std::string_view> known);

/// The words one may choose from: `a`, `a or b`, `a, b or c`.
std::string choice_of(std::span<const std::string_view> words);
std::string choice_of(const std::vector<std::string>& words);

}  // namespace plumb
