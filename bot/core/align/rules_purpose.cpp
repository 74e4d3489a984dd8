// What an event is for.
#include "core/align/report.hpp"
#include "core/align/rule.hpp"
#include "core/base/phrases.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <map>

namespace plumb {

namespace {

constexpr int kMonthsInQuarter = 3;
/// Quarters for which one event too many is offered to be of another tier: a finding has one or two mends.
constexpr std::size_t kQuartersMended = 2;

std::string start(Report& report, const Plan& plan, const LaunchEvent& event) {
    return fmt::format("{} {} {}, {}", report.name(id_of(event)),
                       event.on < plan.today() ? "started" : "starts", plan.say(event.on),
                       distance_text(event.on, plan.today()));
}

/// Types that make something known.
bool makes_known(EventType type) {
    return type == EventType::launch || type == EventType::press || type == EventType::campaign ||
           type == EventType::webinar;
}

/// Asks for what is missing, goal or why.
void offer_goal(Report& report, const LaunchEvent& event) {
    const std::string set = fmt::format("launch set {}", id_text(event));
    std::string example = set;
    std::vector<Ask> asks;
    if (!event.goal) {
        const auto goals = words<Goal>();
        example += " goal:awareness";
        asks.push_back({"goal", "Goal", {goals.begin(), goals.end()}, true});
    }
    if (event.why.empty()) {
        example += " why:\"What it is to change, and for whom\"";
        asks.push_back({"why", "Why", {}, true});
    }
    report.mend(example, "Say what it is for", set, std::move(asks));
}

/// The last release still to come by the event's start, else the next one after it; nullptr where none comes.
const Release* release_for(const Plan& plan, const LaunchEvent& event) {
    const Release* before = nullptr;
    const Release* after = nullptr;
    for (const Release* r : plan.releases()) {
        if (!Plan::still_to_come(*r)) continue;
        // Of two on one day the name decides, so that the order of records does not.
        const auto sooner = [](const Release* a, const Release* b) {
            return a->date != b->date ? a->date < b->date : a->name < b->name;
        };
        if (r->date <= event.on && (!before || sooner(before, r))) before = r;
        if (r->date > event.on && (!after || sooner(r, after))) after = r;
    }
    return before ? before : after;
}

/// A request that touches the feature has evidence.
bool discovered(const Plan& plan, FeatureId feature) {
    const auto requests = plan.requests_touching(feature);
    return std::any_of(requests.begin(), requests.end(),
                       [&](const ChangeRequest* r) { return !plan.evidence_of(id_of(*r)).empty(); });
}

/// Asks who wanted the first feature of an event that is not dropped: nothing is asked of a dropped one.
void offer_discovery(Report& report, const Plan& plan, const LaunchEvent& event) {
    const auto alive = std::find_if(event.features.begin(), event.features.end(), [&](FeatureId id) {
        const Feature* feature = plan.world().find(id);
        return feature && feature->status != FeatureStatus::dropped;
    });
    if (alive == event.features.end()) {
        report.mend(fmt::format("launch set {} features:", id_text(event)), "It shows none of them");
        return;
    }
    const std::string feature = id_text(Ref{*alive});
    const std::string asked =
        fmt::format("change new \"What customers say of it\" kind:modify feature:{}", feature);
    report.mend(asked + " customer:Acme quote:\"In their own words\"",
                fmt::format("Record who asked for {}", feature), asked,
                {{"customer", "Customer", {}, true}, {"quote", "In their own words", {}, true}});
}

/// `2nd quarter of 2027`.
std::string quarter_text(Day start) {
    const std::chrono::year_month_day d{start};
    const unsigned number = (static_cast<unsigned>(d.month()) - 1) / kMonthsInQuarter + 1;
    return fmt::format("{} quarter of {}", ordinal(static_cast<int>(number)), static_cast<int>(d.year()));
}

}  // namespace

namespace rule {

void no_goal(const Plan& plan, const Limits& limits, Findings& findings) {
    const int days = limits["days"];
    for (const LaunchEvent* event : plan.events()) {
        if ((event->goal && !event->why.empty()) || !plan.within(event->on, days) || !plan.open(*event))
            continue;
        const bool big = Plan::tier_of(*event) <= kBigTier;
        Report report(plan, id_of(*event), big ? Severity::warning : Severity::info);
        offer_goal(report, *event);
        const std::string_view lacks = event->goal ? "why" : event->why.empty() ? "goal and no why" : "goal";
        std::string sentence = start(report, plan, *event);
        findings.push_back(std::move(report).facts(fmt::format("{}, and has no {}.", sentence, lacks)));
    }
}

void orphan_event(const Plan& plan, const Limits& limits, Findings& findings) {
    const int days = limits["days"];
    for (const LaunchEvent* event : plan.events()) {
        if (!makes_known(event->type) || !event->features.empty() || !plan.depends_on(*event).empty())
            continue;
        if (!plan.within(event->on, days) || !plan.open(*event)) continue;
        Report report(plan, id_of(*event), Severity::info);
        if (const Release* release = release_for(plan, *event))
            report.mend(fmt::format("launch set {} release:{}", id_text(*event), typed_name(release->name)),
                        fmt::format("It announces {}", release->name));
        report.mend(fmt::format("launch set {} type:other", id_text(*event)), "It announces nothing");
        std::string sentence = start(report, plan, *event);
        findings.push_back(std::move(report).facts(
            fmt::format("{}; it is of type {}, depends on no release and names no feature.", sentence,
                        word(event->type))));
    }
}

void undiscovered(const Plan& plan, const Limits&, Findings& findings) {
    for (const LaunchEvent* event : plan.events()) {
        const bool loud = event->type == EventType::launch || event->type == EventType::campaign;
        if (!loud || Plan::tier_of(*event) != 1 || event->features.empty() || !plan.open(*event)) continue;
        const auto& features = event->features;
        if (std::any_of(features.begin(), features.end(), [&](FeatureId f) { return discovered(plan, f); }))
            continue;
        Report report(plan, id_of(*event), Severity::info);
        offer_discovery(report, plan, *event);
        const std::vector<Ref> named(features.begin(), features.end());
        const std::string name = report.name(id_of(*event));
        std::string sentence =
            fmt::format("{} on {} is of tier 1, and no customer was ever heard on what it shows: {}.", name,
                        plan.say(event->on), report.names(named));
        findings.push_back(std::move(report).facts(std::move(sentence)));
    }
}

void tier_inflation(const Plan& plan, const Limits& limits, Findings& findings) {
    std::map<Day, std::vector<const LaunchEvent*>> quarters;
    for (const LaunchEvent* event : plan.events())
        if (Plan::tier_of(*event) == 1 && event->status != EventStatus::cancelled &&
            quarter_start(event->on) >= quarter_start(plan.today()))
            quarters[quarter_start(event->on)].push_back(event);
    const auto max = static_cast<std::size_t>(std::max(limits["max"], 1));
    std::erase_if(quarters, [&](const auto& quarter) { return quarter.second.size() < max; });
    if (quarters.empty()) return;
    std::vector<std::pair<Day, std::vector<const LaunchEvent*>>> fullest(quarters.begin(), quarters.end());
    std::stable_sort(fullest.begin(), fullest.end(),
                     [](const auto& a, const auto& b) { return a.second.size() > b.second.size(); });
    Report report(plan, id_of(plan.product()), Severity::info);
    const auto& [from, events] = fullest.front();
    std::string sentence =
        fmt::format("{} of tier 1 {} in the {}, from {} on none stands out: {}",
                    counted(static_cast<std::int64_t>(events.size()), "event"),
                    events.size() == 1 ? "starts" : "start", quarter_text(from), max, report.names(events));
    for (std::size_t i = 0; i < fullest.size(); ++i) {
        const auto& [start, others] = fullest[i];
        if (i > 0) sentence += fmt::format("; in the {} {}", quarter_text(start), report.names(others));
        const std::string last = id_text(*others.back());
        if (i < kQuartersMended)
            report.mend(fmt::format("launch set {} tier:2", last), fmt::format("{} is tier 2", last));
    }
    findings.push_back(std::move(report).facts(sentence + "."));
}

}  // namespace rule

}  // namespace plumb
