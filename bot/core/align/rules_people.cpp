// Who carries what: the family's table, and owners of features and events.
#include "core/align/report.hpp"
#include "core/align/rule.hpp"
#include "core/base/phrases.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <map>
#include <utility>

namespace plumb {

namespace {

constexpr std::array kSwitchLoad{Threshold{"max", 3, Unit::count}};
constexpr std::array kOverbooked{Threshold{"max", 3, Unit::count}};
constexpr std::array kFunctionDrift{Threshold{"days", 30}};
constexpr std::array kProfileStale{Threshold{"days", 180}};

// clang-format off
constexpr RuleSpec kPeopleRules[]{
    {"switch-load", "person",
     "somebody owns `max` or more features that are `in-progress`",
     "warning", kSwitchLoad,
     "A13", "Each task more costs a part of all the others.",
     rule::switch_load},
    {"overbooked", "person",
     "somebody is the only owner of two open events whose busy days overlap, or of `max` or more open events that start "
     "within any 14 days; an event and its children count as one",
     "warning", kOverbooked,
     "C15–C17", "Several events often rely on one person: a volunteer for one of them is help.",
     rule::overbooked},
    {"two-hats", "person",
     "somebody owns a feature (not done or dropped) of a release and is the only owner of an open external event that "
     "depends on it",
     "info", {},
     "D9", "One person can build and launch the same thing: possible, poorly.",
     rule::two_hats},
    {"unowned", "event",
     "an open event that starts within 30 days has no owner",
     "warning for tier 1–2, else info", {},
     "D1", "What nobody owns nobody does.",
     rule::unowned},
    {"function-drift", "product",
     "two of engineering, marketing and product, each with somebody who issued a command or wrote in a thread in the last "
     "30 days, have shared no record in the last `days` days: on none has one of each written in its thread or acted on "
     "it in that time. Nothing in a product's first `days` days",
     "info", kFunctionDrift,
     "B11", "One gap is easily mended by opening another.",
     rule::function_drift},
    {"profile-stale", "product",
     "a product's profile was last set or confirmed `days` days ago or more, and it has open events",
     "info", kProfileStale,
     "D10", "Either way of doing product marketing fits, until the product matures: look again now and then.",
     rule::profile_stale},
};
// clang-format on

/// "Starts within 30 days" (rules.md, `unowned`).
constexpr int kSoon = 30;

/// Somebody's features and the events that they alone own and that announce those, each once and by number.
struct Hats {
    std::vector<Ref> features;
    std::vector<Ref> events;
};

std::map<PersonId, Hats> hats(const Plan& plan) {
    std::map<std::pair<PersonId, ReleaseId>, std::vector<Ref>> built;
    for (const Feature* f : plan.features())
        if (f->owner && f->status != FeatureStatus::done && f->status != FeatureStatus::dropped)
            if (const Release* release = plan.release_of(*f))
                built[{f->owner, id_of(*release)}].push_back(id_of(*f));
    std::map<PersonId, Hats> out;
    for (const LaunchEvent* event : plan.events()) {
        if (event->owners.size() != 1 || !Plan::external(*event) || !plan.open(*event)) continue;
        const PersonId owner = event->owners.front();
        for (const Release* release : plan.depends_on(*event)) {
            const auto it = built.find({owner, id_of(*release)});
            if (it == built.end()) continue;
            Hats& worn = out[owner];
            // What a release brings counts once, however many of its events somebody owns.
            for (const Ref feature : std::exchange(it->second, {})) worn.features.push_back(feature);
            if (worn.events.empty() || worn.events.back() != Ref{id_of(*event)})
                worn.events.emplace_back(id_of(*event));
        }
    }
    for (auto& [owner, worn] : out) std::sort(worn.features.begin(), worn.features.end());
    return out;
}

}  // namespace

std::span<const RuleSpec> people_rules() { return kPeopleRules; }

namespace rule {

void switch_load(const Plan& plan, const Limits& limits, Findings& findings) {
    struct Load {
        std::vector<Ref> features;
        bool here = false;
    };
    std::map<PersonId, Load> loads;
    for (const Feature& f : plan.world().all<Feature>()) {
        if (!f.owner || f.status != FeatureStatus::in_progress) continue;
        Load& load = loads[f.owner];
        load.features.push_back(id_of(f));
        load.here = load.here || f.product == id_of(plan.product());
    }
    const int max = limits["max"];
    for (const auto& [who, load] : loads) {
        if (!load.here || static_cast<int>(load.features.size()) < max) continue;
        Report report(plan, who, Severity::warning);
        const std::string first = to_string(load.features.front());
        const std::string last = to_string(load.features.back());
        report.mend(fmt::format("feature done {}", first), fmt::format("{} is done", first));
        report.mend(fmt::format("feature set {} owner:", last), fmt::format("Somebody else takes {}", last));
        const std::string name = report.name(who);
        std::string sentence =
            fmt::format("{} {} in progress with {}, {}: {}.",
                        counted(static_cast<std::int64_t>(load.features.size()), "feature"),
                        load.features.size() == 1 ? "is" : "are", name,
                        static_cast<int>(load.features.size()) == max ? "which is the limit"
                                                                      : fmt::format("limit {}", max),
                        report.names(load.features));
        findings.push_back(std::move(report).facts(std::move(sentence)));
    }
}

void two_hats(const Plan& plan, const Limits&, Findings& findings) {
    for (const auto& [who, worn] : hats(plan)) {
        Report report(plan, who, Severity::info);
        const std::string event = to_string(worn.events.front());
        const std::string feature = to_string(worn.features.front());
        report.mend(fmt::format("launch help {}", event), fmt::format("Ask for help with {}", event));
        report.mend(fmt::format("feature set {} owner:", feature),
                    fmt::format("Somebody else takes {}", feature));
        std::string sentence = "With " + report.name(who);
        sentence +=
            fmt::format(" {} {}", worn.features.size() == 1 ? "is" : "are", report.names(worn.features));
        sentence += fmt::format(", and with nobody else {}, which {} what {} with.",
                                report.names(worn.events), worn.events.size() == 1 ? "announces" : "announce",
                                worn.features.size() == 1 ? "that comes" : "they come");
        findings.push_back(std::move(report).facts(std::move(sentence)));
    }
}

void unowned(const Plan& plan, const Limits&, Findings& findings) {
    for (const LaunchEvent* event : plan.events()) {
        if (!event->owners.empty() || !plan.within(event->on, kSoon) || !plan.open(*event)) continue;
        const bool big = Plan::tier_of(*event) <= kBigTier;
        Report report(plan, id_of(*event), big ? Severity::warning : Severity::info);
        report.mend(fmt::format("launch take {}", id_text(id_of(*event))), "Take it");
        report.mend(fmt::format("launch help {}", id_text(id_of(*event))), "Ask for volunteers");
        for (const PersonId who : event->offers) report.concern(who);
        const std::string name = report.name(id_of(*event));
        findings.push_back(std::move(report).facts(
            fmt::format("{} (tier {}) {} {}, {}, and nobody owns it.", name, Plan::tier_of(*event),
                        event->on < plan.today() ? "started" : "starts", plan.say(event->on),
                        distance_text(event->on, plan.today()))));
    }
}

void profile_stale(const Plan& plan, const Limits& limits, Findings& findings) {
    const Product& product = plan.product();
    const Day set = plan.day(product.profile_at);
    const int age = days_between(set, plan.today());
    if (age < limits["days"]) return;
    const auto& events = plan.events();
    const auto open =
        std::count_if(events.begin(), events.end(), [&](const LaunchEvent* e) { return plan.open(*e); });
    if (open == 0) return;
    Report report(plan, id_of(product), Severity::info);
    report.mend(fmt::format("policy set profile:{}", word(product.profile)),
                fmt::format("It still is {}", word(product.profile)));
    const std::string name = report.name(id_of(product));
    findings.push_back(std::move(report).facts(
        fmt::format("The profile of {} ({}) was last set {}, {} ago, and it has {}.", name,
                    word(product.profile), plan.say(set), days_text(age), counted(open, "open event"))));
}

}  // namespace rule

}  // namespace plumb
