// The card of a release.
#include "core/align/plan.hpp"
#include "core/command/card_lines.hpp"
#include "core/command/record_text.hpp"
#include "core/plan/plan_cards.hpp"
#include "core/plan/rows.hpp"
#include "core/records/links.hpp"

#include <fmt/core.h>

namespace plumb {

namespace {

constexpr std::size_t kFeaturesShown = 10;
constexpr std::size_t kEventsShown = 5;

std::string dates_phrase(const Release& release, Day today) {
    std::string text = Plan::still_to_come(release)
                           ? day_phrase(release.date, today)
                           : fmt::format("was planned for {}", spoken(release.date, today));
    if (release.shipped_on) text = "shipped " + day_phrase(*release.shipped_on, today) + ", " + text;
    if (release.freeze) text += ", freeze " + spoken(*release.freeze, today);
    if (release.beta_from) {
        text += ", beta from " + spoken(*release.beta_from, today);
        if (release.beta_to) text += " to " + spoken(*release.beta_to, today);
    }
    return text;
}

std::string limits_phrase(const Release& release) {
    std::vector<std::string> parts;
    if (release.capacity)
        parts.push_back("carries " + grouped(*release.capacity) +
                        (*release.capacity == 1 ? " user" : " users"));
    if (release.budget) parts.push_back("budget " + grouped(*release.budget));
    return listed(parts);
}

/// What the newest confirmed baseline that holds it says of its date.
std::string baseline_phrase(const World& world, const Release& release, const Context& context, Day today) {
    const Baseline* newest = nullptr;
    const BaselineRelease* held = nullptr;
    for (const Baseline& b : world.all<Baseline>()) {
        if (b.product != release.product || !b.confirmed_at) continue;
        for (const BaselineRelease& r : b.releases)
            if (r.release == id_of(release)) {
                newest = &b;
                held = &r;
            }
    }
    if (!newest) return "in no confirmed baseline";
    const Day day = zone_of(context, world, release.product).day_of(*newest->confirmed_at);
    std::string text = fmt::format("confirmed {}", spoken(day, today));
    const Day now = Plan::date_of(release);
    const int later = days_between(held->date, now);
    if (later == 0) return text + ", at this date";
    return text + fmt::format(", at {}: now {} {}", spoken(held->date, today), days_text(std::abs(later)),
                              later > 0 ? "later" : "earlier");
}

void add_features(Card& card, const World& world, const Release& release) {
    std::vector<const Feature*> features = features_of(world, id_of(release));
    std::erase_if(features, [](const Feature* f) { return f->status == FeatureStatus::dropped; });
    if (features.empty()) return;
    add_field(card, "Features", feature_count(features));
    for (std::size_t i = 0; i < std::min(features.size(), kFeaturesShown); ++i) {
        std::string row =
            fmt::format("{} · {}", called(world, id_of(*features[i])), word(features[i]->status));
        if (features[i]->owner) row += " · " + person_name(world, features[i]->owner);
        card.lines.push_back({Line::Kind::item, {}, std::move(row)});
    }
    if (features.size() > kFeaturesShown)
        add_context(card, Text(fmt::format("and {} more: ", features.size() - kFeaturesShown))
                              .code("feature list release:" + as_name(release.name)));
}

void add_events(Card& card, const World& world, const Release& release, Day today) {
    std::vector<std::string> events;
    for (const LaunchEvent* e : events_on(world, id_of(release)))
        events.push_back(fmt::format("{} {}", called(world, id_of(*e)), spoken(e->on, today)));
    add_field(card, "Events", listed(events, kEventsShown));
}

}  // namespace

Card release_card(const World& world, const Context& context, ReleaseId id) {
    Card card;
    const Release* release = world.find(id);
    if (!release) return card;
    const Day today = today_of(context, world, release->product);
    card.id = release->name;
    card.title = fmt::format("release of {}", name(world, release->product));
    card.state = word(release->status);
    add_field(card, "Reason", release->reason);
    add_field(card, "Date", dates_phrase(*release, today));
    std::string goal = release->goal;
    if (!release->metric.empty())
        goal += (goal.empty() ? "measured by " : ", measured by ") + release->metric;
    add_field(card, "Goal", goal);
    const bool to_come = release->status == ReleaseStatus::planned || release->status == ReleaseStatus::beta;
    if (to_come || !release->owners.empty())
        add_owners(card, world, release->owners,
                   fmt::format("release set {} owners:+me", as_name(release->name)));
    add_field(card, "Ready", ready_phrase(*release));
    add_field(card, "Limits", limits_phrase(*release));
    add_features(card, world, *release);
    add_events(card, world, *release, today);
    add_field(card, "Baseline", baseline_phrase(world, *release, context, today));
    add_moves(card, world, id, today);
    add_warnings(card, world, context, id);
    return card;
}

}  // namespace plumb
