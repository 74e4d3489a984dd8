// From a decision's messages to rows of the outbox: what is new, what edits which message, what is added to a
// recent one.
#pragma once

#include "ports/chat.hpp"

#include <vector>

namespace plumb {

/// The rows and posts that a decision's messages come to, given what the channels already hold. Asks the
/// store for earlier posts and the chats for people's direct channels; writes nothing. A thread message whose
/// root the channel does not have is left out (the channel's own message has said it), unless it has to
/// mention somebody there: then the record's card goes before it.
struct Postings {
    std::vector<OutboxRow> rows;
    std::vector<Post> posts;
};
Postings postings(Store& store, const std::vector<Chat*>& chats, const World& world,
                  const std::vector<Outgoing>& out, const Context& context, const std::string& reply_to);

/// Adds what a message's own conversation hears when it became a request (Inbound::source); nothing where the
/// writes make none that `before` did not have.
void tell_source(Postings& made, const Inbound& inbound, const World& before,
                 const std::vector<Write>& writes, Instant now);

/// `previous` with the lines of `added` at its end: how a burst on one record becomes one message.
Card merged(const Card& previous, const Card& added);

}  // namespace plumb
