// What both plans rest on and nobody has proven.
#include "core/align/report.hpp"
#include "core/align/resting.hpp"
#include "core/align/rule.hpp"
#include "core/base/among.hpp"
#include "core/base/phrases.hpp"

#include <array>
#include <fmt/format.h>

namespace plumb {

namespace {

constexpr std::array kAssumptionDue{Threshold{"days", 14}};

// clang-format off
constexpr RuleSpec kAssumptionsRules[]{
    {"assumption-due", "assumption",
     "an open assumption's check-by date has passed, or what rests on it (a release's date, an event's start) comes within "
     "`days` days or has passed, as long as that is open or still to come",
     "warning", kAssumptionDue,
     "B6", "Do not assume that product and technology are given and right from day one.",
     rule::assumption_due},
    {"assumption-failed", "assumption",
     "a failed assumption still rests under an open event, a release still to come or an open promise of which nobody has "
     "changed date, release, features or status since",
     "critical", {},
     "B6", "What has proven wrong is still planned on.",
     rule::assumption_failed},
};
// clang-format on

/// A failed assumption offers what rests on it so many more days.
constexpr int kMoreTime = 14;
/// So many records are told with their dates; the others stand behind the finding.
constexpr std::size_t kTold = 3;

/// The day a release is due or an event starts, as long as it is still to come or open; nothing for others.
std::optional<Day> ahead(const Plan& plan, Ref record) {
    const World& world = plan.world();
    if (const Release* release = world.find(record.as<ReleaseId>()))
        return Plan::still_to_come(*release) ? std::optional(release->date) : std::nullopt;
    if (const LaunchEvent* event = world.find(record.as<EventId>()))
        return plan.open(*event) ? std::optional(event->on) : std::nullopt;
    return std::nullopt;
}

/// `1.0 (due Fri 9 Apr, in 14 days) and LE-1 “Tour” (starts …)`.
std::string dated(Report& report, const Plan& plan, const std::vector<Ref>& records) {
    std::vector<std::string> out;
    for (const Ref record : records) {
        if (out.size() >= kTold) {
            report.about(record);
            continue;
        }
        const Day day = *ahead(plan, record);
        out.push_back(fmt::format("{} ({} {}, {})", report.name(record),
                                  record.kind == Kind::release ? "due" : "starts", plan.say(day),
                                  distance_text(day, plan.today())));
    }
    std::string text = listed(out);
    if (records.size() > out.size()) text += fmt::format(" and {} more", records.size() - out.size());
    return text;
}

/// Still planned as if the assumption held.
bool unanswered(const Plan& plan, const Assumption& assumption, Ref record) {
    const auto& since = assumption.changed_since;
    if (is_among(since, record)) return false;
    if (const Promise* promise = plan.world().find(record.as<PromiseId>()))
        return promise->status == PromiseStatus::open;
    return ahead(plan, record).has_value();
}

/// What would answer to the failing, for the first that rests on it.
void offer_answer(Report& report, const Plan& plan, const Assumption& assumption, Ref record) {
    const World& world = plan.world();
    const Feature* feature = world.find(assumption.about.as<FeatureId>());
    const bool there = feature && feature->status != FeatureStatus::dropped;
    if (there) report.about(assumption.about);
    // Dropping it answers for its release, and for nothing else.
    if (there && record.kind == Kind::release) {
        const std::string id = to_string(assumption.about);
        report.mend(fmt::format("feature drop {}", id), fmt::format("Drop {}", id));
    }
    if (const Release* release = world.find(record.as<ReleaseId>()))
        offer_release_move(report, *release, std::max(release->date, plan.today()) + Days{kMoreTime});
    if (const LaunchEvent* event = world.find(record.as<EventId>()))
        offer_event_move(report, plan, *event, std::max(event->on, plan.today()) + Days{kMoreTime});
    if (world.find(record.as<PromiseId>()))
        report.mend(fmt::format("promise break {}", to_string(record)), "It will be broken");
}

}  // namespace

std::span<const RuleSpec> assumptions_rules() { return kAssumptionsRules; }

namespace rule {

void assumption_due(const Plan& plan, const Limits& limits, Findings& findings) {
    const int days = limits["days"];
    for (const Assumption* assumption : plan.assumptions()) {
        if (assumption->status != AssumptionStatus::open) continue;
        const bool passed = assumption->check_by && *assumption->check_by < plan.today();
        std::vector<Ref> near;
        for (const Ref record : rests_under(plan, *assumption))
            if (const auto day = ahead(plan, record); day && plan.within(*day, days)) near.push_back(record);
        if (!passed && near.empty()) continue;
        Report report(plan, id_of(*assumption), Severity::warning);
        const std::string id = to_string(Ref{id_of(*assumption)});
        report.mend(fmt::format("assumption hold {} \"How we know\"", id), "It holds",
                    fmt::format("assumption hold {}", id), {});
        report.mend(fmt::format("assumption fail {} \"What we found\"", id), "It failed",
                    fmt::format("assumption fail {}", id), {});
        std::string sentence = report.name(id_of(*assumption));
        if (passed)
            sentence += fmt::format(" was to be checked by {} ({})", plan.say(*assumption->check_by),
                                    distance_text(*assumption->check_by, plan.today()));
        else
            sentence += " is not proven";
        if (!near.empty())
            sentence += fmt::format(", and under it {} {}", near.size() == 1 ? "is" : "are",
                                    dated(report, plan, near));
        findings.push_back(std::move(report).facts(sentence + "."));
    }
}

void assumption_failed(const Plan& plan, const Limits&, Findings& findings) {
    for (const Assumption* assumption : plan.assumptions()) {
        if (assumption->status != AssumptionStatus::failed) continue;
        std::vector<Ref> planned;
        for (const Ref record : rests_under(plan, *assumption))
            if (unanswered(plan, *assumption, record)) planned.push_back(record);
        if (planned.empty()) continue;
        Report report(plan, id_of(*assumption), Severity::critical);
        offer_answer(report, plan, *assumption, planned.front());
        std::string sentence = report.name(id_of(*assumption)) + " failed";
        if (assumption->closed_at) sentence += " " + plan.say(plan.day(*assumption->closed_at));
        if (!assumption->found.empty()) sentence += fmt::format(" ({})", quoted(assumption->found));
        findings.push_back(std::move(report).facts(
            fmt::format("{}, and {} {} on it as planned before.", sentence, report.names(planned),
                        planned.size() == 1 ? "still rests" : "still rest")));
    }
}

}  // namespace rule

}  // namespace plumb
