// What owners say is to be kept and to be changed when an event is looked back on.
#pragma once

#include "core/command/draft.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace plumb {

/// One line each; none: nothing was said of it. An empty one takes back what was.
struct RetroSaid {
    std::optional<std::string> keep;
    std::optional<std::string> change;
};

/// `keep: the demo; change: the stand`, `Keep the demo, change the stand`: what a line written in a thread
/// says, where it begins with one of the two words.
RetroSaid retro_said_in(std::string_view text);

/// Keeps it for the speaker, in the place of what they said before, and tells the event's thread.
void note_in_retro(Draft& draft, EventId id, const RetroSaid& said);

/// What an owner writes in the thread of an event whose retrospect stands there (product.md section 3: the
/// owners are asked for one line each). False: it says neither what to keep nor what to change.
bool answers_retro(Draft& draft, EventId id, std::string_view text);

}  // namespace plumb
