// Events that a limited timeline leaves out (matrix.md, section 1.2).
#pragma once

#include "chat/matrix/api.hpp"
#include "chat/matrix/sync_answer.hpp"

#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::matrix {

/// Pages and events of a page that are asked for; beyond, what was missed is named in the log.
inline constexpr int kMostPages = 100;
inline constexpr int kPageEvents = 100;

/// Pages of a room's messages put together in the order in which they were sent, without what was known: the
/// timeline that follows, and everything up to and including `last`.
class Gap {
  public:
    /// `since`: the token that the timeline follows on.
    Gap(const JoinedRoom& room, std::string since, std::string last);

    /// The path and query of the next page; empty when there is nothing more to ask for.
    std::string next_page() const;
    void take(MessagePage page);
    /// A page could not be had, and will not be: from the other end, or not at all.
    void refused();
    /// True where the gap was too long.
    bool cut_short() const { return cut_short_; }
    /// Whether it was read back to what was seen last.
    bool met_last() const { return met_last_; }

    /// Documents that the events point to, and the events.
    std::vector<std::shared_ptr<const Json>> documents;
    std::vector<Event> events() const;

  private:
    std::string room_;
    std::string since_;
    std::string last_;
    std::string first_of_timeline_;
    std::set<std::string> seen_;
    /// Newest first: from the timeline back.
    bool backwards_ = false;
    bool over_ = false;
    bool cut_short_ = false;
    bool met_last_ = false;
    int pages_ = 0;
    std::string from_;
    std::vector<Event> found_;
};

}  // namespace plumb::matrix
