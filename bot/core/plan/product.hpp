// Products: made, bound to channels, set.
#pragma once

#include "core/command/draft.hpp"

#include <string_view>

namespace plumb {

/// Stands in a decision for a token that the shell draws, in the record and in what is said (app/token.hpp).
/// Nobody can type it: it begins with a control character.
inline constexpr std::string_view kTokenToDraw =
    "\x1A"
    "token";

/// One word of letters, digits, dashes, underscores and dots; not of marks alone.
bool is_product_key(std::string_view text);

/// The product whose key stands behind the verb, else the channel's.
Result<ProductId> product_meant(const Draft& draft, const Command& command);

Result<void> product_new(Draft& draft, const Command& command);
Result<void> product_list(Draft& draft, const Command& command);
Result<void> product_show(Draft& draft, const Command& command);
Result<void> product_set(Draft& draft, const Command& command);
Result<void> product_bind(Draft& draft, const Command& command);
Result<void> product_unbind(Draft& draft, const Command& command);
/// Where the product's calendar is, told to the asker alone. The address is made when it is first asked for,
/// and anew with `renew:yes`, which ends the old one.
Result<void> product_calendar(Draft& draft, const Command& command);

}  // namespace plumb
