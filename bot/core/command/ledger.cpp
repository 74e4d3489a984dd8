#include "core/command/ledger.hpp"

#include "core/align/plan.hpp"
#include "core/command/asked.hpp"

namespace plumb {

namespace {

Move row_of(const Draft& draft, ProductId product, Ref record, std::string why) {
    Move row;
    row.product = product;
    row.record = record;
    row.on = today_in(draft, product);
    row.by = draft.actor();
    row.why = std::move(why);
    return row;
}

/// A release's date; a feature of a cancelled one counts as in no release, so that has none.
std::optional<Day> date_of(const World& world, ReleaseId id) {
    const Release* release = world.find(id);
    if (!release || release->status == ReleaseStatus::cancelled) return std::nullopt;
    return Plan::date_of(*release);
}

}  // namespace

void move_release(Draft& draft, ReleaseId id, Day to, std::string why) {
    Release release = *draft.find(id);
    if (release.date == to) return;
    Move row = row_of(draft, release.product, id, std::move(why));
    row.old_date = release.date;
    row.new_date = to;
    release.date = to;
    draft.put(std::move(release));
    draft.add(std::move(row));
}

void rehome_feature(Draft& draft, FeatureId id, ReleaseId to, std::string why) {
    Feature feature = *draft.find(id);
    if (feature.release == to) return;
    Move row = row_of(draft, feature.product, id, std::move(why));
    row.from = feature.release;
    row.to = to;
    row.old_date = date_of(draft.world(), row.from);
    row.new_date = date_of(draft.world(), row.to);
    feature.release = to;
    draft.put(std::move(feature));
    draft.add(std::move(row));
}

}  // namespace plumb
