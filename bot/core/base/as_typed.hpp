// A text inside a command that can be pasted.
#pragma once

#include <string>
#include <string_view>

namespace plumb {

/// A text as the value of a key or as free text of a command that can be pasted. There are no escapes: the
/// quotes are of a kind that the text does not hold.
std::string as_typed(std::string_view text);

}  // namespace plumb
