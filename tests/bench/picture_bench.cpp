// How long the pictures take that a person has judged, each laid out and drawn: 150 ms at most.
#include "core/picture/pulse.hpp"
#include "core/picture/timeline_scene.hpp"
#include "picture/draw.hpp"
#include "tests/picture/plans.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <vector>

namespace {

using Milliseconds = std::chrono::duration<double, std::milli>;

constexpr int kRuns = 15;
constexpr Milliseconds kMost{150};

/// The median of several runs; the first, which finds the fonts, is none of them.
template <class Scene>
bool fast_enough(std::string_view name, Scene scene) {
    std::vector<Milliseconds> times;
    for (int run = 0; run <= kRuns; ++run) {
        const auto begin = std::chrono::steady_clock::now();
        if (!plumb::picture::draw(scene())) return false;
        if (run > 0) times.push_back(std::chrono::steady_clock::now() - begin);
    }
    std::sort(times.begin(), times.end());
    const Milliseconds median = times[times.size() / 2];
    fmt::print("{:20} {:6.1f} ms\n", name, median.count());
    return median <= kMost;
}

}  // namespace

int main() {
    bool fast = true;
    for (const plumb::SeenPlan& plan : plumb::kSeenPlans)
        fast = fast_enough(plan.name, [&] { return plumb::timeline_scene(plan.of()); }) && fast;
    fast = fast_enough("pulse", [] { return plumb::pulse_scene(plumb::plans::pulse()); }) && fast;
    return fast ? 0 : 1;
}
