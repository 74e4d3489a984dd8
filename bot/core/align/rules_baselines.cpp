// The plan both sides agreed to, and what has become of it.
#include "core/align/change_volume.hpp"
#include "core/align/report.hpp"
#include "core/align/rule.hpp"
#include "core/base/phrases.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace plumb {

namespace {

constexpr std::array kChurn{Threshold{"notice", 2, Unit::per_cent}, Threshold{"warn", 5, Unit::per_cent},
                            Threshold{"total", 25, Unit::per_cent}};
constexpr std::array kNoBaseline{Threshold{"days", 60}};
constexpr std::array kPlanStale{Threshold{"notice", 150}, Threshold{"warn", 183}};
constexpr std::array kNothingDisplaced{Threshold{"effort", 5, Unit::effort_days}};

// clang-format off
constexpr RuleSpec kBaselinesRules[]{
    {"churn", "release",
     "requests approved in the last 30 days and after the newest confirmed baseline that holds the release, touching it, in "
     "per cent of that release's features in the baseline. Nothing where those are under 10, or the baseline was first "
     "confirmed less than 14 days ago",
     "info above `notice` and 3 requests or more; warning above `warn` and 5 or more; critical, whatever the last 30 days "
     "held, if all since that baseline are above `total` and 10 or more", kChurn,
     "A12", "A plan that changes faster than this is no plan; changes must not get out of control.",
     rule::churn},
    {"no-baseline", "release",
     "a release still to come, dated within `days` days, is in no confirmed baseline",
     "warning", kNoBaseline,
     "A9", "A plan is agreed, or it is one side's wish.",
     rule::no_baseline},
    {"plan-stale", "product",
     "the newest confirmed baseline of a product with a release still to come was confirmed `notice` days ago or more",
     "info; warning from `warn` days", kPlanStale,
     "A11", "Few plans survive six months.",
     rule::plan_stale},
    {"nothing-displaced", "request",
     "an `add` of effort `effort` or more to a baselined release was approved in the last 30 days, and nothing was said of "
     "what it displaces",
     "info", kNothingDisplaced,
     "B13", "What is added without saying what makes room for it takes from everything.",
     rule::nothing_displaced},
};
// clang-format on

/// "In the last 30 days" (rules.md, `nothing-displaced`).
constexpr int kDisplacedDays = 30;

/// Requests that a finding of each severity takes (rules.md, `churn`).
constexpr int kFewest = 3;
constexpr int kSome = 5;
constexpr int kMany = 10;

bool above(int requests, int features, int per_cent) {
    return requests * 100L > static_cast<long>(per_cent) * features;
}

std::string scope_per_cent(int requests, int features) {
    return fmt::format("{:.3g} %", 100.0 * requests / features);
}

std::optional<Severity> severity_of(const ChangeVolume& volume, const Limits& limits) {
    if (volume.all() >= kMany && above(volume.all(), volume.features, limits["total"]))
        return Severity::critical;
    if (volume.recent >= kSome && above(volume.recent, volume.features, limits["warn"]))
        return Severity::warning;
    if (volume.recent >= kFewest && above(volume.recent, volume.features, limits["notice"]))
        return Severity::info;
    return std::nullopt;
}

/// `3 requests approved since Mon 1 Mar touch 2.0: 15 % of the 20 features in its baseline, notice at 2 %.`
std::string churn_text(Report& report, const Plan& plan, const ChangeVolume& volume, const Limits& limits,
                       Severity severity) {
    const bool total = severity == Severity::critical;
    const int requests = total ? volume.all() : volume.recent;
    std::string limit = fmt::format("notice at {} %", limits["notice"]);
    if (severity == Severity::warning) limit = fmt::format("limit {} %", limits["warn"]);
    if (total) limit = fmt::format("limit {} %", limits["total"]);
    const std::string name = report.name(volume.release);
    return fmt::format("{} approved since {} touch {}: {} of the {} in its baseline, {}.",
                       counted(requests, "request"), plan.say(total ? volume.since : volume.recent_since),
                       name, scope_per_cent(requests, volume.features), counted(volume.features, "feature"),
                       limit);
}

}  // namespace

std::span<const RuleSpec> baselines_rules() { return kBaselinesRules; }

namespace rule {

void churn(const Plan& plan, const Limits& limits, Findings& findings) {
    for (const ChangeVolume& volume : change_volumes(plan)) {
        if (!volume.counts()) continue;
        const auto severity = severity_of(volume, limits);
        if (!severity) continue;
        Report report(plan, volume.release, *severity);
        report.about(id_of(*volume.baseline));
        report.mend("plan baseline", "Agree on the plan as it is");
        report.mend("plan diff", "What has changed");
        std::string facts = churn_text(report, plan, volume, limits, *severity);
        findings.push_back(std::move(report).facts(std::move(facts)));
    }
}

void no_baseline(const Plan& plan, const Limits& limits, Findings& findings) {
    const int days = limits["days"];
    const auto holds = [](const Baseline& baseline, ReleaseId release) {
        return std::any_of(baseline.releases.begin(), baseline.releases.end(),
                           [&](const BaselineRelease& held) { return held.release == release; });
    };
    for (const Release* release : plan.releases()) {
        if (!Plan::still_to_come(*release) || !plan.within(release->date, days)) continue;
        if (plan.newest_baseline(id_of(*release))) continue;
        const auto& baselines = plan.baselines();
        const bool made = !baselines.empty() && holds(*baselines.back(), id_of(*release));
        Report report(plan, id_of(*release), Severity::warning);
        report.mend(made ? "plan confirm" : "plan baseline", made ? "Confirm the plan" : "Agree on the plan");
        const std::string name = report.name(id_of(*release));
        const bool past = release->date < plan.today();
        findings.push_back(std::move(report).facts(
            fmt::format("{} {} due {} ({}) and {}in no {}.", name, past ? "was" : "is",
                        plan.say(release->date), distance_text(release->date, plan.today()),
                        past ? "is " : "", made ? "baseline that both sides confirmed" : "baseline")));
    }
}

void plan_stale(const Plan& plan, const Limits& limits, Findings& findings) {
    const auto& releases = plan.releases();
    if (std::none_of(releases.begin(), releases.end(),
                     [](const Release* r) { return Plan::still_to_come(*r); }))
        return;
    const Baseline* baseline = plan.newest_baseline();
    if (!baseline) return;
    const Day confirmed = plan.day(*baseline->confirmed_at);
    const int age = days_between(confirmed, plan.today());
    if (age < limits["notice"]) return;
    const bool warn = age >= limits["warn"];
    Report report(plan, id_of(plan.product()), warn ? Severity::warning : Severity::info);
    report.about(id_of(*baseline));
    report.mend("plan confirm", "It still holds");
    report.mend("plan baseline", "Agree on the plan as it is");
    const std::string name = report.name(id_of(plan.product()));
    findings.push_back(
        std::move(report).facts(fmt::format("The plan of {} (baseline {}) was last confirmed {}, {} ago.",
                                            name, baseline->meta.n, plan.say(confirmed), days_text(age))));
}

void nothing_displaced(const Plan& plan, const Limits& limits, Findings& findings) {
    const int effort = limits["effort"];
    for (const ChangeRequest* request : plan.requests()) {
        if (request->status != ChangeStatus::approved || request->change_kind != ChangeKind::add) continue;
        if (!request->baselined_at_approval || request->displaces || !request->decided_at) continue;
        const Day decided = plan.day(*request->decided_at);
        const auto days = plan.effort_of(*request);
        if (!plan.in_last(decided, kDisplacedDays) || !days || *days < effort) continue;
        Report report(plan, id_of(*request), Severity::info);
        report.mend(
            fmt::format("change reopen {} \"What does it displace?\"", to_string(Ref{id_of(*request)})),
            "Reopen, to say what makes room");
        std::string sentence = report.name(id_of(*request));
        sentence += fmt::format(", up to {:g} days of work, was approved {}", *days, plan.say(decided));
        if (request->release) sentence += fmt::format(" for {}", report.name(request->release));
        findings.push_back(
            std::move(report).facts(sentence + ", and nothing was said of what it displaces."));
    }
}

}  // namespace rule

}  // namespace plumb
