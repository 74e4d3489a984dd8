// The card of a feature.
#include "core/align/plan.hpp"
#include "core/command/card_lines.hpp"
#include "core/command/record_text.hpp"
#include "core/plan/plan_cards.hpp"
#include "core/records/links.hpp"

#include <fmt/core.h>

namespace plumb {

namespace {

constexpr std::size_t kRecordsShown = 5;

std::string home_phrase(const World& world, const Feature& feature, Day today) {
    const Release* release = world.find(feature.release);
    if (!release) return "the backlog";
    if (release->status == ReleaseStatus::cancelled)
        return release->name + ", which is cancelled: in no release";
    return fmt::format("{}, {}", release->name, day_phrase(Plan::date_of(*release), today));
}

template <class T>
std::string called_all(const World& world, const std::vector<const T*>& records) {
    std::vector<std::string> names;
    for (const T* record : records) names.push_back(called(world, id_of(*record)));
    return listed(names, kRecordsShown);
}

void add_buttons(Card& card, const Feature& feature) {
    const std::string id = card.id;
    if (feature.status == FeatureStatus::planned)
        card.buttons.push_back({"Start", "feature start " + id, {}, {}});
    if (feature.status == FeatureStatus::in_progress)
        card.buttons.push_back({"Done", "feature done " + id, {}, {}});
}

}  // namespace

Card feature_card(const World& world, const Context& context, FeatureId id) {
    Card card;
    const Feature* feature = world.find(id);
    if (!feature) return card;
    const Day today = today_of(context, world, feature->product);
    card.id = to_string(Ref{id});
    card.title = feature->title;
    card.state = word(feature->status);
    add_field(card, "Reason", feature->reason);
    add_field(card, "In", home_phrase(world, *feature, today));
    if (feature->effort) add_field(card, "Effort", effort_phrase(*feature->effort));
    if (feature->build) add_field(card, "Build", std::string(word(*feature->build)));
    if (feature->horizon) add_field(card, "Horizon", std::string(word(*feature->horizon)));
    add_field(card, "Key", feature->key);
    if (feature->status != FeatureStatus::dropped || feature->owner)
        add_owner(card, world, feature->owner, fmt::format("feature take {}", card.id));
    add_field(card, "Events", called_all(world, events_naming(world, id)));
    add_field(card, "Claimed by", called_all(world, claims_on(world, id)));
    add_field(card, "Promised", called_all(world, promises_of(world, id)));
    add_moves(card, world, id, today);
    add_warnings(card, world, context, id);
    add_buttons(card, *feature);
    return card;
}

}  // namespace plumb
