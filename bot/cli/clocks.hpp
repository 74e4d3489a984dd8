// The clocks of the shell: the machine's, and one that stands still until it is moved.
#pragma once

#include "ports/clock.hpp"

#include <chrono>

namespace plumb::cli {

class SystemClock : public Clock {
  public:
    Instant now() const override { return std::chrono::floor<Seconds>(std::chrono::system_clock::now()); }
};

/// `console --now`: moved by `:now`, never back.
class StandingClock : public Clock {
  public:
    explicit StandingClock(Instant at) : at_(at) {}
    Instant now() const override { return at_; }
    void move_to(Instant at) {
        if (at > at_) at_ = at;
    }

  private:
    Instant at_;
};

}  // namespace plumb::cli
