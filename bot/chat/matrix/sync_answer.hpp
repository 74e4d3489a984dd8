// What a homeserver says in an answer to /sync, and in its pages of messages (matrix.md, section 1.2).
#pragma once

#include "chat/matrix/json.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace plumb::matrix {

/// An event with the fields that everything is decided on. Those of the wrong type are empty.
struct Event {
    std::string id;
    std::string type;
    std::string sender;
    std::optional<std::string> state_key;
    /// Milliseconds since 1970, as the sender's server says.
    std::int64_t at = 0;
    /// Always an object. Lives as long as the document it was read from.
    const Json* content = nullptr;
    /// The content of its newest edit, as far as the server tells it along; else nullptr.
    const Json* edited = nullptr;
    /// With the bot's own messages: the transaction in which they were sent.
    std::string transaction;

    bool is_state(std::string_view of) const { return type == of && state_key.has_value(); }
};

Event event_of(const Json& json);

struct JoinedRoom {
    std::string id;
    /// Events between the last answer and this timeline are missing.
    bool limited = false;
    std::string before;
    std::vector<Event> state;
    std::vector<Event> timeline;
    /// Joined and invited members, at the end of it; 0 where the server does not say.
    std::int64_t people = 0;
    /// Entries of the timeline that are no events, and were passed over.
    int odd = 0;
};

struct Invitation {
    std::string room;
    std::string by;
    bool direct = false;
    bool encrypted = false;
    /// The room's, where it says so to those who are not in it yet.
    std::string name;
    std::string alias;
};

struct SyncAnswer {
    /// Holds what the events point to.
    std::shared_ptr<const Json> document;
    std::string next;
    std::vector<JoinedRoom> joined;
    std::vector<Invitation> invited;
    std::vector<std::string> left;
    /// The bot's own list of direct rooms: user, room.
    std::vector<std::pair<std::string, std::string>> direct;
};

/// Nothing where it is no answer to /sync: no JSON, or without a token to go on from. Anything odd inside of
/// it is passed over.
std::optional<SyncAnswer> sync_answer(std::string_view text, std::string_view self);

/// One page of GET /messages.
struct MessagePage {
    std::shared_ptr<const Json> document;
    std::vector<Event> events;
    /// Empty: there is no more.
    std::string next;
};
std::optional<MessagePage> message_page(std::string_view text);

}  // namespace plumb::matrix
