#include "core/align/change_volume.hpp"

#include <algorithm>
#include <numeric>

namespace plumb {

namespace {

/// Numbers of rules.md, `churn`.
constexpr int kRecentDays = 30;
constexpr int kFewestFeatures = 10;
constexpr int kYoungestDays = 14;

Instant agreed(const Baseline& baseline) {
    return baseline.first_confirmed_at.value_or(*baseline.confirmed_at);
}

/// The releases it touched when it was approved; those it touches now where that is not known (an import).
std::vector<ReleaseId> releases_touched(const Plan& plan, const ChangeRequest& request) {
    if (!request.touched_at_approval.empty()) return request.touched_at_approval;
    std::vector<ReleaseId> out;
    for (const Ref touched : plan.touches(request))
        if (touched.kind == Kind::release) out.push_back(touched.as<ReleaseId>());
    return out;
}

/// Whether a baseline shows what approving a request did to the plan. What a `modify` does is in no baseline.
bool shows(const Baseline& baseline, const ChangeRequest& request) {
    const auto any_feature = [&](const auto& is) {
        return std::any_of(baseline.features.begin(), baseline.features.end(), is);
    };
    switch (request.change_kind) {
        case ChangeKind::add:
            return any_feature([&](const BaselineFeature& f) {
                return (f.feature == request.made_feature || f.feature == request.feature) &&
                       f.release == request.release;
            });
        case ChangeKind::drop:
            return !any_feature([&](const BaselineFeature& f) {
                return f.feature == request.feature && f.status != FeatureStatus::dropped;
            });
        case ChangeKind::move:
            return any_feature([&](const BaselineFeature& f) {
                return f.feature == request.feature && f.release == request.to;
            });
        case ChangeKind::date:
            return std::any_of(baseline.releases.begin(), baseline.releases.end(), [&](const auto& held) {
                return held.release == request.release && held.date == request.date;
            });
        case ChangeKind::modify: return false;
    }
    return false;
}

/// Approved after the baseline. At the very instant of its confirmation that is what the baseline does not
/// show; and the request knows whether it was baselined at all.
bool after(const ChangeRequest& request, const Baseline& baseline) {
    const Instant from = agreed(baseline);
    if (*request.decided_at != from) return *request.decided_at > from;
    return request.baselined_at_approval && !shows(baseline, request);
}

}  // namespace

int ChangeVolume::all() const { return std::accumulate(by_kind.begin(), by_kind.end(), 0); }

bool ChangeVolume::counts() const { return features >= kFewestFeatures && age >= kYoungestDays; }

std::vector<ChangeVolume> change_volumes(const Plan& plan) {
    std::vector<ChangeVolume> out;
    for (const Release* release : plan.releases()) {
        if (!Plan::still_to_come(*release)) continue;
        ChangeVolume volume;
        volume.release = id_of(*release);
        volume.baseline = plan.newest_baseline(volume.release);
        if (!volume.baseline) continue;
        const auto& held = volume.baseline->features;
        volume.features = static_cast<int>(std::count_if(held.begin(), held.end(), [&](const auto& f) {
            return f.release == volume.release && f.status != FeatureStatus::dropped;
        }));
        volume.since = plan.day(agreed(*volume.baseline));
        volume.age = days_between(volume.since, plan.today());
        volume.recent_since = std::max(volume.since, plan.today() - Days{kRecentDays});
        out.push_back(volume);
    }
    for (const ChangeRequest* request : plan.requests()) {
        if (request->status != ChangeStatus::approved || !request->decided_at) continue;
        const Day decided = plan.day(*request->decided_at);
        for (const ReleaseId touched : releases_touched(plan, *request)) {
            const auto volume =
                std::lower_bound(out.begin(), out.end(), touched,
                                 [](const ChangeVolume& v, ReleaseId id) { return v.release < id; });
            if (volume == out.end() || volume->release != touched || !after(*request, *volume->baseline))
                continue;
            ++volume->by_kind[static_cast<std::size_t>(request->change_kind)];
            if (plan.in_last(decided, kRecentDays)) ++volume->recent;
        }
    }
    return out;
}

}  // namespace plumb
