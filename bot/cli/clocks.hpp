// The clocks of the shell: the machine's, and one that stands still until it is moved.
#pragma once

#include "ports/clock.hpp"

#include <chrono>

namespace plumb::cli {

/// Whether a day of that time can be planned for at all.
inline bool within_years(Instant at) {
    const auto year = std::chrono::year_month_day(std::chrono::floor<Days>(at)).year();
    return year >= std::chrono::year{kFirstYear} && year <= std::chrono::year{kLastYear};
}

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
