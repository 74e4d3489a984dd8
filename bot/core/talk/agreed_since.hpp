// What a baseline has agreed to of what a command did.
#pragma once

#include "core/command/context.hpp"

#include <optional>

namespace plumb {

/// A baseline, made or confirmed since then, that holds a release's date, or a feature's title and release,
/// as the command left them and not as they were: taking the command back would change what was agreed.
/// Nothing is held of what is cancelled, dropped or in the backlog.
std::optional<Ref> agreed_since(const World& world, const UndoEntry::Image& image, Instant since);

}  // namespace plumb
