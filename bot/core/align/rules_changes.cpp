// Dates that change: what comes late into a release, and what keeps moving.
#include "core/align/report.hpp"
#include "core/align/rule.hpp"
#include "core/base/among.hpp"
#include "core/base/phrases.hpp"

#include <algorithm>
#include <fmt/compile.h>
#include <fmt/format.h>

namespace plumb {

namespace {

/// An event as near as this makes a late change critical (rules.md, `late-change`).
constexpr int kCriticalLate = 7;
/// A release that is overdue is offered a new date this far ahead.
constexpr int kNextDate = 7;

/// `Mon 12 Mar, in 12 days`, `Mon 1 Mar, today`, `since Fri 26 Feb`.
std::string when(const Plan& plan, Day start) {
    if (start < plan.today()) return "since " + plan.say(start);
    return plan.say(start) + ", " + distance_text(start, plan.today());
}

/// Open tier 1–2 events that start soon, by what makes a request near them.
class SoonEvents {
  public:
    SoonEvents(const Plan& plan, int days) {
        for (const LaunchEvent* event : plan.events())
            if (plan.within(event->on, days) && Plan::tier_of(*event) <= kBigTier && plan.open(*event))
                events_.push_back(event);
        std::stable_sort(events_.begin(), events_.end(), earlier);
        for (const LaunchEvent* event : events_) {
            near_.add(id_of(*event), *event);
            for (const FeatureId feature : event->features) near_.add(feature, *event);
            for (const Release* release : plan.depends_on(*event)) near_.add(id_of(*release), *event);
        }
        near_.seal();
    }
    /// Puts those near a request that touches these records into `out`, earliest first, each once.
    void find(std::span<const Ref> touched, std::vector<const LaunchEvent*>& out) const {
        out.clear();
        for (const Ref record : touched) {
            const auto events = near_.of(record);
            out.insert(out.end(), events.begin(), events.end());
        }
        std::sort(out.begin(), out.end(), earlier);
        out.erase(std::unique(out.begin(), out.end()), out.end());
    }

  private:
    static bool earlier(const LaunchEvent* a, const LaunchEvent* b) {
        return std::pair(a->on, a->meta.n) < std::pair(b->on, b->meta.n);
    }
    std::vector<const LaunchEvent*> events_;
    Index<LaunchEvent> near_;
};

/// What makes a request late: frozen releases that it touches, and big events near it, earliest first.
struct Late {
    std::span<const Release* const> frozen;
    std::span<const LaunchEvent* const> events;
};

/// `CR-1 “Sync” touches 1.0, frozen since Wed 31 Mar and due Fri 30 Apr; near it is LE-1 “Tour” (…).`
std::string late_text(Report& report, const Plan& plan, const ChangeRequest& request, const Late& late) {
    constexpr std::size_t kEventsNamed = 3;
    fmt::memory_buffer text;
    const auto out = std::back_inserter(text);
    fmt::format_to(out, FMT_COMPILE("{}"), report.name(id_of(request)));
    std::string_view joint = " touches ";
    for (const Release* release : late.frozen) {
        fmt::format_to(out, FMT_COMPILE("{}{}, frozen since {} and due {}"), joint,
                       report.name(id_of(*release)), plan.say(*release->freeze), plan.say(release->date));
        joint = ", and ";
    }
    const std::size_t named = std::min(late.events.size(), kEventsNamed);
    joint = late.frozen.empty()       ? " comes late for "
            : late.events.size() == 1 ? "; near it is "
                                      : "; near it are ";
    for (std::size_t i = 0; i < named; ++i) {
        const LaunchEvent* event = late.events[i];
        if (i > 0) joint = i + 1 == late.events.size() ? " and " : ", ";
        fmt::format_to(out, FMT_COMPILE("{}{} ({})"), joint, report.name(id_of(*event)),
                       when(plan, event->on));
    }
    if (late.events.size() > kEventsNamed)
        fmt::format_to(out, " and {} more", late.events.size() - kEventsNamed);
    fmt::format_to(out, ".");
    return fmt::to_string(text);
}

/// Puts off a request until a day, or declines it.
void offer_later(Report& report, const Plan& plan, const ChangeRequest& request, Day again) {
    if (!report.wants_mends()) return;
    const std::string id = id_text(request);
    report.mend(fmt::format("change defer {} \"Too late for what is near\" until:{}", id, iso(again)),
                "Defer to " + plan.say(again));
    report.mend(fmt::format("change decline {} \"Too late for what is near\"", id), "Decline");
}

Finding late_finding(const Plan& plan, const ChangeRequest& request, const Late& late) {
    const bool soon = !late.events.empty() && plan.within(late.events.front()->on, kCriticalLate);
    Report report(plan, id_of(request), soon ? Severity::critical : Severity::warning);
    Day over = plan.today();
    for (const Release* release : late.frozen) over = std::max(over, release->date);
    for (const LaunchEvent* event : late.events) {
        over = std::max(over, event->to);
        report.about(id_of(*event));
    }
    offer_later(report, plan, request, over + Days{1});
    std::string text = late_text(report, plan, request, late);
    return std::move(report).facts(std::move(text));
}

/// The first release still to come after a day; nullptr where there is none.
const Release* next_release(const Plan& plan, Day after) {
    const Release* next = nullptr;
    for (const Release* r : plan.releases())
        if (Plan::still_to_come(*r) && r->date > after && (!next || r->date < next->date)) next = r;
    return next;
}

void offer_next_release(Report& report, const Plan& plan, const Feature& feature, Day after) {
    if (!report.wants_mends()) return;
    const Release* next = next_release(plan, after);
    if (!next) return;
    report.mend(fmt::format("feature move {} to:{}", id_text(id_of(feature)), typed_name(next->name)),
                fmt::format("Move {} to {}", id_text(id_of(feature)), next->name));
}

/// The requests that brought a feature into a release, or changed it there, while that was in its freeze.
std::vector<const ChangeRequest*> let_into_freeze(const Plan& plan, const Feature& feature,
                                                  const Release& release) {
    std::vector<const ChangeRequest*> out;
    for (const ChangeRequest* r : plan.requests_touching(id_of(feature))) {
        if (r->status != ChangeStatus::approved) continue;
        if (r->change_kind != ChangeKind::add && r->change_kind != ChangeKind::modify) continue;
        const auto& frozen = r->frozen_at_approval;
        if (is_among(frozen, id_of(release))) out.push_back(r);
    }
    return out;
}

/// `CR-1 “Sync” (approved Mon 5 Apr) and CR-2 “Sync on request” (approved Tue 6 Apr)`.
std::string approvals_text(Report& report, const Plan& plan,
                           const std::vector<const ChangeRequest*>& requests) {
    std::vector<std::string> named;
    for (const ChangeRequest* r : requests) {
        named.push_back(report.name(id_of(*r)));
        if (r->decided_at) named.back() += fmt::format(" (approved {})", plan.say(plan.day(*r->decided_at)));
    }
    return listed(named);
}

/// ` and came by CR-1 “Sync”`, ` and was touched by CR-2 “Sync on request”`, and both.
std::string landing_text(Report& report, const Plan& plan, std::vector<const ChangeRequest*> requests) {
    const auto brought = std::stable_partition(
        requests.begin(), requests.end(),
        [](const ChangeRequest* request) { return request->change_kind == ChangeKind::add; });
    const std::vector<const ChangeRequest*> adds(requests.begin(), brought);
    const std::vector<const ChangeRequest*> changes(brought, requests.end());
    std::string text;
    if (!adds.empty())
        text += (changes.empty() ? " and came by " : ", came by ") + approvals_text(report, plan, adds);
    if (!changes.empty()) text += " and was touched by " + approvals_text(report, plan, changes);
    return text;
}

/// `once`, `twice`, `3 times`.
std::string times_text(int n) { return n == 1 ? "once" : n == 2 ? "twice" : fmt::format("{} times", n); }

/// How a date has moved since it counts.
struct Slip {
    int later_moves = 0;
    /// The date at the beginning, if it ever moved.
    std::optional<Day> from;
};

Slip slip_of(std::span<const Move* const> moves) {
    Slip slip;
    for (const Move* m : moves) {
        if (!m->old_date || !m->new_date) continue;
        if (!slip.from) slip.from = m->old_date;
        if (*m->new_date > *m->old_date) ++slip.later_moves;
    }
    return slip;
}

/// The moves of a release since a baseline was first confirmed. Moves of that very instant count from the one
/// on that leaves the baseline's date.
std::span<const Move* const> moves_since(const Plan& plan, const Baseline& baseline, ReleaseId release) {
    const auto moves = plan.moves_of(release);
    const Instant confirmed = baseline.first_confirmed_at.value_or(*baseline.confirmed_at);
    const Day on = plan.day(confirmed);
    Day agreed{};
    for (const BaselineRelease& held : baseline.releases)
        if (held.release == release) agreed = held.date;
    std::size_t first = 0;
    for (; first < moves.size(); ++first) {
        const Move& m = *moves[first];
        if (m.on > on || (m.on == on && m.meta.created_at > confirmed)) break;
        if (m.on == on && m.meta.created_at == confirmed && m.old_date == agreed) break;
    }
    return moves.subspan(first);
}

struct Moved {
    Ref record;
    std::string since;
    Day present;
    bool movable = true;
    std::string back;
    /// What is said once its day has come.
    Mend over;
};

/// Whether what is on a day now has moved by so much.
bool has_slipped(const Limits& limits, const Slip& slip, Day present) {
    if (!slip.from) return false;
    return days_between(*slip.from, present) >= limits["days"] || slip.later_moves >= limits["moves"];
}

/// The finding on a release or event that has slipped.
Finding slipped(const Plan& plan, const Limits& limits, const Moved& moved, const Slip& slip) {
    const int net = days_between(*slip.from, moved.present);
    Report report(plan, moved.record, Severity::warning);
    const std::string times = times_text(slip.later_moves);
    std::string sentence = fmt::format("{} has been moved to a later day {} since {}",
                                       report.name(moved.record), times, moved.since);
    if (net > 0)
        sentence += fmt::format(": from {} to {}, {} later.", plan.say(*slip.from), plan.say(moved.present),
                                days_text(net));
    else
        sentence += fmt::format("; it is on {} now.", plan.say(moved.present));
    // Moving it back mends the distance, and no number of moves.
    const bool by_days = slip.later_moves < limits["moves"];
    if (by_days && net > 0 && moved.movable && *slip.from >= plan.today())
        report.mend(fmt::format("{}{}", moved.back, iso(*slip.from)),
                    fmt::format("Move it back to {}", plan.say(*slip.from)));
    if (moved.present > plan.today())
        report.mend(fmt::format("mute slipping {} until:{} why:\"The date is agreed now\"",
                                typed_name(plumb::name(plan.world(), moved.record)), iso(moved.present)),
                    "Agree to the new date");
    else
        report.mend(moved.over.command, moved.over.button);
    return std::move(report).facts(std::move(sentence));
}

}  // namespace

namespace rule {

void late_change(const Plan& plan, const Limits& limits, Findings& findings) {
    const SoonEvents soon(plan, limits["freeze"]);
    std::vector<const Release*> frozen;
    std::vector<const LaunchEvent*> events;
    for (const ChangeRequest* request : plan.requests()) {
        if (!Plan::open(*request)) continue;
        const auto touched = plan.touches(*request);
        frozen.clear();
        for (const Ref record : touched) {
            const Release* release = plan.world().find(record.as<ReleaseId>());
            if (release && plan.frozen(*release)) frozen.push_back(release);
        }
        soon.find(touched, events);
        if (!frozen.empty() || !events.empty())
            findings.push_back(late_finding(plan, *request, {frozen, events}));
    }
}

void late_landing(const Plan& plan, const Limits& limits, Findings& findings) {
    const int days = limits["days"];
    for (const Feature* feature : plan.features()) {
        if (feature->status == FeatureStatus::done || feature->status == FeatureStatus::dropped) continue;
        const Release* release = plan.release_of(*feature);
        if (!release || !Plan::still_to_come(*release) || !plan.within(release->date, days)) continue;
        const auto late = let_into_freeze(plan, *feature, *release);
        if (late.empty()) continue;
        Report report(plan, id_of(*feature), Severity::info);
        const std::string name = report.name(id_of(*feature));
        report.mend(fmt::format("feature done {}", id_text(id_of(*feature))), "It is done");
        offer_next_release(report, plan, *feature, release->date);
        std::string sentence = fmt::format("{} is {}{}, in the freeze of ", name, word(feature->status),
                                           landing_text(report, plan, late));
        sentence += fmt::format("{}, which {} due {} ({}).", report.name(id_of(*release)),
                                release->date < plan.today() ? "was" : "is", plan.say(release->date),
                                distance_text(release->date, plan.today()));
        findings.push_back(std::move(report).facts(std::move(sentence)));
    }
}

void slipping(const Plan& plan, const Limits& limits, Findings& findings) {
    for (const Release* release : plan.releases()) {
        if (!Plan::still_to_come(*release)) continue;
        const ReleaseId id = id_of(*release);
        const Baseline* agreed = plan.first_baseline(id);
        const Slip slip = slip_of(agreed ? moves_since(plan, *agreed, id) : plan.moves_of(id));
        if (!has_slipped(limits, slip, release->date)) continue;
        const std::string since = agreed ? "its first baseline was confirmed" : std::string("it was planned");
        const Moved moved{id,
                          since,
                          release->date,
                          true,
                          fmt::format("release move {} to:", typed_name(release->name)),
                          {fmt::format("release ship {}", typed_name(release->name)),
                           fmt::format("{} has shipped", release->name),
                           {},
                           {}}};
        findings.push_back(slipped(plan, limits, moved, slip));
    }
    for (const LaunchEvent* event : plan.events()) {
        if (!plan.open(*event)) continue;
        const EventId id = id_of(*event);
        const Slip slip = slip_of(plan.moves_of(id));
        if (!has_slipped(limits, slip, event->on)) continue;
        const Moved moved{id,
                          "it was planned",
                          event->on,
                          !event->immovable,
                          fmt::format("launch move {} on:", id_text(id)),
                          {fmt::format("launch done {}", id_text(id)), "It is done", {}, {}}};
        findings.push_back(slipped(plan, limits, moved, slip));
    }
}

void slipped_again(const Plan& plan, const Limits& limits, Findings& findings) {
    const int allowed = limits["moves"];
    for (const Feature* feature : plan.features()) {
        if (feature->status == FeatureStatus::done || feature->status == FeatureStatus::dropped) continue;
        std::vector<const Move*> later;
        for (const Move* m : plan.moves_of(id_of(*feature)))
            if (m->from && m->to && m->old_date && m->new_date && *m->new_date > *m->old_date)
                later.push_back(m);
        if (later.empty() || static_cast<int>(later.size()) < allowed) continue;
        Report report(plan, id_of(*feature), Severity::warning);
        const std::string id = id_text(id_of(*feature));
        std::string sentence = fmt::format("{} has been put off {}: ", report.name(id_of(*feature)),
                                           times_text(static_cast<int>(later.size())));
        std::string joint;
        for (const Move* m : later) {
            sentence += fmt::format("{}{}", joint, report.name(m->from));
            sentence += fmt::format(" to {} on {}", report.name(m->to), plan.say(m->on));
            joint = ", ";
        }
        report.mend(fmt::format("feature drop {}", id), fmt::format("Drop {}", id));
        report.mend(fmt::format("feature done {}", id), fmt::format("{} is done", id));
        findings.push_back(std::move(report).facts(sentence + "."));
    }
}

void overdue(const Plan& plan, const Limits&, Findings& findings) {
    for (const Release* release : plan.releases()) {
        if (!Plan::still_to_come(*release) || release->date >= plan.today()) continue;
        Report report(plan, id_of(*release), Severity::critical);
        const std::string name = report.name(id_of(*release));
        report.mend(fmt::format("release ship {}", typed_name(release->name)),
                    fmt::format("{} has shipped", name));
        offer_release_move(report, *release, plan.today() + Days{kNextDate});
        findings.push_back(std::move(report).facts(fmt::format("{} was due {}, {}, and has not shipped.",
                                                               name, plan.say(release->date),
                                                               distance_text(release->date, plan.today()))));
    }
    for (const LaunchEvent* event : plan.events()) {
        const bool ahead = Plan::still_to_come(*event);
        if (!ahead || event->to >= plan.today()) continue;
        Report report(plan, id_of(*event), Severity::info);
        const std::string id = id_text(id_of(*event));
        const std::string name = report.name(id_of(*event));
        report.mend(fmt::format("launch done {}", id), "It is done");
        report.mend(fmt::format("launch cancel {}", id), "It was cancelled");
        findings.push_back(std::move(report).facts(
            fmt::format("{} ended {}, {}, and is still {}.", name, plan.say(event->to),
                        distance_text(event->to, plan.today()), word(event->status))));
    }
}

}  // namespace rule

}  // namespace plumb
