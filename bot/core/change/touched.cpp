#include "core/change/touched.hpp"

#include "core/base/among.hpp"

#include <algorithm>
#include <tuple>

namespace plumb {

namespace {

template <class T>
void put_once(std::vector<T>& items, const T& item) {
    if (!is_among(items, item)) items.push_back(item);
}

bool claims_any(const Collateral& collateral, const std::vector<FeatureId>& features) {
    return std::any_of(collateral.claims.begin(), collateral.claims.end(),
                       [&](FeatureId claimed) { return is_among(features, claimed); });
}

void by_date(const World& world, std::vector<EventId>& events) {
    std::sort(events.begin(), events.end(), [&](EventId a, EventId b) {
        return std::tuple(world.find(a)->on, a) < std::tuple(world.find(b)->on, b);
    });
}

}  // namespace

Seeds seeds_of(const Plan& plan, const ChangeRequest& request) {
    Seeds seeds;
    for (const Ref ref : plan.touches(request)) {
        if (const auto feature = ref.as<FeatureId>()) seeds.features.push_back(feature);
        if (const auto release = ref.as<ReleaseId>()) seeds.releases.push_back(release);
    }
    seeds.events = request.events;
    seeds.dates = request.change_kind == ChangeKind::date;
    seeds.whole = seeds.dates || request.change_kind == ChangeKind::add;
    return seeds;
}

Touched touched_by(const Plan& plan, const Seeds& seeds) {
    Touched touched;
    const auto take = [&](const LaunchEvent* event) {
        if (event && plan.open(*event)) put_once(touched.events, id_of(*event));
    };
    for (const EventId id : seeds.events) take(plan.world().find(id));
    for (const ReleaseId id : seeds.releases)
        for (const LaunchEvent* event : plan.events_on(id)) take(event);
    for (const FeatureId id : seeds.features)
        for (const LaunchEvent* event : plan.events_naming(id)) take(event);
    by_date(plan.world(), touched.events);

    std::vector<FeatureId> features = seeds.features;
    if (seeds.dates)
        for (const ReleaseId id : seeds.releases)
            for (const Feature* feature : plan.features_of(id)) put_once(features, id_of(*feature));
    for (const Collateral* c : plan.collateral()) {
        const LaunchEvent* event = plan.world().find(c->event);
        if (!event || !plan.open(*event)) continue;
        const bool in_work = c->owner || c->status != CollateralStatus::todo;
        if (claims_any(*c, features) || (seeds.whole && in_work && is_among(touched.events, c->event)))
            touched.collateral.push_back(id_of(*c));
    }
    for (const FeatureId id : features)
        for (const Promise* promise : plan.promises_of(id))
            if (promise->status == PromiseStatus::open) put_once(touched.promises, id_of(*promise));
    return touched;
}

std::vector<Share> shares(const World& world, const Touched& touched, const std::vector<Ref>& more) {
    std::vector<Ref> things = more;
    for (const EventId id : touched.events) put_once(things, Ref{id});
    for (const CollateralId id : touched.collateral) put_once(things, Ref{id});
    for (const PromiseId id : touched.promises) put_once(things, Ref{id});
    std::vector<Share> found;
    for (const Ref thing : things) {
        for (const PersonId owner : owners_of(world, thing)) {
            const auto held = std::find_if(found.begin(), found.end(),
                                           [&](const Share& share) { return share.owner == owner; });
            if (held != found.end())
                held->things.push_back(thing);
            else
                found.push_back({owner, {thing}});
        }
    }
    return found;
}

}  // namespace plumb
