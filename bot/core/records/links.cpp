#include "core/records/links.hpp"

#include "core/base/among.hpp"

#include <algorithm>

namespace plumb {

namespace {

/// The records of a kind that name another one and for which `holds` is true, by number.
template <class T, class Holds>
std::vector<const T*> where(const World& world, Ref named, Holds holds) {
    std::vector<const T*> found;
    world.all<T>().each_naming(named, [&](const T& record) {
        if (holds(record)) found.push_back(&record);
    });
    return found;
}

void sort_by_start(std::vector<const LaunchEvent*>& events) {
    std::stable_sort(events.begin(), events.end(),
                     [](const LaunchEvent* a, const LaunchEvent* b) { return a->on < b->on; });
}

}  // namespace

const Release* release_of(const World& world, const Feature& feature) {
    const Release* release = world.find(feature.release);
    return release && release->status != ReleaseStatus::cancelled ? release : nullptr;
}

std::vector<const Feature*> features_of(const World& world, ReleaseId release) {
    return where<Feature>(world, release, [&](const Feature& f) { return f.release == release; });
}

std::vector<const Release*> depends_on(const World& world, const LaunchEvent& event) {
    std::vector<const Release*> releases;
    const auto note = [&](const Release* release) {
        if (release && release->status != ReleaseStatus::cancelled && !is_among(releases, release))
            releases.push_back(release);
    };
    note(world.find(event.release));
    for (const FeatureId id : event.features) {
        const Feature* feature = world.find(id);
        if (feature && feature->status != FeatureStatus::dropped) note(release_of(world, *feature));
    }
    return releases;
}

std::vector<const LaunchEvent*> events_on(const World& world, ReleaseId release) {
    const Release* wanted = world.find(release);
    std::vector<const LaunchEvent*> events;
    if (!wanted) return events;
    const auto depends = [&](const LaunchEvent& e) {
        return e.status != EventStatus::cancelled && is_among(depends_on(world, e), wanted);
    };
    std::vector<Ref> reasons{release};
    for (const Feature* feature : features_of(world, release)) reasons.emplace_back(id_of(*feature));
    for (const Ref reason : reasons) {
        const auto more = where<LaunchEvent>(world, reason, depends);
        events.insert(events.end(), more.begin(), more.end());
    }
    std::sort(events.begin(), events.end(),
              [](const LaunchEvent* a, const LaunchEvent* b) { return a->meta.n < b->meta.n; });
    events.erase(std::unique(events.begin(), events.end()), events.end());
    sort_by_start(events);
    return events;
}

std::vector<const LaunchEvent*> events_naming(const World& world, FeatureId feature) {
    auto events = where<LaunchEvent>(world, feature, [&](const LaunchEvent& e) {
        return e.status != EventStatus::cancelled && is_among(e.features, feature);
    });
    sort_by_start(events);
    return events;
}

std::vector<const Collateral*> collateral_of(const World& world, EventId event) {
    auto items = where<Collateral>(world, event, [&](const Collateral& c) { return c.event == event; });
    std::stable_sort(items.begin(), items.end(), [](const Collateral* a, const Collateral* b) {
        return a->due.value_or(Day::max()) < b->due.value_or(Day::max());
    });
    return items;
}

std::vector<const LaunchEvent*> children_of(const World& world, EventId event) {
    auto events = where<LaunchEvent>(world, event, [&](const LaunchEvent& e) { return e.parent == event; });
    sort_by_start(events);
    return events;
}

std::vector<const Promise*> promises_of(const World& world, FeatureId feature) {
    return where<Promise>(world, feature, [&](const Promise& p) { return p.feature == feature; });
}

std::vector<const Collateral*> claims_on(const World& world, FeatureId feature) {
    return where<Collateral>(world, feature,
                             [&](const Collateral& c) { return is_among(c.claims, feature); });
}

const Baseline* last_baseline(const World& world, ProductId product) {
    const Baseline* last = nullptr;
    for (const Baseline& b : world.all<Baseline>())
        if (b.product == product) last = &b;
    return last;
}

const Baseline* confirmed_baseline(const World& world, ProductId product) {
    const Baseline* last = nullptr;
    for (const Baseline& b : world.all<Baseline>())
        if (b.product == product && b.confirmed_at) last = &b;
    return last;
}

bool baselined(const World& world, ReleaseId release) {
    const Release* asked = world.find(release);
    if (!asked || asked->status == ReleaseStatus::cancelled) return false;
    for (const Baseline& b : world.all<Baseline>()) {
        if (!b.confirmed_at || b.product != asked->product) continue;
        for (const BaselineRelease& held : b.releases)
            if (held.release == release) return true;
    }
    return false;
}

}  // namespace plumb
