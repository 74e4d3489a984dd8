// Products: made, bound to channels, set.
#pragma once

#include "core/command/draft.hpp"

namespace plumb {

Result<void> product_new(Draft& draft, const Command& command);
Result<void> product_list(Draft& draft, const Command& command);
Result<void> product_show(Draft& draft, const Command& command);
Result<void> product_set(Draft& draft, const Command& command);
Result<void> product_bind(Draft& draft, const Command& command);
Result<void> product_unbind(Draft& draft, const Command& command);

}  // namespace plumb
