// Messages of the bot's own whose fate no answer has told, and when /sync has to tell of them.
#pragma once

#include "chat/matrix/rooms.hpp"
#include "chat/matrix/sync_answer.hpp"
#include "net/instant.hpp"
#include "ports/chat.hpp"

#include <map>
#include <string>
#include <string_view>

namespace plumb::matrix {

class InDoubt {
  public:
    /// A row is on its way into a room: for the first time, or once more.
    void begun(const std::string& row, net::Instant now);
    void ended(const std::string& row, SendOutcome::What what, net::Instant now);

    /// Whether an answer to /sync that leaves out the bot's own events may leave out too much: the message on
    /// which hangs what is in it, where nobody knows yet that it stands there; what was on its way into a
    /// room that is closed now; how the bot came into a room.
    bool wants_own(const SyncAnswer& answer, const Rooms& rooms, std::string_view self,
                   net::Instant now) const;

  private:
    /// Of each when an attempt last began or ended.
    std::map<std::string, net::Instant> rows_;
};

}  // namespace plumb::matrix
