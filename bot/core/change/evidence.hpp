// Customers' voices on a request.
#pragma once

#include "core/command/draft.hpp"

namespace plumb {

/// The evidence that a command's keys describe (`customer` `quote` `source` `direct` `link`; free text is the
/// summary, not of `change new`): the customer comes into being where it is new, and a quote makes it direct
/// unless `direct:` says otherwise. Nothing where no such key was given and the summary is empty.
std::optional<Evidence> heard(Draft& draft, const Command& command, std::string_view summary);

}  // namespace plumb
