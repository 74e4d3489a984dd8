#include "core/align/resting.hpp"

#include "core/base/among.hpp"

#include <algorithm>

namespace plumb {

namespace {

void add_release(const Plan& plan, const Release* release, std::vector<Ref>& out) {
    if (!release) return;
    out.push_back(id_of(*release));
    for (const LaunchEvent* event : plan.events_on(id_of(*release))) out.push_back(id_of(*event));
}

void add_feature(const Plan& plan, const Feature& feature, std::vector<Ref>& out) {
    if (feature.status != FeatureStatus::dropped) add_release(plan, plan.release_of(feature), out);
    for (const LaunchEvent* event : plan.events_naming(id_of(feature))) out.push_back(id_of(*event));
    for (const Promise* promise : plan.promises_of(id_of(feature))) out.push_back(id_of(*promise));
}

// What of each kind counts as changed; nothing else of a record does.

void changed(const Release& before, const Release& after, std::vector<Ref>& out) {
    if (before.date != after.date || before.status != after.status) out.push_back(id_of(after));
}

void changed(const LaunchEvent& before, const LaunchEvent& after, std::vector<Ref>& out) {
    if (before.on != after.on || before.to != after.to || before.release != after.release ||
        before.features != after.features || before.status != after.status)
        out.push_back(id_of(after));
}

void changed(const Promise& before, const Promise& after, std::vector<Ref>& out) {
    if (before.by != after.by || before.feature != after.feature || before.status != after.status)
        out.push_back(id_of(after));
}

/// The release that a feature is part of.
ReleaseId part_of(const Feature& feature) {
    return feature.status == FeatureStatus::dropped ? ReleaseId{} : feature.release;
}

/// Features come to a release and leave it.
void changed(const Feature& before, const Feature& after, std::vector<Ref>& out) {
    if (part_of(before) == part_of(after)) return;
    for (const ReleaseId release : {part_of(before), part_of(after)})
        if (release) out.push_back(release);
}

template <class T>
concept Watched = requires(const T& record, std::vector<Ref>& out) {
    changed(record, record, out);
};

/// The records of a plan that a command changed in what counts.
std::vector<Ref> changed_by(const World& before, const std::vector<Write>& writes) {
    std::vector<Ref> out;
    for (const Write& write : writes)
        std::visit(
            [&]<class T>(const T& record) {
                if constexpr (Watched<T>) {
                    const T* held = before.find(id_of(record));
                    if (held)
                        changed(*held, record, out);
                    else if constexpr (std::is_same_v<T, Feature>)
                        changed(Feature{}, record, out);
                }
            },
            write.record);
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

}  // namespace

std::vector<Ref> rests_under(const Plan& plan, const Assumption& assumption) {
    std::vector<Ref> out;
    const World& world = plan.world();
    if (const Feature* feature = world.find(assumption.about.as<FeatureId>()))
        add_feature(plan, *feature, out);
    add_release(plan, world.find(assumption.about.as<ReleaseId>()), out);
    if (world.find(assumption.about.as<EventId>()) || world.find(assumption.about.as<PromiseId>()))
        out.push_back(assumption.about);
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

std::vector<Write> noted_changes(const World& before, const World& after, const std::vector<Write>& writes) {
    std::vector<Write> out;
    std::vector<Ref> records;
    for (const Assumption& held : after.all<Assumption>()) {
        const Assumption* then = before.find(id_of(held));
        if (held.status != AssumptionStatus::failed || !then || then->status != AssumptionStatus::failed)
            continue;
        if (records.empty()) records = changed_by(before, writes);
        if (records.empty()) return out;
        Assumption noted = held;
        auto& since = noted.changed_since;
        for (const Ref record : records)
            if (product_of(after, record) == held.product && !is_among(since, record))
                since.push_back(record);
        if (since != held.changed_since) out.push_back({AnyRecord{std::move(noted)}, false});
    }
    return out;
}

}  // namespace plumb
