// Whether two texts say the same, however they are typed.
#pragma once

#include <string_view>

namespace plumb {

/// Equal once case, punctuation and spaces are dropped. A text of which nothing is left is equal to an empty
/// one. Knows the alphabets that have case (Latin, Greek, Cyrillic, Armenian, full-width Latin); other
/// writing is compared as it is, and bytes that are no character are dropped.
bool says_the_same(std::string_view a, std::string_view b);

}  // namespace plumb
