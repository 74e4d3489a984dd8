// What a decision is: data that a shell carries out, all of it or nothing.
#pragma once

#include "core/align/live_part.hpp"
#include "core/base/card.hpp"
#include "core/command/context.hpp"

#include <string>
#include <vector>

namespace plumb {

/// A message to send or to edit.
struct Outgoing {
    enum class How : std::uint8_t {
        /// A new message.
        post,
        /// Edits the message of this anchor where the channel has one, else posts it.
        upsert,
        /// Edits it where there is one, else nothing.
        edit,
        /// Within `burst` of the last one of this anchor its lines are added to that message, else a new
        /// message.
        merge
    };
    How how = How::post;
    /// Channel address; empty for a private message, and for an edit of every message of its anchor, wherever
    /// it stands.
    std::string channel;
    /// In this record's thread in that channel; none: in the channel itself.
    Ref thread;
    /// To this person alone: ephemeral where they spoke when `reply`, else by direct message.
    PersonId to;
    /// The direct answer to what was said, where the platform can tie the two together.
    bool reply = false;
    /// What the message is, for later edits: `card:CR-1`, `warnings:7`, `change:LE-1`; empty: never edited.
    std::string anchor;
    Card card;
    /// Of an edit: a channel that took the place of one in which the message stands, and does not have it,
    /// gets it as a new one.
    bool moves_along = false;

    bool operator==(const Outgoing&) const = default;
};

struct Decision {
    World after;
    /// Its live part, where one was kept of the world before.
    std::optional<Live> live;
    std::vector<Write> writes;
    std::vector<JournalRow> journal;
    std::vector<Outgoing> out;
    /// Discussion to keep.
    std::vector<ThreadMessage> thread;
    /// The command recorded something (or would have): it can be undone.
    bool undoable = false;
    /// The speaker's undo entry is spent.
    bool undone = false;
    /// Answered with a refusal.
    bool refused = false;
};

}  // namespace plumb
