#include "core/plan/standing.hpp"

#include "core/align/plan.hpp"
#include "core/command/record_text.hpp"
#include "core/records/links.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace plumb {

namespace {

constexpr std::size_t kStandingShown = 5;

/// Adds `name: what` for something missing.
class Missing {
  public:
    Missing(Standing& standing, std::string name) : standing_(standing), name_(std::move(name)) {}
    void add(const Text& what) { standing_.missing.push_back(Text(name_ + ": ") << what); }

  private:
    Standing& standing_;
    std::string name_;
};

std::string pillar_words(const Release& release) {
    std::vector<std::string> words;
    for (std::size_t i = 0; i < kPillars; ++i) {
        const auto& status = release.ready.of[i].status;
        words.push_back(fmt::format("{} {}", word(static_cast<Pillar>(i)), status ? word(*status) : "unset"));
    }
    return listed(words);
}

void add_pillars(Missing& missing, const Release& release) {
    for (std::size_t i = 0; i < kPillars; ++i) {
        const PillarState& state = release.ready.of[i];
        if (state.status == Readiness::green) continue;
        std::string what = fmt::format("{} is {}", word(static_cast<Pillar>(i)),
                                       state.status ? word(*state.status) : "unset");
        if (!state.note.empty()) what += ", " + quoted(state.note);
        missing.add(what);
    }
}

/// A shared goal takes two owners who speak for different sides (rules.md, `no-shared-goal`).
bool shared(const World& world, const Release& release) {
    std::vector<Function> sides;
    for (const PersonId who : release.owners)
        if (const auto side = function_of(world, who)) sides.push_back(*side);
    return std::any_of(sides.begin(), sides.end(), [&](Function side) { return side != sides.front(); });
}

void add_features(Missing& missing, const World& world, const std::vector<const Feature*>& features) {
    std::vector<std::string> open;
    for (const Feature* f : features)
        if (f->status == FeatureStatus::planned || f->status == FeatureStatus::in_progress)
            open.push_back(fmt::format("{} ({}{})", called(world, id_of(*f)), word(f->status),
                                       f->owner ? ", " + person_name(world, f->owner) : std::string{}));
    if (!open.empty())
        missing.add(fmt::format("{} not done: {}", counted(static_cast<std::int64_t>(open.size()), "feature"),
                                listed(open, kStandingShown)));
}

std::string done_of(std::size_t done, std::size_t all, std::string_view one, std::string_view many) {
    if (all == 0) return fmt::format("no {}", many);
    return fmt::format("{} of {} done", done, counted(static_cast<std::int64_t>(all), one, many));
}

void add_collateral(Missing& missing, const std::vector<const Collateral*>& items, Day today) {
    for (const Collateral* c : items) {
        if (c->status == CollateralStatus::done) continue;
        std::string what =
            fmt::format("{} {} is {}", to_string(Ref{id_of(*c)}), quoted(c->title), word(c->status));
        if (c->due) what += ", due " + day_phrase(*c->due, today);
        missing.add(what);
    }
}

void add_signatures(Missing& missing, const LaunchEvent& event, const std::vector<const Collateral*>& items) {
    for (const Side side : {Side::inside, Side::outside}) {
        const bool asked =
            std::any_of(items.begin(), items.end(), [&](const Collateral* c) { return c->side == side; });
        const auto& signed_off = side == Side::inside ? event.signed_off.inside : event.signed_off.outside;
        if (asked && !signed_off)
            missing.add(
                Text(fmt::format("the {} half is not signed off: ", word(side)))
                    .code(fmt::format("launch signoff {} {}", to_string(Ref{id_of(event)}), word(side))));
    }
}

void add_release_dates(Missing& missing, const World& world, const LaunchEvent& event) {
    for (const Release* release : depends_on(world, event)) {
        const int early = days_between(event.on, Plan::date_of(*release));
        if (Plan::still_to_come(*release) && early > 0)
            missing.add(fmt::format("starts {} before {}", days_text(early), release->name));
    }
}

}  // namespace

Standing standing_of(const World& world, const Release& release, Day today) {
    Standing standing;
    std::vector<const Feature*> features = features_of(world, id_of(release));
    std::erase_if(features, [](const Feature* f) { return f->status == FeatureStatus::dropped; });
    const auto done = static_cast<std::size_t>(std::count_if(
        features.begin(), features.end(), [](const Feature* f) { return f->status == FeatureStatus::done; }));
    standing.line = fmt::format("{} · {} · ", release.name, day_phrase(Plan::date_of(release), today));
    if (!Plan::still_to_come(release)) {
        standing.line += fmt::format("{} · {}", word(release.status),
                                     done_of(done, features.size(), "feature", "features"));
        return standing;
    }
    standing.line +=
        fmt::format("{} · {}", pillar_words(release), done_of(done, features.size(), "feature", "features"));
    Missing missing(standing, release.name);
    if (release.date < today)
        missing.add(fmt::format("its date passed {}", distance_text(release.date, today)));
    add_pillars(missing, release);
    add_features(missing, world, features);
    if (release.goal.empty()) missing.add("no goal");
    if (!shared(world, release)) missing.add("not two owners of different functions");
    if (!baselined(world, id_of(release))) missing.add("in no confirmed baseline");
    return standing;
}

Standing standing_of(const World& world, const LaunchEvent& event, Day today) {
    Standing standing;
    const std::string id = to_string(Ref{id_of(event)});
    const std::vector<const Collateral*> items = collateral_of(world, id_of(event));
    const auto done = static_cast<std::size_t>(std::count_if(
        items.begin(), items.end(), [](const Collateral* c) { return c->status == CollateralStatus::done; }));
    standing.line =
        fmt::format("{} · {} · {} · {}", called(world, id_of(event)), held_phrase(event.on, event.to, today),
                    word(event.status), done_of(done, items.size(), "collateral", "collateral"));
    if (event.status == EventStatus::done || event.status == EventStatus::cancelled) return standing;
    Missing missing(standing, id);
    if (event.to < today)
        missing.add(fmt::format("ended {} and is not done", distance_text(event.to, today)));
    if (event.owners.empty()) missing.add("no owner");
    if (!event.goal) missing.add("no goal");
    if (event.why.empty()) missing.add("no why");
    add_release_dates(missing, world, event);
    add_collateral(missing, items, today);
    add_signatures(missing, event, items);
    return standing;
}

}  // namespace plumb
