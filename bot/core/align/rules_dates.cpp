// Dates that must fit each other: the family's table, and events beside releases, build-up and lead time.
#include "core/align/report.hpp"
#include "core/align/rule.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace plumb {

namespace {

constexpr std::array kMissedAnchor{Threshold{"margin", 14}};
constexpr std::array kNoSlack{Threshold{"buffer", 7}};
constexpr std::array kShortLead{Threshold{"tier1", 56}, Threshold{"tier2", 28}, Threshold{"tier3", 7},
                                Threshold{"tradeshow", 180}};
constexpr std::array kLateChange{Threshold{"freeze", 30}};
constexpr std::array kLateLanding{Threshold{"days", 14}};
constexpr std::array kSlipping{Threshold{"days", 30}, Threshold{"moves", 3, Unit::count}};
constexpr std::array kSlippedAgain{Threshold{"moves", 2, Unit::count}};
constexpr std::array kCrowded{Threshold{"max", 3, Unit::count}};

// clang-format off
constexpr RuleSpec kDatesRules[]{
    {"event-before-release", "event",
     "an announcing event starts before its ready date, and a release it depends on is not shipped",
     "critical if wide, else warning", {},
     "C18", "A message that does not match the release calendar is best pointed out before it is out.",
     rule::event_before_release},
    {"missed-anchor", "event",
     "an immovable announcing event starts on or after its ready date, but by less than `margin` days, and a release it "
     "depends on is not shipped",
     "warning", kMissedAnchor,
     "A17", "Whoever times an introduction to an event that cannot move needs room for a slip.",
     rule::missed_anchor},
    {"no-slack", "event",
     "a movable announcing event of tier 1–2, of any type but `launch`, starts on or after its ready date, but by less "
     "than `buffer` days, and a release it depends on is not shipped",
     "warning", kNoSlack,
     "A17", "The smallest slip of the release would move the event, too.",
     rule::no_slack},
    {"chain-broken", "event",
     "an open event with an open parent starts less than its `lead` days (default 1) before the parent's start",
     "warning", {},
     "A18", "Build-up that comes too late builds nothing up.",
     rule::chain_broken},
    {"short-lead", "event",
     "an open event was recorded less than its lead time (its tier's, a tradeshow's own) before its present start",
     "info", kShortLead,
     "C14", "Messages take months to plan and days to run.",
     rule::short_lead},
    {"late-change", "request",
     "an open request touches a release in its freeze (freeze date to shipping), or an open tier 1–2 event near it starts "
     "within `freeze` days",
     "warning; critical if such an event starts within 7 days", kLateChange,
     "A16, A21", "A late change makes the introduction worse: documents at the least, the whole positioning at worst.",
     rule::late_change},
    {"late-landing", "feature",
     "a feature not done or dropped was touched by an `add` or `modify` approved in the freeze of the release that still "
     "holds it, and that release, still to come, is dated within `days` days",
     "info", kLateLanding,
     "A21", "What was let in after the freeze is what comes in last.",
     rule::late_landing},
    {"slipping", "release or event",
     "since the first confirmed baseline that holds it (a release) or since its creation (an event, or a release in no "
     "baseline) its date has become later by `days` or more, net, or has been moved to a later day `moves` times or more",
     "warning", kSlipping,
     "A19", "Each move distorts the plans that rest on the date; the sum is what nobody sees.",
     rule::slipping},
    {"slipped-again", "feature",
     "a feature not done or dropped has been moved `moves` times or more to a release that was later at the time; the "
     "backlog is no release",
     "warning", kSlippedAgain,
     "A19", "What is put off again and again is not wanted, or not understood.",
     rule::slipped_again},
    {"crowded", "product",
     "`max` or more open external events of a product start within any 7 days; an event and its children count as one, "
     "`prep` and `training` not at all",
     "info", kCrowded,
     "C14", "Messages that come at once drown each other.",
     rule::crowded},
    {"deadline-in-show", "tradeshow",
     "from the start to the end of an open `tradeshow` of the product, whose people are away, a planned or confirmed `prep` "
     "event that is not its own child ends, or `todo`, `doing` or `stale` collateral of another open event is due",
     "info", {},
     "C17", "Who stands at the booth finishes nothing else.",
     rule::deadline_in_show},
    {"overdue", "release or event",
     "a release still to come is past its target date; a `planned` or `confirmed` event is past its end",
     "critical for a release, info for an event", {},
     "C18", "A date that has passed misleads everybody who plans by it.",
     rule::overdue},
};
// clang-format on

/// The unshipped release that the event waits for longest.
const Release* awaited(const Plan& plan, const LaunchEvent& event) {
    const Release* last = nullptr;
    for (const Release* release : plan.depends_on(event))
        if (Plan::still_to_come(*release) && (!last || Plan::date_of(*last) < Plan::date_of(*release)))
            last = release;
    return last;
}

/// Behind the finding stand all releases that come too late for it: those not shipped that are due after a
/// day.
void about_later(Report& report, const Plan& plan, const LaunchEvent& event, Day day) {
    for (const Release* release : plan.depends_on(event))
        if (Plan::still_to_come(*release) && release->date > day) report.about(id_of(*release));
}

/// What an event announces, in brackets: `(2.0, now Thu 25 Mar)`, `(2.0, shipped Mon 1 Mar); 1.0 is not
/// shipped`.
std::string announced(Report& report, const Plan& plan, const LaunchEvent& event) {
    const Release& last = *plan.latest_release(event);
    const bool shipped = last.status == ReleaseStatus::shipped;
    std::string out = fmt::format("({}, {} {})", report.name(id_of(last)), shipped ? "shipped" : "now",
                                  plan.say(Plan::date_of(last)));
    const Release* waits = awaited(plan, event);
    if (waits && waits != &last) out += fmt::format("; {} is not shipped", report.name(id_of(*waits)));
    return out;
}

/// Two dates disagree: move the event to `event_to` (unless it cannot move), or have what it waits for by
/// `release_by`. Nothing is moved into the past: where that day is over, only what is shipped mends it. Half
/// of what has to come earlier mends nothing: beside the event's move one release is offered, without it two.
void offer_either(Report& report, const Plan& plan, const LaunchEvent& event, Day event_to, Day release_by) {
    const bool moves = !event.immovable && event_to >= plan.today();
    if (moves) offer_event_move(report, plan, event, event_to);
    const bool over = release_by < plan.today();
    std::vector<const Release*> behind;
    for (const Release* release : plan.depends_on(event))
        if (Plan::still_to_come(*release) && (over || release->date > release_by)) behind.push_back(release);
    if (moves && behind.size() > 1) return;
    if (behind.size() > 2) behind.resize(2);
    for (const Release* release : behind) {
        if (over)
            report.mend(fmt::format("release ship {}", typed_name(release->name)),
                        fmt::format("{} has shipped", release->name));
        else
            offer_release_move(report, *release, release_by);
    }
}

/// Days from the ready date to the start, where the event announces something that is still awaited.
std::optional<int> room(const Plan& plan, const LaunchEvent& event) {
    const auto ready = plan.ready_date(event);
    if (!ready || !plan.awaits_release(event) || !plan.announcing(event)) return std::nullopt;
    return days_between(*ready, event.on);
}

/// A finding that the event leaves `room` of the `wanted` days after its ready date.
Finding narrow(const Plan& plan, const LaunchEvent& event, int room, int wanted, std::string_view what) {
    Report report(plan, id_of(event), Severity::warning);
    offer_either(report, plan, event, *plan.ready_date(event) + Days{wanted}, event.on - Days{wanted});
    about_later(report, plan, event, event.on - Days{wanted});
    const std::string name = report.name(id_of(event));
    const std::string after = room == 0 ? "on the day of" : days_text(room) + " after";
    return std::move(report).facts(fmt::format("{} starts {}, {} what it announces {}; {} of {} wanted.",
                                               name, plan.say(event.on), after,
                                               announced(report, plan, event), days_text(wanted), what));
}

}  // namespace

std::span<const RuleSpec> dates_rules() { return kDatesRules; }

namespace rule {

void event_before_release(const Plan& plan, const Limits&, Findings& findings) {
    for (const LaunchEvent* event : plan.events()) {
        const auto left = room(plan, *event);
        if (!left || *left >= 0) continue;
        Report report(plan, id_of(*event), Plan::wide(*event) ? Severity::critical : Severity::warning);
        offer_either(report, plan, *event, *plan.ready_date(*event), event->on);
        about_later(report, plan, *event, event->on);
        const std::string name = report.name(id_of(*event));
        findings.push_back(std::move(report).facts(
            fmt::format("{} starts {}, {} before the release it announces {}.", name, plan.say(event->on),
                        days_text(-*left), announced(report, plan, *event))));
    }
}

void missed_anchor(const Plan& plan, const Limits& limits, Findings& findings) {
    const int margin = limits["margin"];
    for (const LaunchEvent* event : plan.events()) {
        if (!event->immovable) continue;
        const auto left = room(plan, *event);
        if (left && *left >= 0 && *left < margin)
            findings.push_back(narrow(plan, *event, *left, margin, "margin"));
    }
}

void no_slack(const Plan& plan, const Limits& limits, Findings& findings) {
    const int buffer = limits["buffer"];
    for (const LaunchEvent* event : plan.events()) {
        if (event->immovable || event->type == EventType::launch || Plan::tier_of(*event) > kBigTier)
            continue;
        const auto left = room(plan, *event);
        if (left && *left >= 0 && *left < buffer)
            findings.push_back(narrow(plan, *event, *left, buffer, "slack"));
    }
}

void chain_broken(const Plan& plan, const Limits&, Findings& findings) {
    for (const LaunchEvent* event : plan.events()) {
        const LaunchEvent* parent = plan.world().find(event->parent);
        if (!parent || !plan.open(*event) || !plan.open(*parent)) continue;
        const int ahead = days_between(event->on, parent->on);
        if (ahead >= event->lead) continue;
        Report report(plan, id_of(*event), Severity::warning);
        if (const Day to = parent->on - Days{event->lead}; to >= plan.today())
            offer_event_move(report, plan, *event, to);
        if (const Day to = event->on + Days{event->lead}; to >= plan.today() && !parent->immovable)
            report.mend(fmt::format("launch move {} on:{}", to_string(Ref{id_of(*parent)}), iso(to)),
                        fmt::format("Move {} to {}", to_string(Ref{id_of(*parent)}), plan.say(to)));
        if (!report.has_mend())
            report.mend(
                fmt::format("launch set {} lead:{}", to_string(Ref{id_of(*event)}), std::max(ahead, 0)),
                fmt::format("Want {} only", days_text(std::max(ahead, 0))));
        const std::string how = ahead > 0    ? days_text(ahead) + " before"
                                : ahead == 0 ? std::string("on the day of")
                                             : days_text(-ahead) + " after";
        const std::string name = report.name(id_of(*event));
        const std::string of = report.name(id_of(*parent));
        findings.push_back(std::move(report).facts(fmt::format(
            "{} starts {}, {} {} ({}); it is {}.", name, plan.say(event->on), how, of, plan.say(parent->on),
            event->lead > 0 ? fmt::format("to come {} before", days_text(event->lead))
                            : std::string("not to come later"))));
    }
}

void short_lead(const Plan& plan, const Limits& limits, Findings& findings) {
    static constexpr std::array<std::string_view, 3> kTiers{"tier1", "tier2", "tier3"};
    for (const LaunchEvent* event : plan.events()) {
        if (!plan.open(*event)) continue;
        const int tier = Plan::tier_of(*event);
        const bool show = event->type == EventType::tradeshow;
        const int wanted = limits[show ? "tradeshow" : kTiers.at(static_cast<std::size_t>(tier - 1))];
        const Day recorded =
            event->recorded_on == Day{} ? plan.day(event->meta.created_at) : event->recorded_on;
        const int lead = days_between(recorded, event->on);
        if (lead >= wanted) continue;
        Report report(plan, id_of(*event), Severity::info);
        if (const Day to = recorded + Days{wanted}; !event->immovable && to >= plan.today())
            offer_event_move(report, plan, *event, to);
        report.mend(fmt::format("launch help {}", to_string(Ref{id_of(*event)})), "Ask for help");
        const std::string kind = show ? std::string("a tradeshow") : fmt::format("tier {}", tier);
        const std::string name = report.name(id_of(*event));
        findings.push_back(std::move(report).facts(
            fmt::format("{} starts {} and was recorded {} ({}); {} wants {}.", name, plan.say(event->on),
                        lead >= 0 ? days_text(lead) + " before" : days_text(-lead) + " after it began",
                        plan.say(recorded), kind, days_text(wanted))));
    }
}

}  // namespace rule

}  // namespace plumb
