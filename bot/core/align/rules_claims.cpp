// What is said to the outside: the family's table, and claims that the plan does not hold.
#include "core/align/report.hpp"
#include "core/align/rule.hpp"
#include "core/base/among.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace plumb {

namespace {

// clang-format off
constexpr RuleSpec kClaimsRules[]{
    {"event-feature-missing", "event",
     "an open event names a feature that is dropped, or is in no release",
     "critical if dropped, else warning", {},
     "A31", "What is shown and never comes is remembered.",
     rule::event_feature_missing},
    {"overclaim", "collateral",
     "collateral of an open event claims a feature that is dropped, in no release, or in a release dated after the event's "
     "start",
     "critical if dropped, else warning", {},
     "A31, C1", "Materials that do not reflect the product distort what customers expect of it.",
     rule::overclaim},
    {"promise-at-risk", "promise",
     "an open promise, its date not past, is about a feature that is dropped, in no release, or in a release dated after "
     "the promise's date",
     "critical if dropped, else warning", {},
     "E5", "A broken promise is hard to repair; one at risk can still be talked about.",
     rule::promise_at_risk},
    {"promise-overdue", "promise",
     "an open promise's date has passed and its feature is not in a shipped release, or it names none",
     "critical", {},
     "E5", "The customer has noticed already, and hears it best from us.",
     rule::promise_overdue},
    {"collateral-stale", "event",
     "collateral of an open event is `stale`",
     "warning; critical if the event starts within 7 days", {},
     "A20", "A changed feature changes its documents at the least.",
     rule::collateral_stale},
    {"collateral-late", "event",
     "collateral of an open event is past due, `todo` or `doing`",
     "warning; critical if the event starts within 7 days", {},
     "C15", "Marketing's calendar is nearly always overbooked: what is late needs help, not a reminder.",
     rule::collateral_late},
    {"left-behind", "release",
     "a shipped release still holds features that are `planned` or `in-progress`",
     "warning", {},
     "C1", "The plan says it is out, and it is not.",
     rule::left_behind},
};
// clang-format on

/// A feature that cannot be shown, and why.
struct Gap {
    const Feature* feature;
    Plan::Lack lack;
};

/// Those of the features that are dropped, in no release, or in one after `day`.
std::vector<Gap> gaps(const Plan& plan, std::span<const FeatureId> features, std::optional<Day> day) {
    std::vector<Gap> out;
    for (const FeatureId id : features) {
        const Feature* feature = plan.world().find(id);
        if (!feature) continue;
        const Plan::Lack lack = plan.lack(*feature, day);
        if (lack != Plan::Lack::none) out.push_back({feature, lack});
    }
    // The worst first: dropped, homeless, later.
    std::stable_sort(out.begin(), out.end(), [](const Gap& a, const Gap& b) { return a.lack > b.lack; });
    return out;
}

Severity severity_of(const std::vector<Gap>& gaps) {
    return gaps.front().lack == Plan::Lack::dropped ? Severity::critical : Severity::warning;
}

/// `F-1 “Offline mode”, which was dropped`.
std::string gap_text(Report& report, const Plan& plan, const Gap& gap) {
    const std::string name = report.name(id_of(*gap.feature));
    switch (gap.lack) {
        case Plan::Lack::dropped: return name + ", which was dropped";
        case Plan::Lack::later: {
            const Release& release = *plan.release_of(*gap.feature);
            const bool shipped = release.status == ReleaseStatus::shipped;
            return fmt::format("{}, which {} {} on {}", name, shipped ? "came with" : "comes with",
                               report.name(id_of(release)), plan.say(Plan::date_of(release)));
        }
        case Plan::Lack::homeless:
        case Plan::Lack::none: break;
    }
    if (plan.world().find(gap.feature->release))
        return fmt::format("{}, whose release {} was cancelled", name, report.name(gap.feature->release));
    return name + ", which is in no release";
}

std::string gaps_text(Report& report, const Plan& plan, const std::vector<Gap>& gaps) {
    constexpr std::size_t kShown = 3;
    std::string out;
    for (std::size_t i = 0; i < gaps.size(); ++i) {
        if (i >= kShown) {
            report.about(id_of(*gaps[i].feature));
            continue;
        }
        if (i > 0) out += i + 1 == gaps.size() ? ", and " : "; ";
        out += gap_text(report, plan, gaps[i]);
    }
    if (gaps.size() > kShown) out += fmt::format(", and {} more", gaps.size() - kShown);
    return out;
}

/// `features:F-1,F-3`: what stays of a list of features once the gaps are taken out.
std::string without(std::string_view key, std::span<const FeatureId> features, const std::vector<Gap>& gaps) {
    std::string out = std::string(key) + ":";
    for (const FeatureId id : features) {
        if (std::any_of(gaps.begin(), gaps.end(), [&](const Gap& g) { return id_of(*g.feature) == id; }))
            continue;
        if (out.back() != ':') out += ",";
        out += to_string(Ref{id});
    }
    return out;
}

/// The last release still to come by a day; nullptr where there is none.
const Release* release_by(const Plan& plan, Day day) {
    const Release* best = nullptr;
    for (const Release* r : plan.releases())
        if (Plan::still_to_come(*r) && r->date <= day && (!best || r->date > best->date)) best = r;
    return best;
}

/// Puts a feature into a release that comes in time, where there is one.
void offer_home(Report& report, const Plan& plan, const Gap& gap, Day day) {
    const Release* home = release_by(plan, day);
    if (!home || gap.lack == Plan::Lack::dropped) return;
    const std::string id = to_string(Ref{id_of(*gap.feature)});
    report.mend(fmt::format("feature move {} to:{}", id, typed_name(home->name)),
                fmt::format("Put {} into {}", id, home->name));
}

/// All of the gaps are features that come later: moves the event to the day on which the last of them is
/// there, or asks for their releases by its start. As many releases as two commands can move, and beside the
/// event's own move one: half of what has to move mends nothing.
void offer_day(Report& report, const Plan& plan, const LaunchEvent& event, const std::vector<Gap>& gaps) {
    std::vector<const Release*> behind;
    for (const Gap& gap : gaps) {
        const Release* release = plan.release_of(*gap.feature);
        if (!is_among(behind, release)) behind.push_back(release);
    }
    Day last = event.on;
    for (const Release* release : behind) last = std::max(last, Plan::date_of(*release));
    const bool moves = !event.immovable && last >= plan.today();
    if (moves) offer_event_move(report, plan, event, last);
    if (event.on < plan.today() || behind.size() > (moves ? 1U : 2U)) return;
    if (!std::all_of(behind.begin(), behind.end(), [](const Release* r) { return Plan::still_to_come(*r); }))
        return;
    for (const Release* release : behind) offer_release_move(report, *release, event.on);
}

/// The pieces of an event's collateral that `is` one.
template <class Is>
std::vector<Ref> pieces(const Plan& plan, const LaunchEvent& event, Is is) {
    std::vector<Ref> out;
    for (const Collateral* c : plan.collateral_of(id_of(event)))
        if (is(*c)) out.push_back(id_of(*c));
    return out;
}

constexpr int kCriticalClaim = 7;

/// A finding that pieces of an event's collateral are not as they should be.
Finding unready(const Plan& plan, const LaunchEvent& event, std::span<const Ref> pieces,
                std::string_view what) {
    constexpr std::size_t kOffered = 2;
    const bool soon = plan.within(event.on, kCriticalClaim);
    Report report(plan, id_of(event), soon ? Severity::critical : Severity::warning);
    for (const Ref piece : pieces.first(std::min(pieces.size(), kOffered)))
        report.mend(fmt::format("collateral done {}", to_string(piece)),
                    fmt::format("{} is done", to_string(piece)));
    const std::string start = event.on < plan.today() ? "since " + plan.say(event.on)
                                                      : fmt::format("{}, {}", plan.say(event.on),
                                                                    distance_text(event.on, plan.today()));
    const std::string name = report.name(id_of(event));
    const std::string names = report.names(pieces);
    return std::move(report).facts(fmt::format("{} of {} ({}) {} {}: {}.",
                                               pieces.size() == 1
                                                   ? std::string("1 piece of collateral")
                                                   : fmt::format("{} pieces of collateral", pieces.size()),
                                               name, start, pieces.size() == 1 ? "is" : "are", what, names));
}

}  // namespace

std::span<const RuleSpec> claims_rules() { return kClaimsRules; }

namespace rule {

void event_feature_missing(const Plan& plan, const Limits&, Findings& findings) {
    for (const LaunchEvent* event : plan.events()) {
        if (!plan.open(*event)) continue;
        const auto lacking = gaps(plan, event->features, std::nullopt);
        if (lacking.empty()) continue;
        Report report(plan, id_of(*event), severity_of(lacking));
        report.mend(fmt::format("launch set {} {}", to_string(Ref{id_of(*event)}),
                                without("features", event->features, lacking)),
                    "Leave it out of the event");
        offer_home(report, plan, lacking.back(), event->on);
        const std::string name = report.name(id_of(*event));
        findings.push_back(std::move(report).facts(
            fmt::format("{} on {} shows {}.", name, plan.say(event->on), gaps_text(report, plan, lacking))));
    }
}

void overclaim(const Plan& plan, const Limits&, Findings& findings) {
    for (const Collateral* piece : plan.collateral()) {
        const LaunchEvent* event = plan.world().find(piece->event);
        if (piece->claims.empty() || !event || !plan.open(*event)) continue;
        const auto lacking = gaps(plan, piece->claims, event->on);
        if (lacking.empty()) continue;
        Report report(plan, id_of(*piece), severity_of(lacking));
        const bool late = lacking.front().lack == Plan::Lack::later;
        if (late)
            offer_day(report, plan, *event, lacking);
        else
            offer_home(report, plan, lacking.back(), event->on);
        if (!late || !report.has_mend())
            report.mend(fmt::format("collateral set {} {}", to_string(Ref{id_of(*piece)}),
                                    without("claims", piece->claims, lacking)),
                        "Take the claim out");
        const std::string name = report.name(id_of(*piece));
        const std::string of = report.name(id_of(*event));
        findings.push_back(std::move(report).facts(fmt::format(
            "{} for {} on {} claims {}.", name, of, plan.say(event->on), gaps_text(report, plan, lacking))));
    }
}

void promise_at_risk(const Plan& plan, const Limits&, Findings& findings) {
    for (const Promise* promise : plan.promises()) {
        if (promise->status != PromiseStatus::open || !promise->feature) continue;
        if (promise->by && *promise->by < plan.today()) continue;
        const FeatureId features[]{promise->feature};
        const auto lacking = gaps(plan, features, promise->by);
        if (lacking.empty()) continue;
        const Gap& gap = lacking.front();
        Report report(plan, id_of(*promise), severity_of(lacking));
        std::string due = promise->by ? fmt::format(" by {}", plan.say(*promise->by)) : std::string{};
        if (promise->to) due += fmt::format(" to {}", report.name(promise->to));
        if (promise->by) offer_home(report, plan, gap, *promise->by);
        const Release* release = plan.release_of(*gap.feature);
        if (gap.lack == Plan::Lack::later && Plan::still_to_come(*release)) {
            offer_release_move(report, *release, *promise->by);
            if (report.takes_mend())
                report.mend(fmt::format("promise set {} by:{}", id_text(*promise), iso(release->date)),
                            "Promise it for " + plan.say(release->date));
        }
        if (!report.has_mend())
            report.mend(fmt::format("promise break {}", to_string(Ref{id_of(*promise)})),
                        "It will be broken");
        const std::string name = report.name(id_of(*promise));
        findings.push_back(std::move(report).facts(
            fmt::format("{}, promised{}, is about {}.", name, due, gaps_text(report, plan, lacking))));
    }
}

void promise_overdue(const Plan& plan, const Limits&, Findings& findings) {
    for (const Promise* promise : plan.promises()) {
        if (promise->status != PromiseStatus::open || !promise->by || *promise->by >= plan.today()) continue;
        const Feature* feature = plan.world().find(promise->feature);
        // A dropped feature has left its release.
        const Release* release =
            feature && feature->status != FeatureStatus::dropped ? plan.release_of(*feature) : nullptr;
        if (release && release->status == ReleaseStatus::shipped) continue;
        Report report(plan, id_of(*promise), Severity::critical);
        const std::string id = to_string(Ref{id_of(*promise)});
        report.mend(fmt::format("promise keep {}", id), "It is kept");
        report.mend(fmt::format("promise break {}", id), "It is broken");
        const std::string name = report.name(id_of(*promise));
        std::string to = promise->to ? fmt::format(" to {}", report.name(promise->to)) : std::string{};
        std::string state = "it names no feature";
        if (feature) state = report.name(id_of(*feature));
        if (release)
            state += fmt::format(" is in {}, due {} and not shipped", report.name(id_of(*release)),
                                 plan.say(release->date));
        else if (feature)
            state += feature->status == FeatureStatus::dropped ? " was dropped" : " is in no release";
        findings.push_back(
            std::move(report).facts(fmt::format("{}{} was due {}, {}: {}.", name, to, plan.say(*promise->by),
                                                distance_text(*promise->by, plan.today()), state)));
    }
}

void collateral_stale(const Plan& plan, const Limits&, Findings& findings) {
    for (const LaunchEvent* event : plan.events()) {
        if (!plan.open(*event)) continue;
        const auto stale =
            pieces(plan, *event, [](const Collateral& c) { return c.status == CollateralStatus::stale; });
        if (!stale.empty()) findings.push_back(unready(plan, *event, stale, "stale"));
    }
}

void collateral_late(const Plan& plan, const Limits&, Findings& findings) {
    for (const LaunchEvent* event : plan.events()) {
        if (!plan.open(*event)) continue;
        const auto late = pieces(plan, *event, [&](const Collateral& c) {
            const bool undone = c.status == CollateralStatus::todo || c.status == CollateralStatus::doing;
            return undone && c.due && *c.due < plan.today();
        });
        if (!late.empty()) findings.push_back(unready(plan, *event, late, "past due"));
    }
}

void left_behind(const Plan& plan, const Limits&, Findings& findings) {
    for (const Release* release : plan.releases()) {
        if (release->status != ReleaseStatus::shipped) continue;
        std::vector<Ref> left;
        for (const Feature* f : plan.features_of(id_of(*release)))
            if (f->status == FeatureStatus::planned || f->status == FeatureStatus::in_progress)
                left.push_back(id_of(*f));
        if (left.empty()) continue;
        Report report(plan, id_of(*release), Severity::warning);
        const std::string id = to_string(left.front());
        report.mend(fmt::format("feature done {}", id), fmt::format("{} is done", id));
        report.mend(fmt::format("feature move {} to:backlog", id), fmt::format("Move {} to the backlog", id));
        const std::string name = report.name(id_of(*release));
        const std::string names = report.names(left);
        findings.push_back(std::move(report).facts(fmt::format(
            "{} shipped {} and still holds {} not done: {}.", name, plan.say(Plan::date_of(*release)),
            left.size() == 1 ? std::string("1 feature") : fmt::format("{} features", left.size()), names)));
    }
}

}  // namespace rule

}  // namespace plumb
