#include "core/align/moves_apart.hpp"

#include "core/base/among.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumb {

namespace {

constexpr int kDaysAhead = 90;
/// Of the events of a finding so many are tried.
constexpr std::size_t kTried = 4;
constexpr int kMostMoves = 2;

class MoveSearch {
  public:
    MoveSearch(const Plan& plan, const Clash& clash) : plan_(&plan), clash_(&clash) {}

    /// `moves` moves after which nothing clashes; empty: there are none. `moved`: an event that was moved.
    std::vector<EventMove> found(const Events& events, int moves, const LaunchEvent* moved = nullptr) const {
        for (const LaunchEvent* culprit : culprits(events, moved)) {
            // What clashes without an event clashes wherever it is moved to.
            if (!solvable(without(events, culprit), moves - 1, moved)) continue;
            auto with = found_with(events, *culprit, moves);
            if (!with.empty()) return with;
        }
        return {};
    }

  private:
    static Events without(Events events, const LaunchEvent* event) {
        std::erase(events, event);
        return events;
    }

    /// Those of a clash that can be moved and were not.
    Events culprits(const Events& events, const LaunchEvent* moved) const {
        Events out = (*clash_)(events);
        std::erase_if(
            out, [&](const LaunchEvent* e) { return e == moved || e->immovable || e->on < plan_->today(); });
        if (out.size() > kTried) out.resize(kTried);
        return out;
    }

    /// Without so many of its culprits nothing would clash.
    bool solvable(const Events& events, int moves, const LaunchEvent* moved) const {
        if ((*clash_)(events).empty()) return true;
        if (moves == 0) return false;
        const Events some = culprits(events, moved);
        return std::any_of(some.begin(), some.end(), [&](const LaunchEvent* culprit) {
            return solvable(without(events, culprit), moves - 1, moved);
        });
    }

    /// The same, that event moved first: to a day on which it clashes no more, if others are to follow.
    std::vector<EventMove> found_with(const Events& events, const LaunchEvent& culprit, int moves) const {
        LaunchEvent moved = culprit;
        Events now = events;
        std::replace(now.begin(), now.end(), &culprit, static_cast<const LaunchEvent*>(&moved));
        const Day first = std::max(culprit.on, plan_->today()) + Days{1};
        for (Day day = first; day < first + Days{kDaysAhead}; day += Days{1}) {
            moved.on = day;
            moved.to = culprit.to + (day - culprit.on);
            const Events left = (*clash_)(now);
            if (left.empty()) return {{&culprit, day}};
            if (moves < 2 || is_among(left, &moved)) continue;
            auto others = found(now, moves - 1, &moved);
            if (!others.empty()) others.insert(others.begin(), {&culprit, day});
            return others;
        }
        return {};
    }

    const Plan* plan_;
    const Clash* clash_;
};

}  // namespace

std::vector<EventMove> moves_apart(const Plan& plan, const Events& events, const Clash& clash) {
    const MoveSearch search(plan, clash);
    for (int moves = 1; moves <= kMostMoves; ++moves) {
        auto found = search.found(events, moves);
        if (!found.empty()) return found;
    }
    return {};
}

void offer_move(Report& report, const Plan& plan, const EventMove& move) {
    const std::string id = id_text(*move.event);
    report.mend(fmt::format("launch move {} on:{}", id, iso(move.to)),
                fmt::format("Move {} to {}", id, plan.say(move.to)));
}

}  // namespace plumb
