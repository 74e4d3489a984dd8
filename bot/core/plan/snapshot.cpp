#include "core/plan/snapshot.hpp"

#include "core/command/card_lines.hpp"
#include "core/command/record_text.hpp"
#include "core/time/duration.hpp"
#include "core/time/zone.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace plumb {

namespace {

BaselineRelease held(const Release& r) { return {id_of(r), r.name, r.date, r.freeze, r.status}; }
BaselineFeature held(const Feature& f) { return {id_of(f), f.title, f.release, f.status, f.effort}; }

const BaselineRelease* find(const Snapshot& plan, ReleaseId id) {
    const auto it = std::find_if(plan.releases.begin(), plan.releases.end(),
                                 [&](const BaselineRelease& r) { return r.release == id; });
    return it == plan.releases.end() ? nullptr : &*it;
}

const BaselineFeature* find(const Snapshot& plan, FeatureId id) {
    const auto it = std::find_if(plan.features.begin(), plan.features.end(),
                                 [&](const BaselineFeature& f) { return f.feature == id; });
    return it == plan.features.end() ? nullptr : &*it;
}

std::string release_difference(const BaselineRelease& before, const BaselineRelease& after, Day today) {
    std::vector<std::string> parts;
    if (before.name != after.name) parts.push_back("was called " + before.name);
    if (before.date != after.date) parts.push_back("moved " + move_phrase(before.date, after.date, today));
    if (before.freeze != after.freeze)
        parts.push_back(after.freeze ? "freeze is " + spoken(*after.freeze, today)
                                     : std::string("has no freeze any more"));
    if (before.status != after.status) parts.push_back(fmt::format("is {}", word(after.status)));
    return parts.empty() ? std::string{} : after.name + " " + listed(parts);
}

std::string cancelled(const World& world, const BaselineRelease& before) {
    const std::string now = name(world, before.release);
    return now == before.name ? now + " is cancelled"
                              : fmt::format("{} was called {} and is cancelled", now, before.name);
}

std::string feature_difference(const World& world, const BaselineFeature& before,
                               const BaselineFeature& after) {
    std::vector<std::string> parts;
    if (before.title != after.title) parts.push_back("was called " + quoted(before.title));
    if (before.release != after.release)
        parts.push_back(fmt::format("moved from {} to {}", release_or_backlog(world, before.release),
                                    release_or_backlog(world, after.release)));
    if (before.status != after.status) parts.push_back(fmt::format("is {}", word(after.status)));
    if (before.effort != after.effort)
        parts.push_back(
            fmt::format("effort is {}{}", after.effort ? effort_phrase(*after.effort) : "unknown",
                        before.effort ? ", was " + effort_phrase(*before.effort) : std::string{}));
    return parts.empty() ? std::string{} : called(world, after.feature) + " " + listed(parts);
}

/// The value a ledger entry led away from: that of the first move on or after the day.
const Move* first_since(const World& world, Ref record, Day day) {
    for (const Move* move : moves_of(world, record))
        if (move->on >= day) return move;
    return nullptr;
}

/// Takes back what one row of the journal says of a release or feature of the plan.
void take_back(Snapshot& plan, const JournalRow& row) {
    for (BaselineRelease& r : plan.releases) {
        if (row.record != Ref{r.release}) continue;
        if (row.field == "name") r.name = row.before;
        if (row.field == "freeze") r.freeze = parse_iso_day(row.before);
        if (row.field == "status") r.status = named<ReleaseStatus>(row.before).value_or(r.status);
    }
    for (BaselineFeature& f : plan.features) {
        if (row.record != Ref{f.feature}) continue;
        if (row.field == "title") f.title = row.before;
        if (row.field == "status") f.status = named<FeatureStatus>(row.before).value_or(f.status);
        if (row.field != "effort") continue;
        const auto effort = parse_effort(row.before);
        f.effort = effort ? std::optional(*effort) : std::nullopt;
    }
}

}  // namespace

Snapshot plan_now(const World& world, ProductId product) {
    Snapshot plan;
    for (const Release& r : world.all<Release>())
        if (r.product == product && r.status != ReleaseStatus::cancelled) plan.releases.push_back(held(r));
    for (const Feature& f : world.all<Feature>())
        if (f.product == product && f.status != FeatureStatus::dropped) plan.features.push_back(held(f));
    return plan;
}

Snapshot agreed_plan(const Baseline& baseline) { return {baseline.releases, baseline.features}; }

std::vector<Ref> planned(const World& world, ProductId product) {
    std::vector<Ref> refs;
    for (const Release& r : world.all<Release>())
        if (r.product == product) refs.emplace_back(id_of(r));
    for (const Feature& f : world.all<Feature>())
        if (f.product == product) refs.emplace_back(id_of(f));
    return refs;
}

Snapshot plan_on(const World& world, ProductId product, Day day, const Zone& zone,
                 const std::vector<JournalRow>& journal) {
    const auto later = [&](Instant at) { return zone.day_of(at) >= day; };
    Snapshot plan;
    for (const Release& r : world.all<Release>()) {
        if (r.product != product || later(r.meta.created_at)) continue;
        if (r.status == ReleaseStatus::cancelled && !later(r.meta.updated_at)) continue;
        BaselineRelease was = held(r);
        if (const Move* move = first_since(world, id_of(r), day))
            was.date = move->old_date.value_or(was.date);
        const bool since = r.status == ReleaseStatus::cancelled || (r.shipped_on && *r.shipped_on >= day);
        if (since) was.status = ReleaseStatus::planned;
        plan.releases.push_back(std::move(was));
    }
    for (const Feature& f : world.all<Feature>()) {
        if (f.product != product || later(f.meta.created_at)) continue;
        if (f.status == FeatureStatus::dropped && !later(f.meta.updated_at)) continue;
        BaselineFeature was = held(f);
        if (const Move* move = first_since(world, id_of(f), day)) was.release = move->from;
        if (f.status == FeatureStatus::dropped) was.status = FeatureStatus::planned;
        plan.features.push_back(std::move(was));
    }
    for (auto row = journal.rbegin(); row != journal.rend(); ++row)
        if (later(row->at)) take_back(plan, *row);
    return plan;
}

std::vector<std::string> differences(const World& world, const Snapshot& before, const Snapshot& after,
                                     Day today) {
    std::vector<std::string> lines;
    for (const BaselineRelease& now : after.releases) {
        const BaselineRelease* was = find(before, now.release);
        std::string line = was ? release_difference(*was, now, today)
                               : fmt::format("{} is new, {}", now.name, spoken(now.date, today));
        if (!line.empty()) lines.push_back(std::move(line));
    }
    for (const BaselineRelease& was : before.releases)
        if (!find(after, was.release)) lines.push_back(cancelled(world, was));
    for (const BaselineFeature& now : after.features) {
        const BaselineFeature* was = find(before, now.feature);
        std::string line = was ? feature_difference(world, *was, now)
                               : fmt::format("{} is new, in {}", called(world, now.feature),
                                             release_or_backlog(world, now.release));
        if (!line.empty()) lines.push_back(std::move(line));
    }
    for (const BaselineFeature& was : before.features)
        if (!find(after, was.feature)) lines.push_back(called(world, was.feature) + " is dropped");
    return lines;
}

}  // namespace plumb
