// Whether a release and what announces it are ready for each other: the family's table, and releases.
#include "core/align/report.hpp"
#include "core/align/rule.hpp"
#include "core/base/phrases.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace plumb {

namespace {

constexpr std::array kNoGoal{Threshold{"days", 45}};
constexpr std::array kNoSharedGoal{Threshold{"days", 60}};
constexpr std::array kOrphanEvent{Threshold{"days", 60}};
constexpr std::array kSilentRelease{Threshold{"days", 45}};
constexpr std::array kBetaShort{Threshold{"days", 14}};
constexpr std::array kPillarGap{Threshold{"days", 30}};
constexpr std::array kTierInflation{Threshold{"max", 2, Unit::count}};

// clang-format off
constexpr RuleSpec kReadinessRules[]{
    {"no-goal", "event",
     "an open event that starts within `days` days has no goal or no why",
     "warning for tier 1–2, else info", kNoGoal,
     "C4", "Whether it was worth it depends on what it was for.",
     rule::no_goal},
    {"no-shared-goal", "release",
     "a release still to come, dated within `days` days, has no goal, or not two owners of different functions",
     "info", kNoSharedGoal,
     "A29", "Both sides succeed or fail together only where they want the same.",
     rule::no_shared_goal},
    {"orphan-event", "event",
     "an open `launch` `press` `campaign` or `webinar` that starts within `days` days depends on no release and names no "
     "feature",
     "info", kOrphanEvent,
     "E2", "What it makes known is nowhere in the plan.",
     rule::orphan_event},
    {"silent-release", "release",
     "a release still to come, dated within `days` days, has no external event that is not cancelled and depends on it",
     "warning", kSilentRelease,
     "E2", "What nobody is told of might as well not ship.",
     rule::silent_release},
    {"audience-ahead", "event",
     "an open wide event starts within 30 days and a release it depends on is `planned`: neither in beta nor shipped; silent "
     "in a product in which no release has ever been in beta",
     "warning; critical within 14 days", {},
     "E8", "Early adopters forgive what the masses do not.",
     rule::audience_ahead},
    {"beta-short", "event",
     "an open wide event starts within 60 days and a release it depends on that is or was in beta had less than `days` days "
     "of it before the event's start: from `from:` to the earliest of `to:`, shipping and the start, that day not counted",
     "warning", kBetaShort,
     "E9", "A beta that ends before it has shown anything was none.",
     rule::beta_short},
    {"reach-over-capacity", "event",
     "an open event's expected reach is more than the least capacity set among the releases it depends on",
     "warning; info above 80 per cent", {},
     "E4", "Do not bring thousands to a product that is not ready for thousands.",
     rule::reach_over_capacity},
    {"unfunded", "release",
     "the cost of open events that depend on a release still to come is more than its budget, or is not zero and it has none",
     "info", {},
     "E13", "Money must fund the other three pillars.",
     rule::unfunded},
    {"pillar-gap", "release",
     "a release still to come, dated within `days` days, has a pillar unset or red",
     "warning; critical within 7 days", kPillarGap,
     "E3", "A release stands on all four pillars, or on none.",
     rule::pillar_gap},
    {"undiscovered", "event",
     "an open tier 1 event of type `launch` or `campaign` names features none of which has ever had evidence in a request "
     "that touches it",
     "info", {},
     "B10, B15", "Demand is discovered first, then served.",
     rule::undiscovered},
    {"tier-inflation", "product",
     "`max` or more tier 1 events of a product that are not cancelled start in one calendar quarter, this one or a later one",
     "info", kTierInflation,
     "E1", "When everything goes all out, nothing does.",
     rule::tier_inflation},
};
// clang-format on

/// "Critical within 7 days" (rules.md, `pillar-gap`).
constexpr int kCriticalGap = 7;
/// A release that is not ready is offered so many more days.
constexpr int kTimeToReady = 14;

/// `1.0 is due Fri 9 Apr, in 20 days`.
std::string due(Report& report, const Plan& plan, const Release& release) {
    return fmt::format("{} {} due {}, {}", report.name(id_of(release)),
                       release.date < plan.today() ? "was" : "is", plan.say(release.date),
                       distance_text(release.date, plan.today()));
}

/// Owners who speak for two different functions.
bool owned_by_two_functions(const Plan& plan, const Release& release) {
    std::optional<Function> first;
    for (const PersonId owner : release.owners) {
        const auto function = function_of(plan.world(), owner);
        if (first && function && function != first) return true;
        if (function) first = function;
    }
    return false;
}

/// The pillars in one state, as they are typed and as they are said.
struct PillarsIn {
    std::vector<std::string> names;
    std::string typed;
};

PillarsIn pillars_in(const Release& release, std::optional<Readiness> state) {
    PillarsIn out;
    for (std::size_t i = 0; i < kPillars; ++i) {
        if (release.ready.of[i].status != state) continue;
        out.names.emplace_back(word(static_cast<Pillar>(i)));
        out.typed += fmt::format(" {}:green", out.names.back());
    }
    return out;
}

std::string state_text(const PillarsIn& pillars, std::string_view state) {
    return fmt::format("{} {} {}", listed(pillars.names), pillars.names.size() == 1 ? "is" : "are", state);
}

}  // namespace

std::span<const RuleSpec> readiness_rules() { return kReadinessRules; }

namespace rule {

void no_shared_goal(const Plan& plan, const Limits& limits, Findings& findings) {
    const int days = limits["days"];
    for (const Release* release : plan.releases()) {
        if (!Plan::still_to_come(*release) || !plan.within(release->date, days)) continue;
        const bool shared = owned_by_two_functions(plan, *release);
        if (shared && !release->goal.empty()) continue;
        Report report(plan, id_of(*release), Severity::info);
        const std::string typed = typed_name(release->name);
        if (release->goal.empty())
            report.mend(fmt::format("release set {} goal:\"What both sides want of it\"", typed),
                        "Say its goal", fmt::format("release set {}", typed),
                        {{"goal", "Goal", {}, true}, {"metric", "Metric", {}, false}});
        if (!shared) report.mend(fmt::format("release set {} owners:+me", typed), "Own it, too");
        std::string lacks = release->goal.empty() ? " and has no goal" : "";
        if (!shared)
            lacks +=
                fmt::format("{}not two owners of different functions", lacks.empty() ? " and has " : " and ");
        std::string sentence = due(report, plan, *release);
        findings.push_back(std::move(report).facts(fmt::format("{},{}.", sentence, lacks)));
    }
}

void silent_release(const Plan& plan, const Limits& limits, Findings& findings) {
    const int days = limits["days"];
    for (const Release* release : plan.releases()) {
        if (!Plan::still_to_come(*release) || !plan.within(release->date, days)) continue;
        const auto events = plan.events_on(id_of(*release));
        if (std::any_of(events.begin(), events.end(), [](const LaunchEvent* e) {
                return e->status != EventStatus::cancelled && Plan::external(*e);
            }))
            continue;
        Report report(plan, id_of(*release), Severity::warning);
        const Day on = std::max(release->date, plan.today());
        report.mend(
            fmt::format("launch new {} on:{} release:{}", typed_name(fmt::format("{} launch", release->name)),
                        iso(on), typed_name(release->name)),
            fmt::format("Plan a launch on {}", plan.say(on)));
        std::string sentence = due(report, plan, *release);
        findings.push_back(std::move(report).facts(sentence + ", and no external event makes it known."));
    }
}

void unfunded(const Plan& plan, const Limits&, Findings& findings) {
    for (const Release* release : plan.releases()) {
        if (!Plan::still_to_come(*release)) continue;
        std::int64_t cost = 0;
        std::vector<Ref> events;
        for (const LaunchEvent* event : plan.events_on(id_of(*release))) {
            if (event->cost.value_or(0) == 0 || !plan.open(*event)) continue;
            cost += *event->cost;
            events.push_back(id_of(*event));
        }
        if (cost <= release->budget.value_or(0)) continue;
        Report report(plan, id_of(*release), Severity::info);
        report.mend(fmt::format("release set {} budget:{}", typed_name(release->name), cost),
                    fmt::format("Budget {}", grouped(cost)));
        const std::string name = report.name(id_of(*release));
        const std::string budget =
            release->budget ? fmt::format("its budget is {}", grouped(*release->budget)) : "it has no budget";
        std::string sentence = fmt::format("Open events that depend on {} cost {}, and {}: {}.", name,
                                           grouped(cost), budget, report.names(events));
        findings.push_back(std::move(report).facts(std::move(sentence)));
    }
}

void pillar_gap(const Plan& plan, const Limits& limits, Findings& findings) {
    const int days = limits["days"];
    for (const Release* release : plan.releases()) {
        if (!Plan::still_to_come(*release) || !plan.within(release->date, days)) continue;
        const PillarsIn unset = pillars_in(*release, std::nullopt);
        const PillarsIn red = pillars_in(*release, Readiness::red);
        if (unset.names.empty() && red.names.empty()) continue;
        const bool soon = plan.within(release->date, kCriticalGap);
        Report report(plan, id_of(*release), soon ? Severity::critical : Severity::warning);
        const std::string typed = typed_name(release->name);
        report.mend(fmt::format("release ready {}{}{}", typed, unset.typed, red.typed),
                    unset.names.size() + red.names.size() == 1 ? "It is green" : "They are green");
        offer_release_move(report, *release,
                           std::max(std::max(release->date, plan.today()) + Days{kTimeToReady},
                                    plan.today() + Days{days + 1}));
        std::string states;
        if (!unset.names.empty()) states += state_text(unset, "unset");
        if (!red.names.empty()) states += (states.empty() ? "" : " and ") + state_text(red, "red");
        std::string sentence = due(report, plan, *release);
        for (const PillarState& pillar : release->ready.of)
            if (pillar.status == Readiness::red) report.concern(pillar.by);
        findings.push_back(std::move(report).facts(fmt::format("{}, and {}.", sentence, states)));
    }
}

}  // namespace rule

}  // namespace plumb
