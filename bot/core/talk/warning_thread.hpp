// The record whose thread hangs on a message that tells of warnings.
#pragma once

#include "core/base/card.hpp"
#include "core/base/ids.hpp"

#include <string_view>

namespace plumb {

/// The one warning that stands in a message of warnings, to a channel or to an owner; none where several
/// do, and for every other message.
Ref lone_warning(std::string_view anchor, const Card& card);

}  // namespace plumb
