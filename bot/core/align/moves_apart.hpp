// Moves that take apart what comes together: what a rule offers is what leaves it silent.
#pragma once

#include "core/align/report.hpp"

#include <functional>
#include <vector>

namespace plumb {

using Events = std::vector<const LaunchEvent*>;

/// The events of a finding, those to be moved first in front; empty where nothing is found of these events.
using Clash = std::function<Events(const Events&)>;

struct EventMove {
    const LaunchEvent* event = nullptr;
    Day to{};
};

/// One move to a later day after which nothing clashes, else two; empty where there are none within a quarter
/// of a year. What is immovable or has begun stays.
std::vector<EventMove> moves_apart(const Plan& plan, const Events& events, const Clash& clash);

/// `launch move LE-2 on:2027-04-14`, "Move LE-2 to Wed 14 Apr".
void offer_move(Report& report, const Plan& plan, const EventMove& move);

}  // namespace plumb
