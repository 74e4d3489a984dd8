#include "core/change/approval.hpp"

#include "core/align/plan.hpp"
#include "core/change/parts.hpp"
#include "core/command/asked.hpp"
#include "core/command/ledger.hpp"
#include "core/command/record_text.hpp"
#include "core/records/links.hpp"

#include <fmt/core.h>

namespace plumb {

namespace {

/// How much later than a release's date the day is that an example moves it to.
constexpr int kWeekLater = 7;
/// How long before a release's date the freeze is that an example gives it.
constexpr Days kUsualFreeze{14};
/// How far ahead the release is that an example plans.
constexpr Days kPlannedAhead{91};

/// The request with other keys, as a command: opened so where it is not yet recorded.
std::string instead(const ChangeRequest& request, const std::string& keys) {
    if (request.meta.n) return fmt::format("change set {} {}", to_string(Ref{id_of(request)}), keys);
    return fmt::format("change new {} {}", as_typed(request.title), keys);
}

/// The feature of a request that moves one, as the key that opens such a request.
std::string named_feature(const ChangeRequest& request) {
    const bool moves = request.change_kind == ChangeKind::move && !request.meta.n;
    return moves ? fmt::format("feature:{} ", to_string(Ref{request.feature})) : std::string{};
}

/// A release that something could go to: the earliest still to come but this one.
const Release* first_to_come(const World& world, ProductId product, ReleaseId here) {
    const Release* first = nullptr;
    world.all<Release>().each_naming(product, [&](const Release& release) {
        const bool over =
            release.status == ReleaseStatus::shipped || release.status == ReleaseStatus::cancelled;
        if (over || release.product != product || id_of(release) == here) return;
        if (!first || release.date < first->date) first = &release;
    });
    return first;
}

/// Its name; an example where there is none.
std::string elsewhere(const World& world, ProductId product, ReleaseId here) {
    const Release* first = first_to_come(world, product, here);
    return first ? as_name(first->name) : std::string("2.0");
}

/// A release that a request would put something into or move must not be over. Where no other is to come, one
/// has to be planned; something new can wait in the backlog, too.
Result<void> still_to_come(const World& world, const Context& context, ReleaseId id,
                           const ChangeRequest& request) {
    const std::string_view key = request.change_kind == ChangeKind::move ? "to" : "release";
    const auto elsewhere_again = [&] {
        return instead(request, fmt::format("{}{}:{}", named_feature(request), key,
                                            elsewhere(world, request.product, id)));
    };
    if (!id) return refuse("It names no release.", "Name one that is still to come.", elsewhere_again());
    const Release* release = world.find(id);
    if (!release) return refuse("The release it names is not there any more.");
    const bool over =
        release->status == ReleaseStatus::shipped || release->status == ReleaseStatus::cancelled;
    if (!over) return {};
    const std::string wrong =
        fmt::format("{} is {}, so nothing in it changes any more.", release->name, word(release->status));
    if (first_to_come(world, request.product, id))
        return refuse(wrong, "Name a release that is still to come.", elsewhere_again());
    if (request.change_kind == ChangeKind::add && !request.meta.n)
        return refuse(wrong, "No other is still to come; without one it is for the backlog.",
                      elsewhere_again());
    const Day today = today_of(context, world, request.product);
    return refuse(wrong, "No other is still to come: one has to be planned first.",
                  fmt::format("release new 2.0 date:{}", iso(today + kPlannedAhead)));
}

/// The feature that approving would put into a release: the one named, else the one an earlier approval made.
FeatureId brought_in(const ChangeRequest& request) {
    return request.feature ? request.feature : request.made_feature;
}

/// An approval has carried the request out before it was reopened: what that did stays, and is no hindrance.
bool carried_out_before(const ChangeRequest& request) { return !request.touched_at_approval.empty(); }

Result<void> can_add(const World& world, const Context& context, const ChangeRequest& request) {
    if (request.release) {
        if (auto ok = still_to_come(world, context, request.release, request); !ok) return ok;
    }
    const Feature* feature = world.find(brought_in(request));
    if (!feature || !feature->release || feature->status == FeatureStatus::dropped) return {};
    const bool added_before = request.made_feature == id_of(*feature) || carried_out_before(request);
    if (added_before && feature->release == request.release) return {};
    const Release* home = world.find(feature->release);
    if (!home || home->status == ReleaseStatus::cancelled) return {};
    const std::string id = to_string(Ref{id_of(*feature)});
    if (feature->release == request.release)
        return refuse(fmt::format("{} is in {} already.", called(world, id_of(*feature)), home->name),
                      "There is nothing left to add.", fmt::format("feature show {}", id));
    return refuse(fmt::format("{} is in {}, not in the backlog.", called(world, id_of(*feature)), home->name),
                  "A request of kind move takes it to another release.",
                  fmt::format("change new {} feature:{} to:{}", as_typed(request.title), id,
                              elsewhere(world, request.product, feature->release)));
}

/// Dropped by an earlier approval of this very request; out of the backlog it touched no release.
bool dropped_before(const ChangeRequest& request, const Feature& feature) {
    if (request.change_kind != ChangeKind::drop || feature.status != FeatureStatus::dropped) return false;
    return carried_out_before(request) || (!request.why.empty() && feature.reason == request.why);
}

/// The command that asks for it again: as it was asked, where that can be said with other keys.
std::string added_again(const World& world, const ChangeRequest& request, const Feature& feature) {
    const bool asked_so = !request.meta.n && request.change_kind == ChangeKind::modify &&
                          request.becomes.empty() && !request.effort;
    const Release* named = asked_so ? world.find(request.release) : nullptr;
    const bool to_come = named && Plan::still_to_come(*named);
    return fmt::format("change new {} kind:add feature:{} release:{}",
                       as_typed(asked_so ? request.title : feature.title), to_string(Ref{id_of(feature)}),
                       to_come ? as_name(named->name) : elsewhere(world, request.product, {}));
}

Result<void> can_alter(const World& world, const Context& context, const ChangeRequest& request) {
    // An import may hold one that names nothing: its tables have no column for all that a kind needs.
    if (!request.feature)
        return refuse("It names no feature.", "Name the one it is about.", instead(request, "feature:F-1"));
    const Feature* feature = world.find(request.feature);
    if (!feature) return refuse("The feature it names is not there any more.");
    if (dropped_before(request, *feature)) return {};
    if (feature->status == FeatureStatus::dropped)
        return refuse(fmt::format("{} is dropped.", called(world, request.feature)),
                      "A request of kind add brings it back.", added_again(world, request, *feature));
    if (request.change_kind != ChangeKind::move) return {};
    if (feature->release == request.to && !carried_out_before(request))
        return refuse(
            fmt::format("{} is in {} already.", called(world, request.feature), name(world, request.to)),
            "Name the release it should move to.",
            instead(request, fmt::format("{}to:{}", named_feature(request),
                                         elsewhere(world, request.product, request.to))));
    return still_to_come(world, context, request.to, request);
}

Result<void> can_date(const World& world, const Context& context, const ChangeRequest& request) {
    if (auto ok = still_to_come(world, context, request.release, request); !ok) return ok;
    const Release& release = *world.find(request.release);
    const Day today = today_of(context, world, request.product);
    if (release.freeze && request.date && *release.freeze > *request.date)
        return refuse(fmt::format("The freeze of {}, {}, would be after the release, {}.", release.name,
                                  spoken(*release.freeze, today), spoken(*request.date, today)),
                      "A freeze is on or before the release's date: set an earlier one first.",
                      fmt::format("release set {} freeze:{}", as_name(release.name),
                                  iso(*request.date - kUsualFreeze)));
    if (request.date && (*request.date != release.date || carried_out_before(request))) return {};
    return refuse(request.date
                      ? fmt::format("{} is due on {} already.", release.name, spoken(release.date, today))
                      : std::string("It names no day."),
                  "Name the day it should move to.",
                  instead(request, fmt::format("release:{} date:{}", as_name(release.name),
                                               iso(release.date + std::chrono::days{kWeekLater}))));
}

std::string why_of(const ChangeRequest& request) {
    if (!request.why.empty()) return request.why;
    return request.reason.empty() ? request.title : request.reason;
}

std::string where(const World& world, ReleaseId release) {
    return release ? "in " + name(world, release) : std::string("in the backlog");
}

/// A new feature as the request and its engineering assessment describe it.
Feature feature_of(const World& world, const ChangeRequest& request) {
    Feature feature;
    feature.product = request.product;
    feature.title = request.title;
    feature.owner = request.assignee;
    feature.horizon = request.horizon;
    feature.release = request.release;
    feature.effort = request.effort ? request.effort : effort_of(world, request);
    const Assessment* engineering = assessment_by(world, id_of(request), Function::engineering);
    if (engineering) feature.build = engineering->build;
    return feature;
}

Effects add(Draft& draft, ChangeRequest& request) {
    Effects effects;
    FeatureId id = brought_in(request);
    if (!draft.find(id)) {
        id = draft.add(feature_of(draft.world(), request));
        request.made_feature = id;
        effects.what << called(draft.world(), id) << " is " << where(draft.world(), request.release);
    } else {
        Feature feature = *draft.find(id);
        const bool there = feature.release == request.release && feature.status != FeatureStatus::dropped;
        if (feature.status == FeatureStatus::dropped) feature.status = FeatureStatus::planned;
        feature.reason.clear();
        const Feature described = feature_of(draft.world(), request);
        if (request.effort || !feature.effort) feature.effort = described.effort;
        if (!feature.owner) feature.owner = described.owner;
        if (!feature.horizon) feature.horizon = described.horizon;
        if (!feature.build) feature.build = described.build;
        draft.put(std::move(feature));
        rehome_feature(draft, id, request.release, why_of(request));
        effects.what << called(draft.world(), id) << (there ? " stays " : " is now ")
                     << where(draft.world(), request.release);
    }
    effects.changed.push_back(id);
    return effects;
}

Effects modify(Draft& draft, const ChangeRequest& request) {
    Effects effects;
    Feature feature = *draft.find(request.feature);
    effects.what << called(draft.world(), request.feature);
    const bool renamed = !request.becomes.empty() && request.becomes != feature.title;
    effects.what << (renamed ? " becomes " + quoted(request.becomes) : std::string(" changes"));
    if (request.effort) effects.what << ", " << effort_phrase(*request.effort);
    if (renamed) feature.title = request.becomes;
    if (request.effort) feature.effort = request.effort;
    draft.put(std::move(feature));
    effects.changed.push_back(request.feature);
    std::vector<Collateral> stale;
    for (const Collateral* c : claims_on(draft.world(), request.feature))
        if (c->status == CollateralStatus::done) stale.push_back(*c);
    std::vector<std::string> names;
    for (Collateral& c : stale) {
        c.status = CollateralStatus::stale;
        names.push_back(called(draft.world(), id_of(c)));
        effects.changed.push_back(id_of(c));
        draft.put(std::move(c));
    }
    if (!names.empty())
        effects.what << "; " << listed(names) << (names.size() == 1 ? " is" : " are") << " stale";
    return effects;
}

/// What the request asks for is so by an earlier approval of it: `F-1 “Login” stays in 2.0`.
Effects stays(const World& world, Ref what, std::string_view how) {
    Effects effects;
    effects.what << called(world, what) << " stays " << how;
    effects.changed.push_back(what);
    return effects;
}

Effects drop(Draft& draft, ChangeRequest& request) {
    Feature feature = *draft.find(request.feature);
    if (feature.status == FeatureStatus::dropped) return stays(draft.world(), request.feature, "dropped");
    request.left_release = feature.release;
    feature.status = FeatureStatus::dropped;
    feature.reason = request.why;
    Effects effects;
    effects.what << called(draft.world(), request.feature) << " is dropped";
    if (feature.release) effects.what << " from " << name(draft.world(), feature.release);
    draft.put(std::move(feature));
    effects.changed.push_back(request.feature);
    return effects;
}

Effects move(Draft& draft, ChangeRequest& request) {
    const ReleaseId from = draft.find(request.feature)->release;
    if (from == request.to)
        return stays(draft.world(), request.feature, "in " + name(draft.world(), request.to));
    request.left_release = from;
    rehome_feature(draft, request.feature, request.to, why_of(request));
    Effects effects;
    effects.what << called(draft.world(), request.feature) << " moves from "
                 << release_or_backlog(draft.world(), from) << " to " << name(draft.world(), request.to);
    effects.changed.push_back(request.feature);
    return effects;
}

Effects date(Draft& draft, const ChangeRequest& request) {
    const Day old = draft.find(request.release)->date;
    const Day today = today_in(draft, request.product);
    if (old == *request.date) return stays(draft.world(), request.release, "on " + spoken(old, today));
    move_release(draft, request.release, *request.date, why_of(request));
    Effects effects;
    effects.what << name(draft.world(), request.release) << " moves "
                 << move_phrase(old, *request.date, today);
    effects.changed.push_back(request.release);
    return effects;
}

}  // namespace

Result<void> can_carry_out(const World& world, const Context& context, const ChangeRequest& request) {
    switch (request.change_kind) {
        case ChangeKind::add: return can_add(world, context, request);
        case ChangeKind::date: return can_date(world, context, request);
        case ChangeKind::modify:
        case ChangeKind::drop:
        case ChangeKind::move: return can_alter(world, context, request);
    }
    return {};
}

Result<Effects> carry_out(Draft& draft, ChangeRequest& request) {
    if (auto ok = can_carry_out(draft.world(), draft.context(), request); !ok)
        return tl::make_unexpected(ok.error());
    switch (request.change_kind) {
        case ChangeKind::add: return add(draft, request);
        case ChangeKind::modify: return modify(draft, request);
        case ChangeKind::drop: return drop(draft, request);
        case ChangeKind::move: return move(draft, request);
        case ChangeKind::date: return date(draft, request);
    }
    return Effects{};
}

}  // namespace plumb
