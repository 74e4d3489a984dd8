// The C library's local time: a second, independent reading of the zone database.
#pragma once

#include "core/time/calendar.hpp"

#include <cstdlib>
#include <ctime>
#include <string>

namespace plumb {

/// Sets the process's zone as long as it lives.
class LibcZone {
  public:
    explicit LibcZone(const std::string& name) { set(name); }
    ~LibcZone() { set("UTC"); }
    LibcZone(const LibcZone&) = delete;
    LibcZone& operator=(const LibcZone&) = delete;

    Seconds offset_at(Instant at) const {
        const std::time_t t = at.time_since_epoch().count();
        std::tm local{};
        localtime_r(&t, &local);
        return Seconds{local.tm_gmtoff};
    }

    /// The wall clock, as if it were UTC; put together from what the clock shows, not from the offset.
    Instant wall_clock(Instant at) const {
        const std::time_t t = at.time_since_epoch().count();
        std::tm local{};
        localtime_r(&t, &local);
        const std::chrono::year_month_day date{std::chrono::year{local.tm_year + 1900},
                                               std::chrono::month{static_cast<unsigned>(local.tm_mon + 1)},
                                               std::chrono::day{static_cast<unsigned>(local.tm_mday)}};
        return Day{date} + std::chrono::hours{local.tm_hour} + std::chrono::minutes{local.tm_min} +
               Seconds{local.tm_sec};
    }

  private:
    static void set(const std::string& name) {
        setenv("TZ", name.c_str(), 1);
        tzset();
    }
};

}  // namespace plumb
