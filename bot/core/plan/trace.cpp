#include "core/plan/trace.hpp"

#include "core/base/among.hpp"
#include "core/records/links.hpp"

#include <set>

namespace plumb {

namespace {

class Links {
  public:
    explicit Links(const World& world) : world_(world) {}

    void add(Ref record) {
        if (exists(world_, record) && !is_among(refs_, record)) refs_.push_back(record);
    }
    template <class Records>
    void add_all(const Records& records) {
        for (const auto* record : records) add(id_of(*record));
    }
    /// Of those that name a record.
    template <class T, class Holds>
    void add_where(Ref named, Holds holds) {
        world_.template all<T>().each_naming(named, [&](const T& record) {
            if (holds(record)) add(id_of(record));
        });
    }
    std::vector<Ref> take() { return std::move(refs_); }

  private:
    const World& world_;
    std::vector<Ref> refs_;
};

/// A request is about its feature and the one it made; without any, about its releases.
bool about_feature(const ChangeRequest& request, FeatureId feature) {
    return feature && (request.feature == feature || request.made_feature == feature);
}

bool about_release(const ChangeRequest& request, ReleaseId release) {
    const bool none = !request.feature && !request.made_feature;
    return release && (request.to == release || (none && request.release == release));
}

void after_request(Links& links, const ChangeRequest& request) {
    links.add(request.feature);
    links.add(request.made_feature);
    links.add(request.to);
    if (!request.feature && !request.made_feature) links.add(request.release);
    for (const EventId event : request.events) links.add(event);
}

void after_feature(Links& links, const World& world, const Feature& feature) {
    if (const Release* release = release_of(world, feature)) links.add(id_of(*release));
    links.add_all(events_naming(world, id_of(feature)));
    links.add_all(claims_on(world, id_of(feature)));
    links.add_all(promises_of(world, id_of(feature)));
}

void after_release(Links& links, const World& world, ReleaseId release) {
    links.add_all(events_on(world, release));
    for (const Feature* feature : features_of(world, release))
        links.add_all(promises_of(world, id_of(*feature)));
}

void after_event(Links& links, const World& world, const LaunchEvent& event) {
    links.add_all(collateral_of(world, id_of(event)));
    for (const FeatureId feature : event.features) links.add_all(promises_of(world, feature));
    // What was heard there leads to the next request.
    links.add_where<Evidence>(id_of(event), [&](const Evidence& e) { return e.event == id_of(event); });
}

void before_event(Links& links, const World& world, const LaunchEvent& event) {
    links.add_all(depends_on(world, event));
    for (const FeatureId feature : event.features) links.add(feature);
    links.add_where<ChangeRequest>(id_of(event),
                                   [&](const ChangeRequest& r) { return is_among(r.events, id_of(event)); });
}

void before_release(Links& links, const World& world, ReleaseId release) {
    for (const Feature* feature : features_of(world, release))
        if (feature->status != FeatureStatus::dropped) links.add(id_of(*feature));
    links.add_where<ChangeRequest>(release,
                                   [&](const ChangeRequest& r) { return about_release(r, release); });
}

void before_collateral(Links& links, const Collateral& item) {
    links.add(item.event);
    for (const FeatureId feature : item.claims) links.add(feature);
}

using Step = std::vector<Ref> (*)(const World&, Ref);

void reach(const World& world, Ref from, Step step, std::set<Ref>& found) {
    std::vector<Ref> open{from};
    std::set<Ref> seen{from};
    while (!open.empty()) {
        const Ref next = open.back();
        open.pop_back();
        found.insert(next);
        for (const Ref ref : step(world, next))
            if (seen.insert(ref).second) open.push_back(ref);
    }
}

}  // namespace

std::vector<Ref> follows_from(const World& world, Ref record) {
    Links links(world);
    if (const CustomerId customer = record.as<CustomerId>()) {
        links.add_where<Evidence>(customer, [&](const Evidence& e) { return e.customer == customer; });
        links.add_where<Promise>(customer, [&](const Promise& p) { return p.to == customer; });
    }
    if (const Evidence* evidence = world.find(record.as<EvidenceId>())) links.add(evidence->change);
    if (const ChangeRequest* request = world.find(record.as<ChangeId>())) after_request(links, *request);
    if (const Feature* feature = world.find(record.as<FeatureId>())) after_feature(links, world, *feature);
    if (const ReleaseId release = record.as<ReleaseId>()) after_release(links, world, release);
    if (const LaunchEvent* event = world.find(record.as<EventId>())) after_event(links, world, *event);
    if (const Assumption* assumption = world.find(record.as<AssumptionId>())) links.add(assumption->about);
    return links.take();
}

std::vector<Ref> leads_to(const World& world, Ref record) {
    Links links(world);
    if (const ChangeId change = record.as<ChangeId>())
        links.add_where<Evidence>(change, [&](const Evidence& e) { return e.change == change; });
    if (const FeatureId feature = record.as<FeatureId>())
        links.add_where<ChangeRequest>(feature,
                                       [&](const ChangeRequest& r) { return about_feature(r, feature); });
    if (const ReleaseId release = record.as<ReleaseId>()) before_release(links, world, release);
    if (const LaunchEvent* event = world.find(record.as<EventId>())) before_event(links, world, *event);
    if (const Collateral* item = world.find(record.as<CollateralId>())) before_collateral(links, *item);
    if (const Promise* promise = world.find(record.as<PromiseId>())) links.add(promise->feature);
    return links.take();
}

std::vector<Ref> traced_from(const World& world, Ref record) {
    Links links(world);
    switch (record.kind) {
        case Kind::warning:
            if (const Warning* warning = world.find(record.as<WarningId>()))
                for (const Ref subject : warning->subject)
                    for (const Ref from : traced_from(world, subject)) links.add(from);
            break;
        case Kind::baseline:
            if (const Baseline* baseline = world.find(record.as<BaselineId>())) {
                for (const BaselineRelease& held : baseline->releases) links.add(held.release);
                for (const BaselineFeature& held : baseline->features) links.add(held.feature);
            }
            break;
        case Kind::evidence:
        case Kind::change:
        case Kind::feature:
        case Kind::release:
        case Kind::event:
        case Kind::collateral:
        case Kind::promise:
        case Kind::assumption:
        case Kind::customer: links.add(record); break;
        default: break;
    }
    return links.take();
}

std::vector<Ref> trace_of(const World& world, Ref record) {
    std::set<Ref> found;
    for (const Ref from : traced_from(world, record)) {
        reach(world, from, leads_to, found);
        reach(world, from, follows_from, found);
        // A promise is kept by its feature's release; what else leads there is not on its way.
        const Promise* promise = world.find(from.as<PromiseId>());
        const Feature* feature = promise ? world.find(promise->feature) : nullptr;
        if (const Release* release = feature ? release_of(world, *feature) : nullptr)
            found.insert(id_of(*release));
    }
    // Where a voice was heard; what led to that event is another story.
    std::vector<Ref> heard_at;
    for (const Ref ref : found)
        if (const Evidence* voice = world.find(ref.as<EvidenceId>()); voice && exists(world, voice->event))
            heard_at.emplace_back(voice->event);
    found.insert(heard_at.begin(), heard_at.end());
    std::vector<Ref> assumptions;
    for (const Assumption& a : world.all<Assumption>())
        if (a.about && found.contains(a.about)) assumptions.emplace_back(id_of(a));
    found.insert(assumptions.begin(), assumptions.end());
    return {found.begin(), found.end()};
}

}  // namespace plumb
