// Waiting for something to change on a single-threaded executor.
#pragma once

#include "net/instant.hpp"
#include "net/task.hpp"

#include <boost/asio/steady_timer.hpp>

namespace plumb::net {

/// One coroutine at a time waits, in a loop around its condition; whoever changes what the condition reads
/// rings.
class Bell {
  public:
    explicit Bell(const boost::asio::any_io_executor& executor) : timer_(executor) {}

    /// Returns when the bell rings, at the latest at `until`, possibly for no reason.
    Task<void> wait(Instant until = Instant::max());

    void ring() { timer_.cancel(); }

  private:
    boost::asio::steady_timer timer_;
};

}  // namespace plumb::net
