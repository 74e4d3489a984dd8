#include "core/talk/shown_beside.hpp"

#include "core/records/links.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace plumb {

namespace {

class Beside {
  public:
    Beside(const World& before, const World& after) : before_(before), after_(after) {}

    void of(const Write& write) {
        if (const auto* release = std::get_if<Release>(&write.record)) of_release(id_of(*release));
        if (const auto* feature = std::get_if<Feature>(&write.record)) of_feature(id_of(*feature));
        if (const auto* event = std::get_if<LaunchEvent>(&write.record)) of_event(id_of(*event));
    }
    std::vector<Ref> found() && { return std::move(found_); }

  private:
    void add(Ref record) {
        if (exists(after_, record) && std::find(found_.begin(), found_.end(), record) == found_.end())
            found_.push_back(record);
    }
    void add_event(const LaunchEvent& event) {
        if (event.status == EventStatus::planned || event.status == EventStatus::confirmed)
            add(Ref{id_of(event)});
    }

    void of_release(ReleaseId id) {
        const Release* was = before_.find(id);
        const Release* is = after_.find(id);
        const auto shown = [](const Release& r) { return std::tie(r.name, r.date, r.status, r.ready); };
        if (!was || !is || shown(*was) == shown(*is)) return;
        for (const LaunchEvent* event : events_on(after_, id)) add_event(*event);
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
