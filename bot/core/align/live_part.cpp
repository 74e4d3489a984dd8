#include "core/align/live_part.hpp"

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
        keep_only<ChangeRequest>(live, [&](const auto& r) { return requests_.count(r.meta.n) > 0; });
        keep_only<Assessment>(live, [&](const auto& r) { return requests_.count(r.change.n) > 0; });
        keep_only<Evidence>(live, [&](const Evidence& r) {
            return requests_.count(r.change.n) > 0 || newest_voice(r) || acted(r.meta);
        });
        keep_only<LaunchEvent>(live, [&](const auto& r) { return events_.count(r.meta.n) > 0; });
        keep_only<Collateral>(live,
                              [&](const auto& r) { return events_.count(r.event.n) > 0 || acted(r.meta); });
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
            const bool ahead = e.status == EventStatus::planned || e.status == EventStatus::confirmed;
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

// Whether a record's change reaches beyond the live part: `held` is the record before it.

template <class T>
bool left_out(const World& live, const World& world, Id<T::kind> id) {
    return world.find(id) && !live.find(id);
}

bool beyond(const World&, const World&, const ChangeRequest* held, const ChangeRequest& r) {
    if (!held) return false;
    if (held->feature && held->feature != r.feature) return true;
    if (held->made_feature && held->made_feature != r.made_feature) return true;
    return held->status == ChangeStatus::approved &&
           (r.status != ChangeStatus::approved || held->horizon != r.horizon);
}

bool beyond(const World& live, const World& world, const Evidence* held, const Evidence& r) {
    return (held && held->change != r.change) || left_out<ChangeRequest>(live, world, r.change);
}

bool beyond(const World& live, const World& world, const Assessment*, const Assessment& r) {
    return left_out<ChangeRequest>(live, world, r.change);
}

bool beyond(const World& live, const World& world, const LaunchEvent*, const LaunchEvent& r) {
    return left_out<LaunchEvent>(live, world, r.parent);
}

/// Comes to a release, or back from being dropped: an event that is over may depend on that again.
bool beyond(const World& live, const World& world, const Feature* held, const Feature& r) {
    if (!held || (held->release == r.release && held->status != FeatureStatus::dropped)) return false;
    for (const LaunchEvent& e : world.all<LaunchEvent>())
        if (std::find(e.features.begin(), e.features.end(), id_of(r)) != e.features.end() &&
            !live.find(id_of(e)))
            return true;
    return false;
}

bool beyond(const World&, const World& world, const Release* held, const Release&) {
    return held && !to_come(world, id_of(*held));
}

bool beyond(const World&, const World&, const Baseline* held, const Baseline& r) {
    return held && held->confirmed_at && !r.confirmed_at;
}

bool beyond(const World&, const World&, const RuleSetting*, const RuleSetting& r) {
    return r.rule == "function-drift";
}

template <class T>
bool beyond(const World&, const World&, const T*, const T&) {
    return false;
}

/// Kinds of which some are left out, or whose leaving changes what others stand for.
template <class T>
constexpr bool matters_gone =
    std::is_same_v<T, ChangeRequest> || std::is_same_v<T, Evidence> || std::is_same_v<T, Assessment> ||
    std::is_same_v<T, LaunchEvent> || std::is_same_v<T, Baseline> || std::is_same_v<T, Release> ||
    std::is_same_v<T, RuleSetting>;

}  // namespace

World live_part(const World& world, Instant now) { return Selection(world, now).made(); }

bool reaches_beyond(const World& live, const World& world, const Write& write) {
    return std::visit(
        [&]<class T>(const T& record) {
            const T* held = world.find(id_of(record));
            if (held && !live.find(id_of(record))) return true;
            if (write.erase) return matters_gone<T>;
            return beyond(live, world, held, record);
        },
        write.record);
}

void Live::follow(const World& before, const World& after, const std::vector<Write>& writes, Instant now) {
    const bool beyond = std::any_of(writes.begin(), writes.end(), [&](const Write& write) {
        return reaches_beyond(world_, before, write);
    });
    world_ = beyond ? live_part(after, now) : plumb::apply(std::move(world_), writes);
}

}  // namespace plumb
