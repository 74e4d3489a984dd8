// What a workspace calls the slash command, where it is typed in front of one all the same: in a thread, in a
// direct message.
#pragma once

#include <string>
#include <string_view>

namespace plumb::slack {

/// `/roadmap status` and `roadmap status` as `plumb status`, where the configuration calls the command
/// `/roadmap`; every other text as it is. What was `addressed` to the bot is a command; elsewhere the bare
/// name may be a word of a sentence, and counts before a noun and a verb that exist.
std::string with_plain_prefix(std::string text, std::string_view command, bool addressed);

}  // namespace plumb::slack
