#include "core/talk/shown_beside.hpp"

#include "core/align/plan.hpp"
#include "core/base/among.hpp"
#include "core/launch/event.hpp"
#include "core/records/links.hpp"

#include <string>
#include <tuple>
#include <utility>

namespace plumb {

namespace {

class Beside {
  public:
    Beside(const World& before, const World& after) : before_(before), after_(after) {}

    void of(const Write& write) {
        if (const auto* baseline = std::get_if<Baseline>(&write.record)) of_baseline(id_of(*baseline));
        if (const auto* release = std::get_if<Release>(&write.record)) of_release(id_of(*release));
        if (const auto* feature = std::get_if<Feature>(&write.record)) of_feature(id_of(*feature));
        if (const auto* event = std::get_if<LaunchEvent>(&write.record)) {
            of_event(id_of(*event));
            of_lessons(id_of(*event));
        }
        if (const auto* piece = std::get_if<Collateral>(&write.record)) of_collateral(id_of(*piece));
        if (const auto* voice = std::get_if<Evidence>(&write.record)) of_voice(id_of(*voice));
        if (const auto* promise = std::get_if<Promise>(&write.record)) of_promise(id_of(*promise));
        if (const auto* customer = std::get_if<Customer>(&write.record)) of_customer(id_of(*customer));
    }
    std::vector<Ref> found() && { return std::move(found_); }

  private:
    void add(Ref record) {
        if (exists(after_, record) && !is_among(found_, record)) found_.push_back(record);
    }
    void add_event(const LaunchEvent& event) {
        if (Plan::still_to_come(event)) add(Ref{id_of(event)});
    }

    void add_all(const std::vector<FeatureId>& features) {
        for (const FeatureId feature : features) add(Ref{feature});
    }
    void add_promises(FeatureId id) {
        for (const Promise* promise : promises_of(after_, id)) add(Ref{id_of(*promise)});
    }
    /// What a checklist brought has no card of its own.
    void add_piece(const Collateral& piece) {
        if (!piece.from_tier) add(Ref{id_of(piece)});
    }
    void add_assumptions(Ref about) {
        after_.all<Assumption>().each_naming(about, [&](const Assumption& a) { add(Ref{id_of(a)}); });
    }

    void of_baseline(BaselineId id) {
        const Baseline* was = before_.find(id);
        const Baseline* is = after_.find(id);
        const auto confirmed = [](const Baseline* b) { return b ? b->confirmed_at : std::nullopt; };
        if (confirmed(was) == confirmed(is)) return;
        for (const Baseline* baseline : {was, is})
            if (baseline)
                for (const BaselineRelease& held : baseline->releases) add(Ref{held.release});
    }

    void of_release(ReleaseId id) {
        const Release* was = before_.find(id);
        const Release* is = after_.find(id);
        const auto shown = [](const Release& r) { return std::tie(r.name, r.date, r.status, r.ready); };
        if (!was || !is || shown(*was) == shown(*is)) return;
        // A beta may begin by the clock.
        if (was->status != is->status) add(Ref{id});
        // Nothing depends on a cancelled one any more; the card goes on naming it.
        for (const World* world : {&before_, &after_})
            for (const LaunchEvent* event : events_on(*world, id)) add_event(*event);
        if (was->name != is->name) add_assumptions(id);
        const auto told = [](const Release& r) { return std::tie(r.name, r.date, r.status); };
        if (told(*was) == told(*is)) return;
        for (const Feature* feature : features_of(after_, id)) {
            add(Ref{id_of(*feature)});
            add_promises(id_of(*feature));
        }
    }

    void of_feature(FeatureId id) {
        const Feature* was = before_.find(id);
        const Feature* is = after_.find(id);
        const auto shown = [](const Feature& f) { return std::tie(f.title, f.release, f.status, f.owner); };
        if (was && is && shown(*was) == shown(*is)) return;
        for (const Feature* feature : {was, is})
            if (feature && feature->release) add(Ref{feature->release});
        if (!was || !is || (was->title == is->title && was->release == is->release)) return;
        after_.all<LaunchEvent>().each_naming(id, [&](const LaunchEvent& event) { add_event(event); });
        add_promises(id);
        if (was->title == is->title) return;
        for (const Collateral* piece : claims_on(after_, id)) add_piece(*piece);
        add_assumptions(id);
    }

    void of_event(EventId id) {
        const LaunchEvent* was = before_.find(id);
        const LaunchEvent* is = after_.find(id);
        const auto shown = [](const LaunchEvent& e) {
            return std::tie(e.title, e.on, e.status, e.release, e.features);
        };
        if (was && is && shown(*was) == shown(*is)) return;
        for (const LaunchEvent* event : {was, is}) {
            if (!event) continue;
            if (event->release) add(Ref{event->release});
            for (const FeatureId f : event->features)
                if (const Feature* feature = after_.find(f); feature && feature->release)
                    add(Ref{feature->release});
        }
        const auto named = [](const LaunchEvent& e) {
            return std::tuple(e.title, e.status == EventStatus::cancelled, e.features);
        };
        if (was && is && named(*was) == named(*is)) return;
        for (const LaunchEvent* event : {was, is})
            if (event) add_all(event->features);
        if (!was || !is || was->title == is->title) return;
        for (const LaunchEvent* child : children_of(after_, id)) add_event(*child);
        for (const Collateral* piece : collateral_of(after_, id)) add_piece(*piece);
        add_assumptions(id);
    }

    void of_collateral(CollateralId id) {
        const Collateral* was = before_.find(id);
        const Collateral* is = after_.find(id);
        if (was && is && was->due != is->due) add_piece(*is);
        const auto named = [](const Collateral& c) { return std::tie(c.title, c.claims); };
        if (was && is && named(*was) == named(*is)) return;
        for (const Collateral* piece : {was, is})
            if (piece) add_all(piece->claims);
    }

    void add_heard(const Evidence& voice) {
        if (voice.change) add(Ref{voice.change});
        if (voice.event) add(Ref{voice.event});
    }
    void of_voice(EvidenceId id) {
        const Evidence* was = before_.find(id);
        const Evidence* is = after_.find(id);
        if (was && is && was->customer != is->customer) add_heard(*is);
    }
    void of_promise(PromiseId id) {
        const Promise* was = before_.find(id);
        const Promise* is = after_.find(id);
        if (was && is && was->to != is->to) add(Ref{id});
        const auto named = [](const Promise& p) { return std::tie(p.title, p.feature); };
        if (was && is && named(*was) == named(*is)) return;
        for (const Promise* promise : {was, is})
            if (promise) add(Ref{promise->feature});
    }
    void of_customer(CustomerId id) {
        const Customer* was = before_.find(id);
        const Customer* is = after_.find(id);
        const auto shown = [](const Customer& c) { return std::tie(c.name, c.value); };
        if (!was || !is || shown(*was) == shown(*is)) return;
        after_.all<Evidence>().each_naming(id, [&](const Evidence& voice) { add_heard(voice); });
        if (was->name == is->name) return;
        after_.all<Promise>().each_naming(id, [&](const Promise& promise) { add(Ref{id_of(promise)}); });
    }

    /// What an event would change stands on the card of the next one of its type.
    void of_lessons(EventId id) {
        const auto lessons = [](const LaunchEvent* event) {
            std::vector<std::string> lines;
            for (const RetroLine& line : event->retro) lines.push_back(line.change);
            std::erase(lines, std::string{});
            return lines;
        };
        const LaunchEvent* was = before_.find(id);
        const LaunchEvent* is = after_.find(id);
        if (!was || !is || lessons(was) == lessons(is)) return;
        const auto shows = [&](const World& world, const LaunchEvent& event) {
            const LaunchEvent* last = last_looked_back_on(world, event);
            return last && id_of(*last) == id;
        };
        for (const LaunchEvent& event : after_.all<LaunchEvent>())
            if (shows(before_, event) || shows(after_, event)) add_event(event);
    }

    const World& before_;
    const World& after_;
    std::vector<Ref> found_;
};

}  // namespace

std::vector<Ref> shown_beside(const World& before, const World& after, const std::vector<Write>& writes) {
    Beside beside(before, after);
    for (const Write& write : writes) beside.of(write);
    return std::move(beside).found();
}

}  // namespace plumb
