// What somebody said in a room: which messages are heard at all, and what they say to the bot.
#pragma once

#include "chat/matrix/sync_answer.hpp"

#include <optional>
#include <string>
#include <vector>

namespace plumb::matrix {

/// Who the bot is.
struct Self {
    std::string user;
    std::string display_name;
    /// What commands begin with, `!plumb`.
    std::string prefix;
    /// What it goes by in the room at hand, where that is known.
    std::string name_here = {};
};

struct Heard {
    /// Without the quoted fallback of a reply, and, where it is to the bot, without what says so.
    std::string text;
    /// The same as talk: as people read it, pills by the names that they show.
    std::string talk;
    /// Begins with the prefix or with a mention of the bot.
    bool addressed = false;
    /// Only talk, whatever it says: what stands under a picture or beside a file, or tells what somebody
    /// does.
    bool only_talk = false;
    /// The root of the thread it was said in.
    std::string thread;
    /// The message it answers, where a person chose to.
    std::string replies_to;
    /// That message's text as the reply quotes it; empty where it does not.
    std::string quoted;
};

/// Whether another than the bot is behind an event, which can be told from others.
bool is_somebody_elses(const Event& event, const Self& self);

/// Nothing for what is not to be heard: notices, edits, the bot's own, what has no text, what is no message.
std::optional<Heard> heard(const Event& event, const Self& self);

/// The text of a message as it reads, whoever wrote it: its last version without fallback. Empty where there
/// is none. Edits are looked for in what came with the message and, where they are newer, in `near`.
std::string text_of_message(const Event& event, const std::vector<Event>& near = {});

}  // namespace plumb::matrix
