// The App Home: what waits for somebody, theirs, their products, their settings.
#pragma once

#include "chat/slack/json.hpp"
#include "core/command/context.hpp"

#include <string_view>

namespace plumb::slack {

/// The view for Context::actor; nobody yet: what to do first. `command` is the slash command.
Json home_view(const World& world, const Context& context, std::string_view command);

}  // namespace plumb::slack
