// The weekly figures as a picture: who is waited for how long, and change volume beside its limits.
#pragma once

#include "core/base/card.hpp"
#include "core/picture/scene.hpp"
#include "core/records/world.hpp"
#include "core/time/zone.hpp"

#include <string>
#include <vector>

namespace plumb {

struct PulseWaiting {
    /// `marketing`, `a decision`.
    std::string who;
    /// Working days.
    double median = 0;
    int longest = 0;
    /// Waited for longest in all: the bottleneck.
    bool squeaks = false;

    bool operator==(const PulseWaiting&) const = default;
};

struct PulseVolume {
    std::string release;
    /// In per cent, each beside the limit of its warning.
    double recent = 0;
    int recent_limit = 0;
    double all = 0;
    int all_limit = 0;

    bool operator==(const PulseVolume&) const = default;
};

struct Pulse {
    std::string product;
    Day today{};
    std::vector<PulseWaiting> waiting;
    /// By release date.
    std::vector<PulseVolume> volume;

    /// More than the lines say: at least two things to compare, and one of them with a bar that has a length.
    bool worth_a_picture() const;
    bool operator==(const Pulse&) const = default;
};

/// The product must be there.
Pulse pulse_of(const World& world, ProductId product, Day today, const Zone& zone);

Scene pulse_scene(const Pulse& pulse);
/// The same in a few sentences.
std::string pulse_alt(const Pulse& pulse);
/// `atlas-pulse-2027-03-01.png`.
FileWish pulse_wish(const World& world, ProductId product, Day today);

}  // namespace plumb
