// Whether the bot is in a room while its events go by: what was said before it came, or while it was out, is
// not for it.
#pragma once

#include "chat/matrix/sync_answer.hpp"

#include <string>
#include <utility>
#include <vector>

namespace plumb::matrix {

/// Where a user came in last: a join upon a join only changes their profile.
const Event* join_among(const std::vector<Event>& events, const std::string& user);

class Stay {
  public:
    /// `join`: where the user came in last; nullptr where that is not among the events.
    Stay(std::string user, bool was_joined, const Event* join)
        : user_(std::move(user)), was_joined_(was_joined), join_(join) {}

    /// Whether they are in the room behind an event, before which they were (`inside`) or were not.
    bool goes_on(const Event& event, bool inside) const;

  private:
    std::string user_;
    bool was_joined_;
    const Event* join_;
};

}  // namespace plumb::matrix
