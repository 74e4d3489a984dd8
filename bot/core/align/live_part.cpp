#include "core/align/live_part.hpp"

#include "core/align/plan.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <set>
#include <tuple>

namespace plumb {

namespace {

/// Every window of a rule over decisions is shorter, by a day for the zones: `one-sided` has the longest.
constexpr Days kDecided{92};
/// `tier-inflation` counts what was this quarter.
constexpr Days kQuarter{93};
/// A warning reopens within a day.
constexpr Days kResolved{2};
/// `per-customer` and `one-horizon` ask for the last ten.
constexpr std::size_t kLast = 10;
/// `function-drift`, where no product has set its days.
constexpr int kDrift = 30;

bool is_open(const ChangeRequest& r) {
    return r.status == ChangeStatus::open || r.status == ChangeStatus::assessed ||
           r.status == ChangeStatus::deferred;
}

bool to_come(const World& world, ReleaseId id) {
    const Release* release = world.find(id);
    return release && release->status != ReleaseStatus::shipped &&
           release->status != ReleaseStatus::cancelled;
}

/// Chooses what stays.
class Selection {
  public:
    Selection(const World& world, Instant now) : world_(&world), now_(now) {
        acts_since_ = now - Days{drift_days() + 1};
        agreed();
        requests();
        events();
    }

    World made() const {
        World live = *world_;
        keep_only<ChangeRequest>(live, [&](const auto& r) { return requests_.contains(r.meta.n); });
        keep_only<Assessment>(live, [&](const auto& r) { return requests_.contains(r.change.n); });
        keep_only<Evidence>(live, [&](const Evidence& r) {
            return requests_.contains(r.change.n) || newest_voice(r) || acted(r.meta);
        });
        keep_only<LaunchEvent>(live, [&](const auto& r) { return events_.contains(r.meta.n); });
        keep_only<Collateral>(live,
                              [&](const auto& r) { return events_.contains(r.event.n) || acted(r.meta); });
        keep_only<Warning>(live, [&](const Warning& w) {
            return w.status != WarningStatus::resolved || !w.resolved_at ||
                   *w.resolved_at >= now_ - kResolved || acted(w.meta);
        });
        return live;
    }

  private:
    template <class T, class Keep>
    static void keep_only(World& live, Keep keep) {
        Table<T> kept;
        for (const T& record : live.all<T>())
            if (keep(record)) kept.put(record);
        live.all<T>() = std::move(kept);
    }
    int drift_days() const {
        int days = kDrift;
        for (const RuleSetting& s : world_->all<RuleSetting>())
            if (s.rule == "function-drift" && s.key == "days") days = std::max(days, s.value);
        return days;
    }
    /// Somebody acted on it not long ago (`function-drift`).
    bool acted(const Meta& meta) const {
        return std::any_of(meta.acts.begin(), meta.acts.end(),
                           [&](const auto& at) { return at && *at >= acts_since_; });
    }
    /// From when on approvals count to the churn of a release still to come, by product.
    void agreed() {
        std::map<ReleaseId, const Baseline*> newest;
        for (const Baseline& b : world_->all<Baseline>()) {
            if (!b.confirmed_at) continue;
            for (const BaselineRelease& held : b.releases)
                if (to_come(*world_, held.release)) newest[held.release] = &b;
        }
        for (const auto& [release, b] : newest) {
            const Instant at = b->first_confirmed_at.value_or(*b->confirmed_at);
            const auto [it, fresh] = agreed_.emplace(b->product, at);
            if (!fresh) it->second = std::min(it->second, at);
        }
    }
    bool in_window(const ChangeRequest& r) const {
        if (is_open(r) || acted(r.meta)) return true;
        if (!r.decided_at) return false;
        if (*r.decided_at >= now_ - kDecided) return true;
        if (r.status != ChangeStatus::approved) return false;
        const auto agreed = agreed_.find(r.product);
        if (agreed != agreed_.end() && *r.decided_at >= agreed->second) return true;
        return std::any_of(r.frozen_at_approval.begin(), r.frozen_at_approval.end(),
                           [&](ReleaseId id) { return to_come(*world_, id); });
    }
    void requests() {
        std::set<FeatureId> heard;
        std::vector<bool> voiced_by_number(static_cast<std::size_t>(world_->last(Kind::change)) + 1);
        for (const Evidence& e : world_->all<Evidence>()) {
            const auto n = static_cast<std::size_t>(e.change.n);
            if (n < voiced_by_number.size()) voiced_by_number[n] = true;
            const Evidence*& newest = voices_[e.product];
            if (!newest || newest->meta.created_at <= e.meta.created_at) newest = &e;
        }
        std::map<std::tuple<ProductId, bool>, std::set<std::pair<Instant, int>>> last;
        const auto among_last = [&](const ChangeRequest& r, bool horizon) {
            auto& ten = last[{r.product, horizon}];
            ten.emplace(r.decided_at.value_or(r.opened_at), r.meta.n);
            if (ten.size() > kLast) ten.erase(ten.begin());
        };
        for (const ChangeRequest& r : world_->all<ChangeRequest>()) {
            const bool voiced = voiced_by_number[static_cast<std::size_t>(r.meta.n)];
            // One request with evidence stands for all that were heard of a feature (`undiscovered`).
            bool first = false;
            for (const FeatureId id : {r.feature, r.made_feature})
                if (voiced && id && heard.insert(id).second) first = true;
            if (first || in_window(r)) requests_.insert(r.meta.n);
            if (r.status != ChangeStatus::approved) continue;
            const bool scope = r.change_kind == ChangeKind::add || r.change_kind == ChangeKind::modify;
            if (voiced && scope) among_last(r, false);
            if (r.horizon) among_last(r, true);
        }
        for (const auto& [key, ten] : last)
            for (const auto& [at, n] : ten) requests_.insert(n);
    }
    bool newest_voice(const Evidence& e) const {
        const auto it = voices_.find(e.product);
        return it != voices_.end() && it->second->meta.n == e.meta.n;
    }
    bool announces_what_comes(const LaunchEvent& e) const {
        if (to_come(*world_, e.release)) return true;
        return std::any_of(e.features.begin(), e.features.end(), [&](FeatureId id) {
            const Feature* feature = world_->find(id);
            return feature && to_come(*world_, feature->release);
        });
    }
    void events() {
        const Day recent = std::chrono::floor<Days>(now_) - kQuarter;
        for (const LaunchEvent& e : world_->all<LaunchEvent>()) {
            const bool ahead = Plan::still_to_come(e);
            const bool counted =
                e.status != EventStatus::cancelled && (e.on >= recent || announces_what_comes(e));
            if (!ahead && !counted && !acted(e.meta)) continue;
            // What it is build-up to decides whether it announces, and which family it is of.
            for (const LaunchEvent* up = &e; up && events_.insert(up->meta.n).second;)
                up = world_->find(up->parent);
        }
    }

    const World* world_;
    Instant now_;
    Instant acts_since_{};
    std::map<ProductId, Instant> agreed_;
    std::set<int> requests_;
    std::set<int> events_;
    std::map<ProductId, const Evidence*> voices_;
};

// What a record's change reaches for; `held` is the record before it.

void reach(const World&, const ChangeRequest*, const ChangeRequest& r, std::vector<Ref>& out) {
    out.emplace_back(id_of(r));
}
void reach(const World&, const Evidence*, const Evidence& r, std::vector<Ref>& out) {
    out.emplace_back(r.change);
    out.emplace_back(r.event);
}
void reach(const World&, const Assessment*, const Assessment& r, std::vector<Ref>& out) {
    out.emplace_back(r.change);
}
void reach(const World&, const Collateral*, const Collateral& r, std::vector<Ref>& out) {
    out.emplace_back(r.event);
}
void reach(const World&, const LaunchEvent*, const LaunchEvent& r, std::vector<Ref>& out) {
    out.emplace_back(id_of(r));
    out.emplace_back(r.parent);
}
/// One that comes to a release, or back from being dropped: an event that is over may depend on that again.
void reach(const World& world, const Feature* held, const Feature& r, std::vector<Ref>& out) {
    if (!held || (held->release == r.release && held->status != FeatureStatus::dropped)) return;
    world.all<LaunchEvent>().each_naming(id_of(r), [&](const LaunchEvent& e) { out.emplace_back(id_of(e)); });
}
template <class T>
void reach(const World&, const T*, const T&, std::vector<Ref>&) {}

/// Brings a record that was left out into the live part, with all that hangs on it.
void bring(World& live, const World& world, Ref ref) {
    if (const ChangeRequest* request = world.find(ref.as<ChangeId>()); request && !exists(live, ref)) {
        live.all<ChangeRequest>().put(*request);
        world.all<Assessment>().each_naming(ref, [&](const auto& r) { live.all<Assessment>().put(r); });
        world.all<Evidence>().each_naming(ref, [&](const auto& r) { live.all<Evidence>().put(r); });
    }
    for (const LaunchEvent* event = world.find(ref.as<EventId>()); event && !exists(live, Ref{id_of(*event)});
         event = world.find(event->parent)) {
        live.all<LaunchEvent>().put(*event);
        world.all<Collateral>().each_naming(id_of(*event),
                                            [&](const auto& r) { live.all<Collateral>().put(r); });
    }
}

// Whether a record stood for others that were left out for its sake, and no longer does.

/// As what was heard of its feature, or among the last ten with a voice or a horizon.
bool stood(const World& world, const ChangeRequest& r) {
    const bool voiced = !world.all<Evidence>().naming(id_of(r)).empty();
    if (r.status == ChangeStatus::approved && (voiced || r.horizon)) return true;
    return voiced && (r.feature || r.made_feature);
}

bool frees(const World& world, const ChangeRequest* held, const ChangeRequest& r, bool gone) {
    if (!held || !stood(world, *held)) return false;
    return gone || (held->feature && held->feature != r.feature) ||
           (held->made_feature && held->made_feature != r.made_feature) ||
           (held->status == ChangeStatus::approved &&
            (r.status != ChangeStatus::approved || held->horizon != r.horizon));
}

/// As the newest voice of its product, or the one for which its request stands.
bool frees(const World&, const Evidence* held, const Evidence& r, bool gone) {
    return held && (gone || held->change != r.change);
}

bool frees(const World& world, const Release* held, const Release& r, bool gone) {
    const bool comes = Plan::still_to_come(r);
    return held && !gone && comes && !to_come(world, id_of(*held));
}

bool frees(const World&, const Baseline* held, const Baseline& r, bool gone) {
    return held && held->confirmed_at && (gone || !r.confirmed_at);
}

bool frees(const World&, const RuleSetting*, const RuleSetting& r, bool) {
    return r.rule == "function-drift";
}

template <class T>
bool frees(const World&, const T*, const T&, bool) {
    return false;
}

}  // namespace

World live_part(const World& world, Instant now) { return Selection(world, now).made(); }

bool unsettles(const World& world, const Write& write) {
    return std::visit(
        [&](const auto& record) { return frees(world, world.find(id_of(record)), record, write.erase); },
        write.record);
}

Live::Live(const World& world, Instant now) : world_(live_part(world, now)) { unasked_.learn(world_); }

void Live::write(World& whole, const Write& write, Instant now) {
    const bool again = unsettles(whole, write);
    std::vector<Ref> reached;
    std::visit([&](const auto& record) { reach(whole, whole.find(id_of(record)), record, reached); },
               write.record);
    for (const Ref ref : reached) bring(world_, whole, ref);
    unasked_.note(world_, write);
    make(whole, write);
    if (!again) return make(world_, write);
    world_ = live_part(whole, now);
    unasked_.learn(world_);
}

void Live::follow(World whole, const std::vector<Write>& writes, Instant now) {
    for (const Write& made : writes) write(whole, made, now);
}

}  // namespace plumb
