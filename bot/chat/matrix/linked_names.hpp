// Mentions as some programs write them into a message's body: `[Eva](https://matrix.to/#/@eva:example.org)`.
#pragma once

#include <string>
#include <string_view>

namespace plumb::matrix {

/// The text with such links to people as the names they show; other links stay as they are. In time
/// proportional to its length.
std::string with_linked_names(std::string_view text);

}  // namespace plumb::matrix
