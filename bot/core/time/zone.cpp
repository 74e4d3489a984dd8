#include "core/time/zone.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace plumb {

namespace {

/// More than any offset from UTC has been; the largest were about 16 hours, before the date line moved at
/// Manila and Alaska.
constexpr Seconds kLargestOffset = std::chrono::hours{26};

bool earlier(const Zone::Change& a, const Zone::Change& b) { return a.at < b.at; }

}  // namespace

Zone::Zone(std::string name, Seconds first, std::vector<Change> changes)
    : name_(std::move(name)), first_(first), changes_(std::move(changes)) {
    assert(std::is_sorted(changes_.begin(), changes_.end(), earlier));
}

Seconds Zone::offset_at(Instant at) const {
    const auto next = std::upper_bound(changes_.begin(), changes_.end(), Change{at, {}}, earlier);
    return next == changes_.begin() ? first_ : std::prev(next)->offset;
}

Day Zone::day_of(Instant at) const { return std::chrono::floor<Days>(at + offset_at(at)); }

Seconds Zone::time_of_day(Instant at) const {
    const Instant local = at + offset_at(at);
    return local - std::chrono::floor<Days>(local);
}

Instant Zone::at(Day day, Seconds time_of_day) const {
    const Instant local = day + time_of_day;
    auto next =
        std::upper_bound(changes_.begin(), changes_.end(), Change{local - kLargestOffset, {}}, earlier);
    Instant begin = Instant::min();
    Seconds offset = next == changes_.begin() ? first_ : std::prev(next)->offset;
    // The first stretch that has not ended by this wall-clock time either holds it or begins just after the
    // gap it is in.
    for (; next != changes_.end() && local - offset >= next->at; ++next) {
        begin = next->at;
        offset = next->offset;
    }
    return std::max(local - offset, begin);
}

}  // namespace plumb
