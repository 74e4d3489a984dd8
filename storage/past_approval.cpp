#include "storage/past_approval.hpp"

#include "core/align/plan.hpp"
#include "core/base/among.hpp"

namespace plumb::storage {

namespace {

/// A freeze lasts until the release ships, however late that is.
bool was_frozen(const Release& release, Day day) {
    if (!release.freeze || day < *release.freeze) return false;
    return Plan::still_to_come(release) || day <= release.shipped_on.value_or(release.date);
}

}  // namespace

void remember_approval(const World& world, ChangeRequest& request, Day decided) {
    const Feature* feature = world.find(request.feature);
    const ReleaseId home = feature ? feature->release : ReleaseId{};
    const bool moves = request.change_kind == ChangeKind::move;
    if (moves || request.change_kind == ChangeKind::drop) {
        request.left_release = request.release;
        if (!request.left_release && home != request.to) request.left_release = home;
    }
    const ReleaseId target = moves ? request.to : ReleaseId{};
    for (const ReleaseId id : {request.release, home, target, request.left_release}) {
        const Release* release = world.find(id);
        auto& touched = request.touched_at_approval;
        if (!release || is_among(touched, id)) continue;
        touched.push_back(id);
        if (was_frozen(*release, decided)) request.frozen_at_approval.push_back(id);
    }
}

}  // namespace plumb::storage
