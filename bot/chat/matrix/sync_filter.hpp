// What /sync is asked for: written out in each query, or by its name once the homeserver keeps it.
#pragma once

#include "chat/matrix/api.hpp"
#include "net/task.hpp"

#include <cstdint>
#include <string>

namespace plumb::matrix {

class SyncFilter {
  public:
    enum class Wanted : std::uint8_t {
        /// Little more than the state of the rooms.
        little,
        all,
        /// All but the bot's own events in timelines: else each message of its own comes back and ends a
        /// poll.
        others
    };
    explicit SyncFilter(std::string self = {});

    /// A part of the query, `&filter=…`; empty where the homeserver takes no filter.
    const std::string& query(Wanted wanted) const;
    /// Has the homeserver keep the one for `others`: written out it is two thirds of what a poll sends. Where
    /// it does not, each poll goes on saying it. Does nothing while it is kept; both must outlive it.
    net::Task<void> keep(Api& api);
    bool is_kept() const { return !named_.empty(); }
    bool is_taken() const { return !all_.empty(); }
    /// The homeserver refuses the one for `others`: it may not know the name that it gave, and then it is
    /// written out again; else all is asked for. False where that is so already.
    bool give_way();
    /// The homeserver refuses it: from now on all is asked for.
    void drop();

  private:
    std::string self_;
    std::string little_;
    std::string all_;
    std::string others_;
    std::string named_;
};

}  // namespace plumb::matrix
