// A message of the outbox as the events it takes: drawn at once, sent whenever the homeserver takes them.
#pragma once

#include "chat/matrix/content.hpp"
#include "chat/matrix/message.hpp"
#include "chat/matrix/rooms.hpp"
#include "ports/chat.hpp"

#include <string>
#include <vector>

namespace plumb::matrix {

struct Parcel {
    /// A room, or a person whose direct room is looked for.
    std::string target;
    /// Names the outbox row; the first event's transaction, and with an ending those of the others.
    std::string row;
    std::vector<Json> contents;
    /// The same in smaller contents, where there are such; and the line that stands for one that is refused
    /// all the same.
    std::vector<Json> smaller;
    Drawn line;
    /// Keys that the first event is to carry, where it is of a kind that carries any.
    std::vector<std::string> reactions;
    bool pressed = false;
    /// Users whom it mentions.
    std::vector<std::string> mentions;
    const File* file = nullptr;
    /// The person whom the file is for alone, where others read along in the room; else empty.
    std::string file_for;
    Spot spot;
    /// The first event is an edit of this one.
    std::string edits;
    Instant made_at{};
    int tries = 0;

    std::string transaction(std::size_t part) const;
    /// Replaces a content that the homeserver finds too large by what is smaller; false where nothing is.
    /// What is out already stays.
    bool shorten(std::size_t part);
};

/// What the names of rows begin with. `install` sets this database's rows apart from those of another one
/// that used the same device.
std::string rows_of(std::string_view install);

/// Where the bot is alone with one person, or will be.
bool is_direct_target(std::string_view target, const Room* room);

/// `mentioned`: whom the message of an edit has mentioned so far; nullptr where that is not known.
Parcel parcel_of(const Delivery& delivery, const Self& self, const Room* room, std::string_view install,
                 const std::vector<std::string>* mentioned);

}  // namespace plumb::matrix
