#include "core/align/plan.hpp"

#include "core/base/among.hpp"

#include <algorithm>
#include <stdexcept>

namespace plumb {

namespace {

/// Records by one key each; those without one are left out.
template <class T, class KeyOf>
Index<T> indexed(const std::vector<const T*>& records, KeyOf key_of) {
    Index<T> index;
    for (const T* record : records)
        if (const Ref key = key_of(*record)) index.add(key, *record);
    index.seal();
    return index;
}

}  // namespace

Plan::Plan(const World& world, ProductId product, Day today, const Zone& zone, Mends mends)
    : world_(&world), product_(world.find(product)), today_(today), zone_(&zone), mends_(mends) {
    if (!product_) throw std::logic_error("a plan of a product that is not there");
}

Plan::Items<Feature> Plan::features_of(ReleaseId release) const {
    const auto make = [this] { return indexed(features(), [](const Feature& f) { return Ref{f.release}; }); };
    return features_by_release_.get(make).of(release);
}

Plan::Items<Collateral> Plan::collateral_of(EventId event) const {
    const auto make = [this] {
        return indexed(collateral(), [](const Collateral& c) { return Ref{c.event}; });
    };
    return collateral_by_event_.get(make).of(event);
}

Plan::Items<Evidence> Plan::evidence_of(ChangeId change) const {
    const auto make = [this] { return indexed(evidence(), [](const Evidence& e) { return Ref{e.change}; }); };
    return evidence_by_change_.get(make).of(change);
}

Plan::Items<Assessment> Plan::assessments_of(ChangeId change) const {
    const auto make = [this] {
        return indexed(assessments(), [](const Assessment& a) { return Ref{a.change}; });
    };
    return assessments_by_change_.get(make).of(change);
}

Plan::Items<Promise> Plan::promises_of(FeatureId feature) const {
    const auto make = [this] { return indexed(promises(), [](const Promise& p) { return Ref{p.feature}; }); };
    return promises_by_feature_.get(make).of(feature);
}

Plan::Items<Move> Plan::moves_of(Ref record) const {
    const auto make = [this] {
        // The ledger is told by its days: an import's rows are recorded later than they happened.
        Records<Move> by_day = moves();
        std::stable_sort(by_day.begin(), by_day.end(),
                         [](const Move* a, const Move* b) { return a->on < b->on; });
        return indexed(by_day, [](const Move& m) { return m.record; });
    };
    return moves_by_record_.get(make).of(record);
}

Plan::Items<ChangeRequest> Plan::requests_touching(Ref record) const {
    const auto make = [this] {
        Index<ChangeRequest> index;
        for (const ChangeRequest* r : requests())
            for (const Ref touched : touches(*r)) index.add(touched, *r);
        index.seal();
        return index;
    };
    return requests_by_record_.get(make).of(record);
}

Plan::EventLinks Plan::linked_events() const {
    EventLinks links;
    std::vector<const Release*> needed;
    const auto need = [&](const Release* release) {
        if (!release || release->status == ReleaseStatus::cancelled) return;
        if (!is_among(needed, release)) needed.push_back(release);
    };
    for (const LaunchEvent* e : events()) {
        if (e->parent) links.children.add(e->parent, *e);
        needed.clear();
        need(world_->find(e->release));
        for (const FeatureId id : e->features) {
            links.by_feature.add(id, *e);
            const Feature* feature = world_->find(id);
            if (feature && feature->status != FeatureStatus::dropped) need(release_of(*feature));
        }
        for (const Release* release : needed) {
            links.releases.add(id_of(*e), *release);
            links.by_release.add(id_of(*release), *e);
        }
    }
    links.children.seal();
    links.by_feature.seal();
    links.releases.seal();
    links.by_release.seal();
    return links;
}

std::vector<Ref> Plan::touches(const ChangeRequest& request) const {
    // Most requests touch a handful.
    constexpr std::size_t kUsual = 8;
    std::vector<Ref> out;
    out.reserve(kUsual);
    const auto touch = [&](Ref ref) {
        if (ref && !is_among(out, ref)) out.push_back(ref);
    };
    const auto touch_release = [&](ReleaseId id) {
        const Release* release = world_->find(id);
        if (release && release->status != ReleaseStatus::cancelled) touch(id);
    };
    touch(request.feature);
    touch(request.made_feature);
    touch_release(request.release);
    if (const Feature* feature = world_->find(request.feature)) touch_release(feature->release);
    if (request.change_kind == ChangeKind::move) touch_release(request.to);
    if (request.change_kind == ChangeKind::move || request.change_kind == ChangeKind::drop)
        touch_release(request.left_release);
    for (const EventId event : request.events) touch(event);
    return out;
}

std::vector<const LaunchEvent*> Plan::events_near(const ChangeRequest& request) const {
    std::vector<const LaunchEvent*> out;
    for (const Ref touched : touches(request)) {
        if (touched.kind == Kind::event) {
            if (const LaunchEvent* event = world_->find(touched.as<EventId>())) out.push_back(event);
        } else {
            const auto events = touched.kind == Kind::feature ? events_naming(touched.as<FeatureId>())
                                                              : events_on(touched.as<ReleaseId>());
            out.insert(out.end(), events.begin(), events.end());
        }
    }
    const auto by_number = [](const LaunchEvent* a, const LaunchEvent* b) { return a->meta.n < b->meta.n; };
    std::sort(out.begin(), out.end(), by_number);
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

bool Plan::near(const LaunchEvent& event, const ChangeRequest& request) const {
    const auto events = events_near(request);
    return is_among(events, &event);
}

}  // namespace plumb
