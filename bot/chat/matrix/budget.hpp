// The last defence against two bots that answer each other for ever (matrix.md, section 3, row 10): who is
// not understood again and again is not answered for a while.
#pragma once

#include "net/instant.hpp"

#include <chrono>
#include <cstddef>
#include <deque>
#include <map>
#include <string>
#include <utility>

namespace plumb::matrix {

/// No person is refused so often.
inline constexpr std::size_t kMostRefusals = 100;
inline constexpr std::chrono::minutes kRefusalsWithin{10};

class RefusalBudget {
  public:
    /// What somebody said in a room was refused.
    void refused(const std::string& room, const std::string& who, net::Instant now);
    /// Whether they are still answered there.
    bool left(const std::string& room, const std::string& who, net::Instant now);

  private:
    using Peer = std::pair<std::string, std::string>;
    std::map<Peer, std::deque<net::Instant>> refusals_;
};

}  // namespace plumb::matrix
