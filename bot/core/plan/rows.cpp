#include "core/plan/rows.hpp"

#include "core/align/plan.hpp"
#include "core/command/record_text.hpp"
#include "core/records/links.hpp"

#include <fmt/core.h>

namespace plumb {

std::string feature_count(const std::vector<const Feature*>& features) {
    std::int64_t all = 0;
    std::int64_t done = 0;
    for (const Feature* f : features) {
        if (f->status != FeatureStatus::dropped) ++all;
        if (f->status == FeatureStatus::done) ++done;
    }
    if (all == 0) return "no features";
    return fmt::format("{}, {} done", counted(all, "feature"), done);
}

std::string release_row(const World& world, const Release& release, Day today) {
    return fmt::format("{} · {} · {} · {}", release.name, day_phrase(Plan::date_of(release), today),
                       word(release.status), feature_count(features_of(world, id_of(release))));
}

std::string feature_row(const World& world, const Feature& feature) {
    std::string row = called(world, id_of(feature));
    row += feature.release ? " · in " + name(world, feature.release) : std::string(" · in the backlog");
    row += fmt::format(" · {}", word(feature.status));
    if (feature.effort) row += " · " + effort_phrase(*feature.effort);
    if (feature.owner) row += " · " + person_name(world, feature.owner);
    return row;
}

std::string ready_phrase(const Release& release) {
    std::vector<std::string> pillars;
    for (std::size_t i = 0; i < kPillars; ++i) {
        const PillarState& state = release.ready.of[i];
        std::string text =
            fmt::format("{} {}", word(static_cast<Pillar>(i)), state.status ? word(*state.status) : "unset");
        if (!state.note.empty()) text += " (" + quoted(state.note) + ")";
        pillars.push_back(std::move(text));
    }
    return listed(pillars);
}

}  // namespace plumb
