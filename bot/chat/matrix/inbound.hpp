// From an event of a room's timeline to what the app takes in.
#pragma once

#include "chat/matrix/message.hpp"
#include "chat/matrix/rooms.hpp"
#include "ports/chat.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace plumb::matrix {

/// Where an answer belongs, carried through the outbox as text.
struct ReplyTo {
    /// The root of the thread for what only the asker needs.
    std::string thread;
    std::string event;
};
std::string written(const ReplyTo& reply);
ReplyTo reply_from(std::string_view text);

/// A message that was heard. In a direct room all is said to the bot, but in a record's thread
/// (`in_record_thread`), where people talk.
Inbound said(const Event& event, const Heard& heard, const Room& room, const Self& self,
             bool in_record_thread);

/// A reaction on a message; nothing for anything else and for the bot's own.
std::optional<Inbound> reacted(const Event& event, const Room& room, const Self& self);

/// The bot's own message coming back, of a row named `rows` and a number; nothing for anything else.
std::optional<Inbound> echoed(const Event& event, const Room& room, const Self& self, std::string_view rows);

/// Said once to the person who led the bot into an encrypted room, in a room of their own.
Inbound refused_encryption(const Room& room, const std::string& person, const Self& self);

/// Said once to somebody whom the bot does not serve, where they asked; `server_served`: others of their
/// server it does.
Inbound refused_stranger(const Event& event, const Heard& heard, const Room& room, const Self& self,
                         bool server_served);

/// What was bound to a room is bound to the one that took its place.
Inbound moved(const Room& from, const Room& to, const Self& self);
/// What waits for a person who had no direct room belongs into that one.
Inbound direct_room_made(const std::string& user, const std::string& room, const Self& self);

}  // namespace plumb::matrix
