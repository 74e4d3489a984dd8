#include "core/align/plan.hpp"

#include <algorithm>
#include <stdexcept>

namespace plumb {

namespace {

template <Record T>
void take(const World& world, ProductId product, std::vector<const T*>& into) {
    for (const T& record : world.all<T>())
        if (record.product == product) into.push_back(&record);
}

}  // namespace

Plan::Plan(const World& world, ProductId product, Day today, const Zone& zone)
    : world_(&world), product_(world.find(product)), today_(today), zone_(&zone) {
    if (!product_) throw std::logic_error("a plan of a product that is not there");
    collect();
    index_plan();
    index_requests();
}

void Plan::collect() {
    const ProductId id = id_of(*product_);
    take(*world_, id, releases_);
    take(*world_, id, features_);
    take(*world_, id, events_);
    take(*world_, id, collateral_);
    take(*world_, id, promises_);
    take(*world_, id, requests_);
    take(*world_, id, evidence_);
    take(*world_, id, assessments_);
    take(*world_, id, assumptions_);
    take(*world_, id, baselines_);
    take(*world_, id, moves_);
}

void Plan::index_plan() {
    for (const Feature* f : features_)
        if (f->release) features_by_release_.add(f->release, *f);
    features_by_release_.seal();
    for (const Collateral* c : collateral_) collateral_by_event_.add(c->event, *c);
    collateral_by_event_.seal();
    for (const Promise* p : promises_)
        if (p->feature) promises_by_feature_.add(p->feature, *p);
    promises_by_feature_.seal();
    // The ledger is told by its days: an import's rows are recorded later than they happened.
    std::vector<const Move*> by_day = moves_;
    std::stable_sort(by_day.begin(), by_day.end(),
                     [](const Move* a, const Move* b) { return a->on < b->on; });
    for (const Move* m : by_day) moves_by_record_.add(m->record, *m);
    moves_by_record_.seal();

    std::vector<const Release*> needed;
    const auto need = [&](const Release* release) {
        if (!release || release->status == ReleaseStatus::cancelled) return;
        if (std::find(needed.begin(), needed.end(), release) == needed.end()) needed.push_back(release);
    };
    for (const LaunchEvent* e : events_) {
        if (e->parent) children_.add(e->parent, *e);
        needed.clear();
        need(world_->find(e->release));
        for (const FeatureId id : e->features) {
            events_by_feature_.add(id, *e);
            const Feature* feature = world_->find(id);
            if (feature && feature->status != FeatureStatus::dropped) need(release_of(*feature));
        }
        for (const Release* release : needed) {
            releases_by_event_.add(id_of(*e), *release);
            events_by_release_.add(id_of(*release), *e);
        }
    }
    children_.seal();
    events_by_feature_.seal();
    releases_by_event_.seal();
    events_by_release_.seal();
}

void Plan::index_requests() {
    for (const Evidence* e : evidence_)
        if (e->change) evidence_by_change_.add(e->change, *e);
    evidence_by_change_.seal();
    for (const Assessment* a : assessments_) assessments_by_change_.add(a->change, *a);
    assessments_by_change_.seal();
    for (const ChangeRequest* r : requests_)
        for (const Ref touched : touches(*r)) requests_by_record_.add(touched, *r);
    requests_by_record_.seal();
}

std::vector<Ref> Plan::touches(const ChangeRequest& request) const {
    // Most requests touch a handful.
    constexpr std::size_t kUsual = 8;
    std::vector<Ref> out;
    out.reserve(kUsual);
    const auto touch = [&](Ref ref) {
        if (ref && std::find(out.begin(), out.end(), ref) == out.end()) out.push_back(ref);
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
    return std::find(events.begin(), events.end(), &event) != events.end();
}

}  // namespace plumb
