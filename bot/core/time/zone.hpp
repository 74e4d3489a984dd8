// A time zone as data: the shell reads the zone database, the core only computes.
#pragma once

#include "core/time/calendar.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace plumb {

/// One IANA zone: its offsets from UTC over time. `changes` is sorted; `first` holds before the first change.
class Zone {
  public:
    struct Change {
        Instant at;
        Seconds offset;
    };

    Zone() : name_("UTC") {}
    Zone(std::string name, Seconds first, std::vector<Change> changes);

    const std::string& name() const { return name_; }
    Seconds offset_at(Instant at) const;
    /// The calendar day of an instant here.
    Day day_of(Instant at) const;
    /// Seconds since local midnight of an instant here.
    Seconds time_of_day(Instant at) const;
    /// The instant of a wall-clock time here. One that does not exist is the first moment after the gap; one
    /// that exists twice is the first.
    Instant at(Day day, Seconds time_of_day) const;

  private:
    std::string name_;
    Seconds first_{0};
    std::vector<Change> changes_;
};

/// Zones by IANA name. Implemented over the zone database by the shell, over literals in tests.
class Zones {
  public:
    virtual ~Zones() = default;
    /// nullptr when there is no zone of that name. The pointer lives as long as this object.
    virtual const Zone* find(std::string_view name) const = 0;
};

}  // namespace plumb
