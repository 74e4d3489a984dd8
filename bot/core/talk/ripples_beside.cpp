#include "core/talk/ripples_beside.hpp"

#include "core/align/plan.hpp"

#include <algorithm>
#include <set>

namespace plumb {

namespace {

/// Releases, features and events that changed, or on which something did; owners of features that changed,
/// for what one more costs them.
class PlanChange {
  public:
    PlanChange(const World& before, const World& after) : before_(before), after_(after) {}

    void by(const Write& write) {
        std::visit(
            [&]<class T>(const T& record) {
                const T* was = before_.find(id_of(record));
                const T* is = after_.find(id_of(record));
                if (was && is && !differs(*was, *is)) return;
                for (const T* side : {was, is}) {
                    if (side) add(*side);
                    if constexpr (std::is_same_v<T, Feature>)
                        if (side && side->owner) found_.insert(side->owner);
                }
            },
            write.record);
    }
    bool none() const { return found_.empty(); }
    bool near(const ChangeRequest& request) const {
        const Feature* feature = after_.find(request.feature);
        const auto held = [&](Ref ref) { return ref && found_.contains(ref); };
        return held(request.feature) || held(request.release) || held(request.to) ||
               (feature && held(feature->release)) ||
               std::any_of(request.events.begin(), request.events.end(), held);
    }
    /// It lands on an owner whose other features changed.
    bool costs_else(const ChangeRequest& request) const {
        const Feature* feature = after_.find(request.feature);
        const Ref engineer = feature ? feature->owner : request.assignee;
        return engineer && found_.contains(engineer);
    }

  private:
    // Who acted on it when is no part of the plan.
    template <class T>
    static bool differs(T was, const T& is) {
        was.meta = is.meta;
        return was != is;
    }

    void add(const Release& release) { found_.insert(id_of(release)); }
    void add(const Feature& feature) {
        found_.insert(id_of(feature));
        if (feature.release) found_.insert(feature.release);
    }
    void add(const LaunchEvent& event) {
        found_.insert(id_of(event));
        if (event.release) found_.insert(event.release);
        for (const FeatureId feature : event.features) add(feature);
    }
    void add(const Collateral& piece) {
        if (const LaunchEvent* event = after_.find(piece.event)) add(*event);
        for (const FeatureId feature : piece.claims) add(feature);
    }
    void add(const Promise& promise) { add(promise.feature); }
    void add(const Assumption& assumption) { found_.insert(assumption.about); }
    void add(FeatureId id) {
        if (const Feature* feature = after_.find(id)) add(*feature);
    }
    template <class T>
    void add(const T&) {}

    const World& before_;
    const World& after_;
    std::set<Ref> found_;
};

}  // namespace

std::vector<ChangeId> ripples_beside(const World& before, const World& after, const World& live,
                                     const std::vector<Write>& writes, std::size_t most) {
    PlanChange changed(before, after);
    for (const Write& write : writes) changed.by(write);
    if (changed.none()) return {};
    std::vector<ChangeId> found;
    std::vector<ChangeId> dearer;
    for (const ChangeRequest& request : live.all<ChangeRequest>()) {
        if (found.size() == most) break;
        if (!Plan::open(request)) continue;
        if (changed.near(request))
            found.push_back(id_of(request));
        else if (dearer.size() < most && changed.costs_else(request))
            dearer.push_back(id_of(request));
    }
    dearer.resize(std::min(dearer.size(), most - found.size()));
    found.insert(found.end(), dearer.begin(), dearer.end());
    return found;
}

}  // namespace plumb
