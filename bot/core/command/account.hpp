// How chat platforms write a person themselves.
#pragma once

#include "core/command/context.hpp"

#include <string>
#include <string_view>

namespace plumb {

/// `@ana:example.org`: a name, and that of a server.
bool is_matrix_id(std::string_view text);

/// The account address of a platform's own way to write a person, or empty: `<@U1|ana>`, `@ana:example.org`.
std::string account_of(std::string_view token, const Place& place);

}  // namespace plumb
