// The button that takes back what an answer says was recorded: for who recorded it, and that command alone.
#pragma once

#include "chat/slack/json.hpp"
#include "core/command/undo_entry.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace plumb::slack {

struct UndoOf {
    /// Slack's id of who recorded it.
    std::string user;
    UndoMark mark;
};

/// Beside the first text of a message.
void offer_undo(Json& blocks, const UndoOf& undo);

/// Nothing where the value is of another button.
std::optional<UndoOf> undo_of(std::string_view value);

}  // namespace plumb::slack
