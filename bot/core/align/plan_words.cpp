// The words of rules.md that need no index of their own.
#include "core/align/plan.hpp"

#include <algorithm>

namespace plumb {

namespace {

bool holds(const Baseline& baseline, ReleaseId release) {
    return std::any_of(baseline.releases.begin(), baseline.releases.end(),
                       [&](const BaselineRelease& held) { return held.release == release; });
}

}  // namespace

Day Plan::date_of(const Release& release) {
    return release.status == ReleaseStatus::shipped ? release.shipped_on.value_or(release.date)
                                                    : release.date;
}

bool Plan::still_to_come(const Release& release) {
    return release.status != ReleaseStatus::shipped && release.status != ReleaseStatus::cancelled;
}

const Release* Plan::release_of(const Feature& feature) const {
    const Release* release = world_->find(feature.release);
    return release && release->status != ReleaseStatus::cancelled ? release : nullptr;
}

Plan::Lack Plan::lack(const Feature& feature, std::optional<Day> day) const {
    if (feature.status == FeatureStatus::dropped) return Lack::dropped;
    const Release* release = release_of(feature);
    if (!release) return Lack::homeless;
    return day && date_of(*release) > *day ? Lack::later : Lack::none;
}

const Release* Plan::latest_release(const LaunchEvent& event) const {
    const Release* last = nullptr;
    for (const Release* release : depends_on(event))
        if (!last || date_of(*last) < date_of(*release)) last = release;
    return last;
}

std::optional<Day> Plan::ready_date(const LaunchEvent& event) const {
    const Release* last = latest_release(event);
    return last ? std::optional(date_of(*last)) : std::nullopt;
}

bool Plan::awaits_release(const LaunchEvent& event) const {
    const auto releases = depends_on(event);
    return std::any_of(releases.begin(), releases.end(), [](const Release* r) { return still_to_come(*r); });
}

bool Plan::still_to_come(const LaunchEvent& event) {
    return event.status == EventStatus::planned || event.status == EventStatus::confirmed;
}

bool Plan::open(const LaunchEvent& event, Day today) { return still_to_come(event) && event.to >= today; }

bool Plan::open(const ChangeRequest& request) {
    return request.status == ChangeStatus::open || request.status == ChangeStatus::assessed;
}

Audience Plan::audience_of(const LaunchEvent& event) {
    if (event.audience) return *event.audience;
    const bool inward = event.type == EventType::prep || event.type == EventType::training;
    return inward ? Audience::internal : Audience::everyone;
}

int Plan::tier_of(const LaunchEvent& event) {
    constexpr int kLoudTier = 2;
    constexpr int kQuietTier = 3;
    if (event.tier) return *event.tier;
    switch (event.type) {
        case EventType::launch:
        case EventType::tradeshow:
        case EventType::webinar:
        case EventType::press:
        case EventType::campaign: return kLoudTier;
        case EventType::content:
        case EventType::prep:
        case EventType::training:
        case EventType::other: break;
    }
    return kQuietTier;
}

bool Plan::external(const LaunchEvent& event) { return audience_of(event) != Audience::internal; }

bool Plan::wide(const LaunchEvent& event) {
    const Audience audience = audience_of(event);
    return audience == Audience::segment || audience == Audience::everyone;
}

bool Plan::announcing(const LaunchEvent& event) const {
    if (!open(event) || !external(event)) return false;
    if (event.type == EventType::prep || event.type == EventType::training) return false;
    if (event.type == EventType::content && event.features.empty()) return false;
    // Build-up comes before the main event by design.
    const LaunchEvent* parent = world_->find(event.parent);
    if (parent && parent->status != EventStatus::cancelled) return false;
    if (audience_of(event) != Audience::early) return true;
    const auto releases = depends_on(event);
    return !std::all_of(releases.begin(), releases.end(), [&](const Release* release) {
        return release->status == ReleaseStatus::shipped || in_beta(*release);
    });
}

Day Plan::busy_from(const LaunchEvent& event) { return event.on - Days{event.prep}; }

EventId Plan::family_of(const LaunchEvent& event) const {
    // Parents never form a ring; the bound keeps a damaged file from hanging the bot.
    constexpr int kMaxHeight = 1000;
    const LaunchEvent* top = &event;
    for (int height = 0; height < kMaxHeight; ++height) {
        const LaunchEvent* parent = world_->find(top->parent);
        if (!parent) break;
        top = parent;
    }
    return id_of(*top);
}

bool Plan::in_beta(const Release& release) const { return still_to_come(release) && had_beta(release); }

bool Plan::had_beta(const Release& release) const {
    if (!release.beta_from) return release.status == ReleaseStatus::beta;
    if (*release.beta_from > today_) return false;
    return release.status != ReleaseStatus::shipped || *release.beta_from <= date_of(release);
}

const Baseline* Plan::newest_baseline() const {
    for (auto b = baselines().rbegin(); b != baselines().rend(); ++b)
        if ((*b)->confirmed_at) return *b;
    return nullptr;
}

const Baseline* Plan::newest_baseline(ReleaseId release) const {
    for (auto b = baselines().rbegin(); b != baselines().rend(); ++b)
        if ((*b)->confirmed_at && holds(**b, release)) return *b;
    return nullptr;
}

const Baseline* Plan::first_baseline(ReleaseId release) const {
    for (const Baseline* b : baselines())
        if (b->confirmed_at && holds(*b, release)) return b;
    return nullptr;
}

bool Plan::frozen(const Release& release) const {
    return still_to_come(release) && release.freeze && *release.freeze <= today_;
}

std::optional<double> Plan::effort_of(const ChangeRequest& request) const {
    for (const Assessment* a : assessments_of(id_of(request)))
        if (a->function == Function::engineering && a->effort) return a->effort->max;
    return std::nullopt;
}

std::vector<const ChangeRequest*> Plan::approved() const {
    std::vector<const ChangeRequest*> out;
    for (const ChangeRequest* request : requests())
        if (request->status == ChangeStatus::approved) out.push_back(request);
    const auto decided = [](const ChangeRequest* r) { return r->decided_at.value_or(r->opened_at); };
    std::sort(out.begin(), out.end(), [&](const ChangeRequest* a, const ChangeRequest* b) {
        return std::pair(decided(a), a->meta.n) > std::pair(decided(b), b->meta.n);
    });
    return out;
}

std::vector<Function> Plan::missing(const ChangeRequest& request) const {
    const auto given = assessments_of(id_of(request));
    std::vector<Function> out;
    for (const Function wanted : product_->policy.assess) {
        const auto by_it = [&](const Assessment* a) { return a->function == wanted; };
        if (std::none_of(given.begin(), given.end(), by_it)) out.push_back(wanted);
    }
    return out;
}

}  // namespace plumb
