// Days on which too much comes together.
#include "core/align/families.hpp"
#include "core/align/moves_apart.hpp"
#include "core/align/report.hpp"
#include "core/align/rule.hpp"
#include "core/base/phrases.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace plumb {

namespace {

/// "Within any 7 days" (rules.md, `crowded`).
constexpr int kWeek = 7;

/// Events that start in one week.
struct Week {
    Day from{};
    std::span<const LaunchEvent* const> events;
    /// An event and its children count as one.
    int families = 0;
};

void by_start(Events& events) {
    std::stable_sort(events.begin(), events.end(),
                     [](const LaunchEvent* a, const LaunchEvent* b) { return a->on < b->on; });
}

/// What may crowd: by start, then number.
Events messages(const Plan& plan) {
    Events events;
    for (const LaunchEvent* e : plan.events())
        if (plan.open(*e) && Plan::external(*e) && e->type != EventType::prep &&
            e->type != EventType::training)
            events.push_back(e);
    by_start(events);
    return events;
}

int families_of(const Plan& plan, std::span<const LaunchEvent* const> events) {
    std::vector<EventId> seen;
    for (const LaunchEvent* event : events) seen.push_back(plan.family_of(*event));
    std::sort(seen.begin(), seen.end());
    return static_cast<int>(std::unique(seen.begin(), seen.end()) - seen.begin());
}

/// The weeks that begin with an event and in which `max` families or more start.
std::vector<Week> full_weeks(const Plan& plan, const Events& events, int max) {
    std::vector<Week> weeks;
    std::size_t end = 0;
    for (std::size_t from = 0; from < events.size(); ++from) {
        if (from > 0 && events[from]->on == events[from - 1]->on) continue;
        while (end < events.size() && days_between(events[from]->on, events[end]->on) < kWeek) ++end;
        Week week{events[from]->on, std::span(events).subspan(from, end - from), 0};
        week.families = families_of(plan, week.events);
        if (week.families >= max) weeks.push_back(week);
    }
    return weeks;
}

/// What may be due while a show runs: a build-up event that ends, or collateral.
struct Deadline {
    Ref record;
    Day on{};
    /// The show it belongs to, if it is one's own: the parent, or the event of the collateral.
    EventId of;
};

/// By day.
std::vector<Deadline> deadlines(const Plan& plan) {
    std::vector<Deadline> out;
    for (const LaunchEvent* e : plan.events()) {
        const bool ahead = Plan::still_to_come(*e);
        if (e->type == EventType::prep && ahead) out.push_back({id_of(*e), e->to, e->parent});
    }
    for (const Collateral* c : plan.collateral()) {
        if (c->status == CollateralStatus::done || !c->due) continue;
        const LaunchEvent* event = plan.world().find(c->event);
        if (event && plan.open(*event)) out.push_back({id_of(*c), *c->due, c->event});
    }
    std::stable_sort(out.begin(), out.end(),
                     [](const Deadline& a, const Deadline& b) { return a.on < b.on; });
    return out;
}

std::vector<Deadline> within(const std::vector<Deadline>& all, const LaunchEvent& show) {
    std::vector<Deadline> out;
    const auto from = std::lower_bound(all.begin(), all.end(), show.on,
                                       [](const Deadline& deadline, Day day) { return deadline.on < day; });
    for (auto it = from; it != all.end() && it->on <= show.to; ++it)
        if (it->of != id_of(show)) out.push_back(*it);
    return out;
}

/// Moves what ends in a show to the day before it, or after it where that is past.
void offer_around(Report& report, const Plan& plan, const LaunchEvent& show, const Deadline& deadline) {
    Day free = show.on - Days{1};
    const std::string id = to_string(deadline.record);
    if (const LaunchEvent* prep = plan.world().find(deadline.record.as<EventId>())) {
        Day start = prep->on - (prep->to - free);
        if (start < plan.today()) start = show.to + Days{1};
        report.mend(fmt::format("launch move {} on:{}", id, iso(start)),
                    fmt::format("Move {} to {}", id, plan.say(start)));
        return;
    }
    if (free < plan.today()) free = show.to + Days{1};
    report.mend(fmt::format("collateral set {} due:{}", id, iso(free)),
                fmt::format("{} due {}", id, plan.say(free)));
}

const Week& fullest_of(const std::vector<Week>& weeks) {
    return *std::max_element(weeks.begin(), weeks.end(),
                             [](const Week& a, const Week& b) { return a.families < b.families; });
}

/// Moves after which no week is full, the last of the fullest first; where there are none, the last is moved
/// out of its week.
void offer_later(Report& report, const Plan& plan, const Events& events, const Week& fullest, int max) {
    if (!report.wants_mends()) return;
    const Clash clash = [&](Events now) {
        by_start(now);
        const auto weeks = full_weeks(plan, now, max);
        if (weeks.empty()) return Events{};
        const Week& full = fullest_of(weeks);
        return Events(full.events.rbegin(), full.events.rend());
    };
    const auto moves = moves_apart(plan, events, clash);
    for (const EventMove& move : moves) offer_move(report, plan, move);
    if (!moves.empty()) return;
    const auto last = std::find_if(fullest.events.rbegin(), fullest.events.rend(), [&](const LaunchEvent* e) {
        return !e->immovable && e->on >= plan.today();
    });
    if (last != fullest.events.rend()) offer_move(report, plan, {*last, fullest.from + Days{kWeek}});
}

}  // namespace

namespace rule {

void crowded(const Plan& plan, const Limits& limits, Findings& findings) {
    const Events events = messages(plan);
    const int max = std::max(limits["max"], 1);
    const auto weeks = full_weeks(plan, events, max);
    if (weeks.empty()) return;
    const Week& fullest = fullest_of(weeks);
    Report report(plan, id_of(plan.product()), Severity::info);
    Events all;
    for (const Week& week : weeks) all.insert(all.end(), week.events.begin(), week.events.end());
    for (const LaunchEvent* event : all) report.about(id_of(*event));
    offer_later(report, plan, events, fullest, max);
    std::string names = report.names(first_of_families(plan, fullest.events));
    if (const auto others = first_of_others(plan, all, fullest.events); !others.empty())
        names += "; within other such days also " + report.names(others);
    findings.push_back(std::move(report).facts(fmt::format(
        "{} {} within {} from {}: {}.", counted(fullest.families, "external event"),
        fullest.families == 1 ? "starts" : "start", days_text(kWeek), plan.say(fullest.from), names)));
}

void deadline_in_show(const Plan& plan, const Limits&, Findings& findings) {
    constexpr std::size_t kOffered = 2;
    const auto all = deadlines(plan);
    for (const LaunchEvent* show : plan.events()) {
        if (show->type != EventType::tradeshow || !plan.open(*show)) continue;
        const auto due = within(all, *show);
        if (due.empty()) continue;
        Report report(plan, id_of(*show), Severity::info);
        const std::string name = report.name(id_of(*show));
        std::vector<Ref> refs;
        for (const Deadline& deadline : due) {
            refs.push_back(deadline.record);
            if (refs.size() <= kOffered) offer_around(report, plan, *show, deadline);
        }
        const std::string names = report.names(refs);
        const std::string span = show->on == show->to
                                     ? "on " + plan.say(show->on)
                                     : fmt::format("from {} to {}", plan.say(show->on), plan.say(show->to));
        findings.push_back(std::move(report).facts(fmt::format(
            "While people are at {} ({}), {} due: {}.", name, span,
            due.size() == 1 ? std::string("1 thing is") : fmt::format("{} things are", due.size()), names)));
    }
}

}  // namespace rule

}  // namespace plumb
