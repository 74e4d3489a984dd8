#include "core/change/ripple.hpp"

#include "core/align/engine.hpp"
#include "core/align/identity.hpp"
#include "core/align/life.hpp"
#include "core/align/resting.hpp"
#include "core/change/approval.hpp"
#include "core/change/moment.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace plumb {

namespace {

/// The product's warnings in one of the two worlds: what is muted is not opened, and one that was open before
/// it was muted stays.
class Warned {
  public:
    Warned(const World& world, const Context& context, ProductId product)
        : world_(&world), product_(product), today_(today_of(context, world, product)) {}

    bool is_muted(const Finding& finding) const {
        return mute_of(*world_, product_, finding.rule, finding.subject.front(), today_) != nullptr;
    }
    bool is_warning(const Finding& finding) const { return !is_muted(finding) || is_open(finding); }
    /// The same rules are silent about the same records.
    bool mutes_as(const Warned& other) const {
        const auto& ours = world_->all<Mute>();
        const auto& theirs = other.world_->all<Mute>();
        return today_ == other.today_ && std::equal(ours.begin(), ours.end(), theirs.begin(), theirs.end());
    }

  private:
    bool is_open(const Finding& finding) const {
        const std::vector<const Warning*> about = world_->all<Warning>().naming(finding.subject.front());
        return std::any_of(about.begin(), about.end(), [&](const Warning* w) {
            const bool its = w->product == product_ && w->rule == finding.rule && !w->subject.empty() &&
                             w->subject.front() == finding.subject.front();
            return its && w->status != WarningStatus::resolved;
        });
    }

    const World* world_;
    ProductId product_;
    Day today_;
};

/// Some of the findings, in the order in which they are told, and by what they are: rule and main subject.
class Apart {
  public:
    void add(const Finding& finding) {
        told_.push_back(&finding);
        by_identity_.emplace(identity(finding), &finding);
    }
    const std::vector<const Finding*>& told() const { return told_; }
    const Finding* find(const Finding& wanted) const {
        const auto it = by_identity_.find(identity(wanted));
        return it == by_identity_.end() ? nullptr : it->second;
    }

  private:
    std::vector<const Finding*> told_;
    std::unordered_map<Identity, const Finding*, IdentityHash> by_identity_;
};

/// What two evaluations do not share at the same severity: little of thousands, where the plan differs in a
/// record or two.
std::pair<Apart, Apart> apart(const Findings& now, const Findings& then) {
    std::pair<Apart, Apart> found;
    auto a = now.begin();
    auto b = then.begin();
    while (a != now.end() || b != then.end()) {
        if (b == then.end() || (a != now.end() && told_before(*a, *b))) {
            found.first.add(*a++);
        } else if (a == now.end() || told_before(*b, *a)) {
            found.second.add(*b++);
        } else {
            ++a;
            ++b;
        }
    }
    return found;
}

/// All of them, where who is silent about what differs as well.
std::pair<Apart, Apart> whole(const Findings& now, const Findings& then) {
    std::pair<Apart, Apart> found;
    for (const Finding& finding : now) found.first.add(finding);
    for (const Finding& finding : then) found.second.add(finding);
    return found;
}

/// Records that differ: a copy of a World shares those that do not, so that the address tells.
template <class T, class Use>
void each_difference(const World& before, const World& after, ProductId product, Use use) {
    for (const T& now : after.all<T>()) {
        const T* was = before.find(id_of(now));
        if (was != &now && now.product == product && (!was || *was != now)) use(was, now);
    }
}

}  // namespace

Seeds seeds_of_difference(const World& before, const World& after, ProductId product) {
    Seeds seeds;
    each_difference<Release>(before, after, product, [&](const Release* was, const Release& now) {
        seeds.releases.push_back(id_of(now));
        seeds.whole = true;
        seeds.dates = seeds.dates || !was || was->date != now.date || was->status != now.status;
    });
    each_difference<Feature>(before, after, product, [&](const Feature* was, const Feature& now) {
        seeds.features.push_back(id_of(now));
        if (was && was->release == now.release && was->status == now.status) return;
        if (was && was->release) seeds.releases.push_back(was->release);
        if (now.release) seeds.releases.push_back(now.release);
        seeds.whole = seeds.whole || !was;
    });
    each_difference<LaunchEvent>(before, after, product, [&](const LaunchEvent*, const LaunchEvent& now) {
        seeds.events.push_back(id_of(now));
        seeds.whole = true;
    });
    return seeds;
}

Ripple ripple(const World& before, const Context& context, ProductId product, const World& after,
              const Seeds& seeds, Ref but, const Findings* known) {
    Ripple ripple;
    ripple.product = product;
    Findings asked;
    if (before.find(product)) {
        const Zone& zone = zone_of(context, before, product);
        const Plan plan(before, product, zone.day_of(context.now), zone);
        ripple.touched = touched_by(plan, seeds);
        if (!known) asked = found(plan);
    }
    const Findings& now = known ? *known : asked;
    const Zone& zone = zone_of(context, after, product);
    const Findings then = found(Plan(after, product, zone.day_of(context.now), zone));
    const Warned warned_now(before, context, product);
    const Warned warned_then(after, context, product);
    const auto [gone, come] = warned_now.mutes_as(warned_then) ? apart(now, then) : whole(now, then);
    for (const Finding* finding : come.told()) {
        if ((but && finding->subject.front() == but) || warned_then.is_muted(*finding)) continue;
        const Finding* held = gone.find(*finding);
        const bool known_as_bad = held && held->severity >= finding->severity;
        if (!known_as_bad || !warned_now.is_warning(*held)) ripple.bring.push_back(*finding);
    }
    for (Finding& finding : ripple.bring) complete(after, finding);
    for (const Finding* finding : gone.told()) {
        if (but && finding->subject.front() == but) continue;
        if (!come.find(*finding) && warned_now.is_warning(*finding)) ripple.mend.push_back(*finding);
    }
    if (!known)
        for (Finding& finding : ripple.mend) complete(before, finding);
    return ripple;
}

Result<IfApproved> if_approved(const World& world, const Context& context, ChangeId id) {
    Draft draft(world, context);
    ChangeRequest request = *draft.find(id);
    const Zone& zone = zone_of(context, world, request.product);
    const Plan plan(world, request.product, zone.day_of(context.now), zone);
    const Moment moment = moment_of(plan, request);
    auto effects = carry_out(draft, request);
    if (!effects) return tl::make_unexpected(effects.error());
    keep(request, moment);
    request.status = ChangeStatus::approved;
    request.decision = Decided::approved;
    request.decided_at = context.now;
    request.decided_by = context.actor;
    draft.put(std::move(request));
    for (Write& write : noted_changes(world, draft.world(), draft.writes())) draft.store(std::move(write));
    return IfApproved{draft.world(), std::move(effects->what)};
}

}  // namespace plumb
