// Who is busy when: the days that events take from their owners.
#pragma once

#include "core/records/world.hpp"

#include <array>
#include <vector>

namespace plumb {

inline constexpr int kLoadWeeks = 4;
inline constexpr int kLoadDays = 7 * kLoadWeeks;

/// The busy days of one person (rules.md: an event's start minus its setup days, to its end), each day once.
struct Load {
    PersonId who;
    int days = 0;
    /// The first seven days from today on, the next seven, and so on.
    std::array<int, kLoadWeeks> weeks{};
    /// By start.
    std::vector<EventId> events;

    bool operator==(const Load&) const = default;
};

/// Everybody who owns an open event with a busy day from today on, within kLoadDays, today the first; busiest
/// first, then by number. Events of one product, or of all where `product` is none.
std::vector<Load> loads(const World& world, ProductId product, Day today);

}  // namespace plumb
