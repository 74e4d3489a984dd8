// Whom an event reaches, and whether what it announces can take them.
#include "core/align/report.hpp"
#include "core/align/rule.hpp"
#include "core/base/phrases.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace plumb {

namespace {

/// Days of rules.md, `audience-ahead` and `beta-short`.
constexpr int kAheadDays = 30;
constexpr int kPublicSoon = 14;
constexpr int kBetaDays = 60;
/// "Info above 80 per cent" (rules.md, `reach-over-capacity`).
constexpr int kNearlyFull = 80;

/// `LE-1 “Go live” (everyone) starts Fri 30 Apr, in 20 days`.
std::string start_of(Report& report, const Plan& plan, const LaunchEvent& event) {
    return fmt::format("{} ({}) {} {}, {}", report.name(id_of(event)), word(Plan::audience_of(event)),
                       event.on < plan.today() ? "started" : "starts", plan.say(event.on),
                       distance_text(event.on, plan.today()));
}

void offer_early(Report& report, const LaunchEvent& event) {
    report.mend(fmt::format("launch set {} audience:early", id_text(event)), "Early adopters only");
}

/// The earliest of an event's start, the planned end of a release's beta, and its shipping.
Day beta_end(const Release& release, const LaunchEvent& event) {
    Day end = event.on;
    if (release.beta_to) end = std::min(end, *release.beta_to);
    if (release.status == ReleaseStatus::shipped) end = std::min(end, Plan::date_of(release));
    return end;
}

/// How long a release was in beta before an event starts; nothing where it never was, or nobody knows since
/// when.
std::optional<int> beta_before(const Plan& plan, const Release& release, const LaunchEvent& event) {
    if (!plan.had_beta(release) || !release.beta_from) return std::nullopt;
    return std::max(days_between(*release.beta_from, beta_end(release, event)), 0);
}

/// A release whose beta is too short for an event.
struct Short {
    const Release* release = nullptr;
    int days = 0;
};

std::vector<Short> too_short(const Plan& plan, const LaunchEvent& event, int wanted) {
    std::vector<Short> out;
    for (const Release* release : plan.depends_on(event))
        if (const auto days = beta_before(plan, *release, event); days && *days < wanted)
            out.push_back({release, *days});
    return out;
}

/// Lets every beta last as long as is wanted, by its planned end, by the event's start, or by both; nothing
/// where that cannot be any more.
void offer_longer(Report& report, const Plan& plan, const LaunchEvent& event, const std::vector<Short>& found,
                  int wanted) {
    Day start = event.on;
    for (const Short& beta : found) {
        if (beta.release->status == ReleaseStatus::shipped) return;
        start = std::max(start, *beta.release->beta_from + Days{wanted});
    }
    if (start > event.on && (event.immovable || start < plan.today())) return;
    for (const Short& beta : found) {
        const Release& release = *beta.release;
        const Day end = *release.beta_from + Days{wanted};
        if (!release.beta_to || *release.beta_to >= end) continue;
        report.mend(fmt::format("release beta {} from:{} to:{}", typed_name(release.name),
                                iso(*release.beta_from), iso(end)),
                    fmt::format("Beta of {} until {}", release.name, plan.say(end)));
    }
    if (start > event.on) offer_event_move(report, plan, event, start);
}

/// `from Sat 17 Apr`, and until when, where it ends before the event starts.
std::string span_of(const Plan& plan, const Release& release, const LaunchEvent& event) {
    const Day end = beta_end(release, event);
    std::string text = "from " + plan.say(*release.beta_from);
    if (end < event.on) text += " to " + plan.say(end);
    return text;
}

}  // namespace

namespace rule {

void audience_ahead(const Plan& plan, const Limits&, Findings& findings) {
    const auto& releases = plan.releases();
    if (std::none_of(releases.begin(), releases.end(), [&](const Release* r) { return plan.had_beta(*r); }))
        return;
    for (const LaunchEvent* event : plan.events()) {
        if (!Plan::wide(*event) || !plan.within(event->on, kAheadDays) || !plan.open(*event)) continue;
        std::vector<Ref> planned;
        for (const Release* release : plan.depends_on(*event))
            if (Plan::still_to_come(*release) && !plan.in_beta(*release)) planned.push_back(id_of(*release));
        if (planned.empty()) continue;
        const bool soon = plan.within(event->on, kPublicSoon);
        Report report(plan, id_of(*event), soon ? Severity::critical : Severity::warning);
        const std::string first = name(plan.world(), planned.front());
        report.mend(fmt::format("release beta {}", typed_name(first)), fmt::format("{} is in beta", first));
        offer_early(report, *event);
        const std::string sentence = start_of(report, plan, *event);
        findings.push_back(
            std::move(report).facts(fmt::format("{}, and {} {} neither in beta nor shipped.", sentence,
                                                report.names(planned), planned.size() == 1 ? "is" : "are")));
    }
}

void beta_short(const Plan& plan, const Limits& limits, Findings& findings) {
    const int wanted = limits["days"];
    for (const LaunchEvent* event : plan.events()) {
        if (!Plan::wide(*event) || !plan.within(event->on, kBetaDays) || !plan.open(*event)) continue;
        const auto found = too_short(plan, *event, wanted);
        if (found.empty()) continue;
        Report report(plan, id_of(*event), Severity::warning);
        offer_longer(report, plan, *event, found, wanted);
        offer_early(report, *event);
        std::vector<std::string> betas;
        for (const Short& beta : found)
            betas.push_back(fmt::format("{} has {} of beta before it ({})", report.name(id_of(*beta.release)),
                                        days_text(beta.days), span_of(plan, *beta.release, *event)));
        const std::string sentence = start_of(report, plan, *event);
        findings.push_back(std::move(report).facts(
            fmt::format("{}: {}; {} wanted.", sentence, listed(betas), days_text(wanted))));
    }
}

void reach_over_capacity(const Plan& plan, const Limits&, Findings& findings) {
    for (const LaunchEvent* event : plan.events()) {
        if (!event->reach || !plan.open(*event)) continue;
        const Release* least = nullptr;
        for (const Release* release : plan.depends_on(*event))
            if (release->capacity && (!least || *release->capacity < *least->capacity)) least = release;
        if (!least) continue;
        const std::int64_t reach = *event->reach;
        const std::int64_t capacity = *least->capacity;
        const bool over = reach > capacity;
        if (reach * 100 <= capacity * kNearlyFull) continue;
        Report report(plan, id_of(*event), over ? Severity::warning : Severity::info);
        const std::int64_t to = capacity * kNearlyFull / 100;
        report.mend(fmt::format("launch set {} reach:{}", id_text(*event), to),
                    fmt::format("Reach {}", grouped(to)));
        const std::int64_t room = (reach * 100 + kNearlyFull - 1) / kNearlyFull;
        report.mend(fmt::format("release set {} capacity:{}", typed_name(least->name), room),
                    fmt::format("{} supports {}", least->name, grouped(room)));
        const std::string name = report.name(id_of(*event));
        const std::string of = report.name(id_of(*least));
        findings.push_back(std::move(report).facts(fmt::format(
            "{} on {} expects to reach {}, {} the {} that {} supports.", name, plan.say(event->on),
            grouped(reach),
            over ? "more than"
                 : fmt::format("{:.0f} % of",
                               100.0 * static_cast<double>(reach) / static_cast<double>(capacity)),
            grouped(capacity), of)));
    }
}

}  // namespace rule

}  // namespace plumb
