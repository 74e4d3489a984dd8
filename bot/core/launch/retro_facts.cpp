#include "core/launch/retro_facts.hpp"

#include "core/base/among.hpp"
#include "core/command/record_text.hpp"

#include <fmt/core.h>

#include <cstdlib>
#include <set>

namespace plumb {

namespace {

/// The date that a record was first recorded with: what its first move led away from.
Day first_date(const Plan& plan, Ref record, Day now) {
    const auto moves = plan.moves_of(record);
    return moves.empty() ? now : moves.front()->old_date.value_or(now);
}

std::string against(const Plan& plan, const std::string& who, Day planned, Day actual,
                    std::string_view happened) {
    const int later = days_between(planned, actual);
    if (later == 0) return fmt::format("{} {} {}, as planned", who, happened, plan.say(actual));
    return fmt::format("{} was planned for {} and {} {} ({} {})", who, plan.say(planned), happened,
                       plan.say(actual), days_text(std::abs(later)), later > 0 ? "later" : "earlier");
}

bool names(const Warning& warning, Ref record) { return is_among(warning.subject, record); }

/// Collateral that a warning of the event names as late: of several the last ones that were done.
std::set<Ref> named_late(const Plan& plan, const LaunchEvent& event) {
    std::set<Ref> late;
    plan.world().all<Warning>().each_naming(id_of(event), [&](const Warning& w) {
        if (w.rule == "collateral-late" && names(w, id_of(event)))
            late.insert(w.subject.begin(), w.subject.end());
    });
    return late;
}

/// Collateral that became done after its day.
std::set<Ref> done_late(const Plan& plan, const std::vector<JournalRow>& journal) {
    std::set<Ref> late;
    for (const JournalRow& row : journal) {
        const Collateral* c = plan.world().find(row.record.as<CollateralId>());
        if (!c || !c->due || row.field != "status" || row.after != word(CollateralStatus::done)) continue;
        // What was recorded as done, or redone because it had become stale, was not waited for.
        const bool waited =
            row.before == word(CollateralStatus::todo) || row.before == word(CollateralStatus::doing);
        if (waited && plan.day(row.at) > *c->due) late.insert(row.record);
    }
    return late;
}

/// Features that the event named, and those of the releases it depended on.
std::set<FeatureId> shown_features(const Plan& plan, const LaunchEvent& event) {
    std::set<FeatureId> features(event.features.begin(), event.features.end());
    for (const Release* release : plan.depends_on(event))
        for (const Feature* feature : plan.features_of(id_of(*release))) features.insert(id_of(*feature));
    return features;
}

/// The earliest freeze among the releases that a request touches and the event depended on.
std::optional<Day> freeze_over(const Plan& plan, const LaunchEvent& event, const ChangeRequest& request) {
    std::optional<Day> earliest;
    for (const Release* release : plan.depends_on(event)) {
        const auto touching = plan.requests_touching(id_of(*release));
        const bool touched = is_among(touching, &request);
        if (touched && release->freeze && (!earliest || *release->freeze < *earliest))
            earliest = release->freeze;
    }
    return earliest;
}

}  // namespace

std::vector<std::string> planned_and_actual(const Plan& plan, const LaunchEvent& event) {
    std::vector<std::string> lines;
    lines.push_back(against(plan, to_string(Ref{id_of(event)}), first_date(plan, id_of(event), event.on),
                            event.on, "took place"));
    for (const Release* release : plan.depends_on(event)) {
        const bool shipped = release->status == ReleaseStatus::shipped;
        lines.push_back(against(plan, release->name, first_date(plan, id_of(*release), release->date),
                                Plan::date_of(*release), shipped ? "shipped" : "is not shipped yet, due"));
    }
    return lines;
}

std::vector<std::string> decided_late(const Plan& plan, const LaunchEvent& event) {
    std::vector<std::string> lines;
    for (const ChangeRequest* request : plan.requests()) {
        if (!request->decided_at || !request->decision) continue;
        const auto freeze = freeze_over(plan, event, *request);
        const Day decided = plan.day(*request->decided_at);
        if (!freeze || decided < *freeze || decided > event.to) continue;
        lines.push_back(fmt::format("{} {} {}, {} into the freeze", called(plan.world(), id_of(*request)),
                                    word(*request->decision), plan.say(decided),
                                    days_text(days_between(*freeze, decided))));
    }
    return lines;
}

std::string warnings_phrase(const Plan& plan, const LaunchEvent& event, Day today) {
    int mended = 0;
    int accepted = 0;
    int ignored = 0;
    int longest = 0;
    std::string longest_id;
    for (const Warning* held : plan.world().all<Warning>().naming(id_of(event))) {
        const Warning& w = *held;
        if (w.product != event.product || !names(w, id_of(event))) continue;
        const Day opened = plan.day(w.opened_at);
        const Day closed = w.resolved_at ? plan.day(*w.resolved_at) : today;
        // From the start on a warning goes because the event does, not because somebody mended it.
        if (w.status == WarningStatus::accepted)
            ++accepted;
        else if (w.resolved_at && closed < event.on)
            ++mended;
        else
            ++ignored;
        const int open = days_between(opened, closed);
        if (longest_id.empty() || open > longest) {
            longest = open;
            longest_id = to_string(Ref{id_of(w)});
        }
    }
    if (longest_id.empty()) return {};
    return fmt::format("{}: {} mended before it began, {} accepted, {} ignored; the longest, {}, was open {}",
                       counted(mended + accepted + ignored, "warning"), mended, accepted, ignored, longest_id,
                       days_text(longest));
}

std::vector<std::string> collateral_lacks(const Plan& plan, const LaunchEvent& event,
                                          const std::vector<JournalRow>& journal) {
    std::set<Ref> late = named_late(plan, event);
    late.merge(done_late(plan, journal));
    std::vector<std::string> lines;
    for (const Collateral* c : plan.collateral_of(id_of(event))) {
        std::vector<std::string> lacks;
        if (late.contains(id_of(*c))) lacks.emplace_back("late");
        if (c->status == CollateralStatus::stale) lacks.emplace_back("stale");
        if (c->status == CollateralStatus::todo || c->status == CollateralStatus::doing)
            lacks.emplace_back("not done");
        if (!lacks.empty()) lines.push_back(called(plan.world(), id_of(*c)) + " was " + listed(lacks));
    }
    return lines;
}

std::string promises_phrase(const Plan& plan, const LaunchEvent& event) {
    int kept = 0;
    int broken = 0;
    int open = 0;
    const std::set<FeatureId> features = shown_features(plan, event);
    for (const Promise* p : plan.promises()) {
        if (!features.contains(p->feature)) continue;
        switch (p->status) {
            case PromiseStatus::kept: ++kept; break;
            case PromiseStatus::broken: ++broken; break;
            case PromiseStatus::open: ++open; break;
        }
    }
    if (kept + broken + open == 0) return {};
    return fmt::format("{} made: {} kept, {} broken, {} open", counted(kept + broken + open, "promise"), kept,
                       broken, open);
}

}  // namespace plumb
