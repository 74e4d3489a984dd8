#include "core/picture/timeline.hpp"

#include "core/align/effects.hpp"
#include "core/align/plan.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace plumb {

namespace {

/// What nobody asked for is shown at most so far back and ahead.
constexpr Days kBackAtMost{56};
constexpr Days kAheadAtMost{365};
constexpr Days kAheadAtLeast{42};
constexpr Days kLastWeek{7};
/// Room behind the last date for its name.
constexpr Days kRoomBehind{7};

TimelineRelease release_bar(const Release& release) {
    TimelineRelease bar{
        id_of(release),
        release.name,
        Plan::date_of(release),
        release.freeze,
        release.beta_from,
        release.beta_from ? std::optional(release.beta_to.value_or(Plan::date_of(release))) : std::nullopt,
        release.status};
    if (bar.beta_to) bar.beta_to = std::min(*bar.beta_to, std::max(bar.date, *bar.beta_from));
    return bar;
}

Day first_day(const TimelineRelease& bar) {
    Day first = bar.date;
    if (bar.freeze) first = std::min(first, *bar.freeze);
    if (bar.beta_from) first = std::min(first, *bar.beta_from);
    return first;
}

TimelineEvent event_bar(const LaunchEvent& event) {
    return {id_of(event), event.title,     Plan::busy_from(event), event.on,
            event.to,     event.immovable, Plan::tier_of(event),   event.status};
}

bool is_open(const TimelineRelease& bar) {
    return bar.status == ReleaseStatus::planned || bar.status == ReleaseStatus::beta;
}
bool is_open(const TimelineEvent& bar) {
    return bar.status == EventStatus::planned || bar.status == EventStatus::confirmed;
}

/// Everything of the product, whenever it is.
void collect(Timeline& timeline, const Plan& plan) {
    for (const Release* release : plan.releases())
        if (release->status != ReleaseStatus::cancelled) timeline.releases.push_back(release_bar(*release));
    for (const LaunchEvent* event : plan.events()) {
        if (event->status == EventStatus::cancelled) continue;
        timeline.events.push_back(event_bar(*event));
        for (const Collateral* item : plan.collateral_of(id_of(*event))) {
            if (!item->due) continue;
            const bool late = item->due < plan.today() && item->status != CollateralStatus::done &&
                              is_open(timeline.events.back());
            timeline.due.push_back(
                {id_of(*item), id_of(*event), item->title, *item->due, item->status, late});
        }
    }
    std::stable_sort(timeline.releases.begin(), timeline.releases.end(),
                     [](const auto& a, const auto& b) { return a.date < b.date; });
    std::stable_sort(timeline.events.begin(), timeline.events.end(),
                     [](const auto& a, const auto& b) { return a.on < b.on; });
    std::stable_sort(timeline.due.begin(), timeline.due.end(), [](const auto& a, const auto& b) {
        return a.due != b.due ? a.due < b.due : a.id.n < b.id.n;
    });
}

void choose_span(Timeline& timeline, const TimelineSpan& span) {
    Day first = week_start(timeline.today) - kLastWeek;
    Day last = timeline.today + kAheadAtLeast;
    const Day earliest = timeline.today - kBackAtMost;
    const Day latest = timeline.today + kAheadAtMost;
    const auto reach = [&](Day from, Day to) {
        first = std::min(first, std::max(from, earliest));
        if (to <= latest) last = std::max(last, to + kRoomBehind);
    };
    for (const TimelineRelease& bar : timeline.releases)
        if (is_open(bar)) reach(bar.date, bar.date);
    for (const TimelineEvent& bar : timeline.events)
        if (is_open(bar)) reach(bar.on, bar.to);
    for (const TimelineDue& mark : timeline.due)
        if (mark.status != CollateralStatus::done) reach(mark.due, mark.due);
    timeline.from = span.from.value_or(span.to ? std::min(first, *span.to - kLastWeek) : first);
    timeline.to = span.to.value_or(std::max(last, timeline.from + kAheadAtLeast));
}

void leave_out(Timeline& timeline) {
    struct Later {
        Day day;
        std::string name;
    };
    std::optional<Later> soonest;
    const auto later = [&](Day day, const std::string& name) {
        ++timeline.later;
        timeline.later_to = std::max(timeline.later_to, day);
        if (!soonest || day < soonest->day) soonest = Later{day, name};
    };
    for (const TimelineRelease& bar : timeline.releases)
        if (is_open(bar) && first_day(bar) > timeline.to) later(bar.date, bar.name);
    for (const TimelineEvent& bar : timeline.events)
        if (is_open(bar) && bar.busy_from > timeline.to) later(bar.on, to_string(Ref{bar.id}));
    if (soonest)
        timeline.later_first = fmt::format("{} on {}", soonest->name, spoken(soonest->day, timeline.today));
    const auto apart = [&](Day first, Day last) { return last < timeline.from || first > timeline.to; };
    std::erase_if(timeline.releases, [&](const auto& bar) { return apart(first_day(bar), bar.date); });
    std::erase_if(timeline.events, [&](const auto& bar) { return apart(bar.busy_from, bar.to); });
    std::erase_if(timeline.due, [&](const auto& mark) { return apart(mark.due, mark.due); });
}

}  // namespace

Timeline timeline_of(const World& world, ProductId product, Day today, const Zone& zone,
                     const TimelineSpan& span) {
    const World then = as_of(world, product, today, zone);
    const Plan plan(then, product, today, zone);
    Timeline timeline;
    timeline.product = name(world, product);
    timeline.today = today;
    collect(timeline, plan);
    choose_span(timeline, span);
    leave_out(timeline);
    timeline.conflicts = conflicts_of(then, product, today, zone);
    std::erase_if(timeline.conflicts, [&](const Conflict& conflict) {
        const auto [first, last] = std::minmax(conflict.event_day, conflict.with_day);
        return last < timeline.from || first > timeline.to;
    });
    return timeline;
}

}  // namespace plumb
