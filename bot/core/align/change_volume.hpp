// How far a release has moved from the plan that was agreed (rules.md, `churn` and "Change volume").
#pragma once

#include "core/align/plan.hpp"

#include <array>
#include <vector>

namespace plumb {

/// Requests approved since the newest confirmed baseline that holds a release, beside its features there.
struct ChangeVolume {
    ReleaseId release;
    const Baseline* baseline = nullptr;
    /// Features of the release in the baseline, dropped ones left out.
    int features = 0;
    /// The day on which the baseline was first confirmed, and the first day of the last 30 after it.
    Day since{};
    Day recent_since{};
    /// Days since then.
    int age = 0;
    /// Approved in the last 30 days, and all since the baseline by their kind.
    int recent = 0;
    std::array<int, Words<ChangeKind>::words.size()> by_kind{};

    int all() const;
    /// Large and old enough to mean anything: 10 features or more, confirmed 14 days ago or more.
    bool counts() const;
};

/// Of the releases still to come that a confirmed baseline holds, by number.
std::vector<ChangeVolume> change_volumes(const Plan& plan);

}  // namespace plumb
