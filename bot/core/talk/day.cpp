#include "core/talk/day.hpp"

#include "core/talk/consequences.hpp"
#include "core/talk/telling.hpp"
#include "core/time/schedule.hpp"

#include <algorithm>

namespace plumb {

std::vector<DueThing> due_between(const World& world, const Context& context, Instant after, Instant until) {
    std::vector<DueThing> due;
    for (const Product& product : world.all<Product>()) {
        const Zone& zone = zone_of(context, world, id_of(product));
        for (Instant at = next_morning(zone, after).at; at <= until; at = next_morning(zone, at).at)
            due.push_back({DueThing::What::morning, at, Ref{id_of(product)}, zone.day_of(at), false});
    }
    for (const Warning& warning : world.all<Warning>())
        if (warning.status == WarningStatus::open && warning.channel_at && *warning.channel_at > after &&
            *warning.channel_at <= until)
            due.push_back(
                {DueThing::What::channel_turn, *warning.channel_at, Ref{id_of(warning)}, {}, false});
    std::stable_sort(due.begin(), due.end(),
                     [](const DueThing& a, const DueThing& b) { return a.at < b.at; });
    return due;
}

std::optional<Instant> next_due(const World& world, const Context& context, Instant after) {
    std::optional<Instant> first;
    const auto take = [&](Instant at) {
        if (at > after && (!first || at < *first)) first = at;
    };
    for (const Product& product : world.all<Product>())
        take(next_morning(zone_of(context, world, id_of(product)), after).at);
    for (const Warning& warning : world.all<Warning>())
        if (warning.status == WarningStatus::open && warning.channel_at) take(*warning.channel_at);
    return first;
}

Decision run_due(const World& world, const Context& context, const DueThing& thing, const Live* live) {
    const Sight sight(world, live);
    Draft draft(world, context);
    apply_effects(draft, sight);
    const auto consequences = evaluate(draft, sight);
    draw_up(draft, world, consequences, sight);
    if (thing.what == DueThing::What::channel_turn)
        tell_overdue(draft, sight.of(draft), product_of(draft.world(), thing.of));
    return finish(std::move(draft), world, false);
}

std::vector<DueThing> due_after_downtime(const World& world, const Context& context, Instant last,
                                         Instant now) {
    std::vector<DueThing> due = due_between(world, context, last, now);
    // Mornings missed are evaluated once, at the start.
    std::vector<DueThing> kept;
    for (const DueThing& thing : due) {
        const auto same = [&](const DueThing& other) {
            return other.what == thing.what && other.of == thing.of;
        };
        if (std::any_of(kept.begin(), kept.end(), same)) continue;
        kept.push_back(thing);
        kept.back().at = now;
    }
    return kept;
}

}  // namespace plumb
