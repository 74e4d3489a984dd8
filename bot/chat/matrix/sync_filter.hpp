// What /sync is asked for: written out in each query, or by its name once the homeserver keeps it.
#pragma once

#include "chat/matrix/api.hpp"
#include "net/task.hpp"

#include <string>

namespace plumb::matrix {

class SyncFilter {
  public:
    SyncFilter();

    /// A part of the query, `&filter=…`, for an answer where little more than the state counts (`first`) or
    /// for all others; empty where the homeserver takes no filter.
    const std::string& query(bool first) const;
    /// Has the homeserver keep the one that polls are asked with: written out it is two thirds of what a poll
    /// sends. Where it does not, each goes on saying it. Does nothing while it is kept; both must outlive it.
    net::Task<void> keep(Api& api, std::string user);
    bool is_kept() const { return !named_.empty(); }
    bool is_taken() const { return !polls_.empty(); }
    /// The homeserver does not know the name that it gave: it is written out again.
    void unname() { named_.clear(); }
    /// The homeserver refuses it: from now on all is asked for.
    void drop();

  private:
    std::string first_;
    std::string polls_;
    std::string named_;
};

}  // namespace plumb::matrix
