// Dates on a timeline that do not fit each other, as the rules find them.
#include "core/align/engine.hpp"
#include "core/align/plan.hpp"
#include "core/base/among.hpp"
#include "core/picture/timeline.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

namespace plumb {

namespace {

/// Rules that find an event and a release whose dates do not fit.
constexpr std::array<std::string_view, 3> kEventAndRelease{"event-before-release", "missed-anchor",
                                                           "no-slack"};

std::string apart_words(int days) {
    if (days == 0) return "same day";
    return days < 0 ? days_text(-days) + " early" : days_text(days) + " after";
}

std::string apart_phrase(int days) {
    if (days == 0) return "on the day of";
    return days < 0 ? days_text(-days) + " before" : days_text(days) + " after";
}

Conflict between(const Finding& finding, const LaunchEvent& event, Ref with, std::string with_name,
                 Day with_day) {
    const int days = days_between(with_day, event.on);
    const std::string id = to_string(Ref{id_of(event)});
    return {finding.severity,
            id_of(event),
            with,
            event.on,
            with_day,
            apart_words(days),
            fmt::format("{} starts {} {}", id, apart_phrase(days), with_name)};
}

std::optional<Conflict> conflict_of(const Plan& plan, const Finding& finding) {
    if (finding.subject.empty()) return std::nullopt;
    const World& world = plan.world();
    const LaunchEvent* event = world.find(finding.subject.front().as<EventId>());
    if (event && is_among(kEventAndRelease, finding.rule)) {
        const Release* release = plan.latest_release(*event);
        if (!release) return std::nullopt;
        return between(finding, *event, id_of(*release), release->name, Plan::date_of(*release));
    }
    if (event && finding.rule == "chain-broken") {
        const LaunchEvent* parent = world.find(event->parent);
        if (!parent) return std::nullopt;
        return between(finding, *event, id_of(*parent), to_string(Ref{id_of(*parent)}), parent->on);
    }
    const Collateral* claim = world.find(finding.subject.front().as<CollateralId>());
    if (claim && finding.rule == "overclaim") {
        const LaunchEvent* of = world.find(claim->event);
        const Release* last = nullptr;
        for (const FeatureId id : claim->claims)
            if (const Feature* feature = world.find(id);
                feature && of && plan.lack(*feature, of->on) == Plan::Lack::later)
                if (const Release* r = plan.release_of(*feature);
                    !last || Plan::date_of(*last) < Plan::date_of(*r))
                    last = r;
        if (!last) return std::nullopt;
        return between(finding, *of, id_of(*last), last->name, Plan::date_of(*last));
    }
    return std::nullopt;
}

}  // namespace

std::vector<Conflict> conflicts_of(const World& world, ProductId product, Day today, const Zone& zone) {
    const Plan plan(world, product, today, zone);
    std::vector<Conflict> conflicts;
    // Worst first: of several about the same two dates the worst one stays.
    for (const Finding& finding : align(world, product, today, zone, Mends::left_out)) {
        auto conflict = conflict_of(plan, finding);
        if (!conflict) continue;
        const bool drawn = std::any_of(conflicts.begin(), conflicts.end(), [&](const Conflict& other) {
            return other.event == conflict->event && other.with == conflict->with;
        });
        if (!drawn) conflicts.push_back(std::move(*conflict));
    }
    return conflicts;
}

}  // namespace plumb
