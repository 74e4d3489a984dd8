// The product plan: releases, features, baselines, and the ledger of moves.
#pragma once

#include "core/records/meta.hpp"

namespace plumb {

/// How one pillar of a release stands.
struct PillarState {
    std::optional<Readiness> status;
    std::string note;
    PersonId by;
    std::optional<Instant> at;

    bool operator==(const PillarState&) const = default;
};
PLUMB_FIELDS(PillarState, v("status", r.status); v("note", r.note); v("by", r.by); v("at", r.at);)

/// The four pillars, in the order of Pillar.
struct Pillars {
    std::array<PillarState, kPillars> of;

    bool operator==(const Pillars&) const = default;
};
PLUMB_FIELDS(Pillars, v("market", r.of[0]); v("product", r.of[1]); v("revenue", r.of[2]);
             v("people", r.of[3]);)

struct Release {
    static constexpr Kind kind = Kind::release;
    Meta meta;
    ProductId product;
    /// Unique in the product.
    std::string name;
    /// Target date.
    Day date{};
    std::optional<Day> freeze;
    std::string goal;
    std::string metric;
    std::vector<PersonId> owners;
    std::optional<std::int64_t> capacity;
    std::optional<std::int64_t> budget;
    ReleaseStatus status = ReleaseStatus::planned;
    std::optional<Day> beta_from;
    std::optional<Day> beta_to;
    std::optional<Day> shipped_on;
    Pillars ready;
    /// Why it was cancelled, in the words of who did it.
    std::string reason;

    bool operator==(const Release&) const = default;
};
PLUMB_FIELDS(Release, v("product", r.product); v("name", r.name); v("date", r.date); v("freeze", r.freeze);
             v("goal", r.goal); v("metric", r.metric); v("owners", r.owners); v("capacity", r.capacity);
             v("budget", r.budget); v("status", r.status); v("beta_from", r.beta_from);
             v("beta_to", r.beta_to); v("shipped_on", r.shipped_on); v("ready", r.ready);
             v("reason", r.reason);)

struct Feature {
    static constexpr Kind kind = Kind::feature;
    Meta meta;
    ProductId product;
    std::string title;
    /// The team's own identifier (`KEP-24`).
    std::string key;
    /// None: the backlog.
    ReleaseId release;
    std::optional<Effort> effort;
    PersonId owner;
    std::optional<Build> build;
    std::optional<Horizon> horizon;
    FeatureStatus status = FeatureStatus::planned;
    /// Why it was dropped.
    std::string reason;

    bool operator==(const Feature&) const = default;
};
PLUMB_FIELDS(Feature, v("product", r.product); v("title", r.title); v("key", r.key); v("release", r.release);
             v("effort", r.effort); v("owner", r.owner); v("build", r.build); v("horizon", r.horizon);
             v("status", r.status); v("reason", r.reason);)

/// A release as a baseline holds it.
struct BaselineRelease {
    ReleaseId release;
    std::string name;
    Day date{};
    std::optional<Day> freeze;
    ReleaseStatus status = ReleaseStatus::planned;

    bool operator==(const BaselineRelease&) const = default;
};
PLUMB_FIELDS(BaselineRelease, v("release", r.release); v("name", r.name); v("date", r.date);
             v("freeze", r.freeze); v("status", r.status);)

/// A feature as a baseline holds it.
struct BaselineFeature {
    FeatureId feature;
    std::string title;
    ReleaseId release;
    FeatureStatus status = FeatureStatus::planned;
    std::optional<Effort> effort;

    bool operator==(const BaselineFeature&) const = default;
};
PLUMB_FIELDS(BaselineFeature, v("feature", r.feature); v("title", r.title); v("release", r.release);
             v("status", r.status); v("effort", r.effort);)

/// The plan both sides agreed to. It counts once `confirmed_at` is set; confirming again renews that.
struct Baseline {
    static constexpr Kind kind = Kind::baseline;
    Meta meta;
    ProductId product;
    std::string note;
    PersonId made_by;
    /// The function that made it: another one must confirm.
    std::optional<Function> made_for;
    PersonId confirmed_by;
    std::optional<Instant> confirmed_at;
    std::optional<Instant> first_confirmed_at;
    std::vector<BaselineRelease> releases;
    std::vector<BaselineFeature> features;

    bool operator==(const Baseline&) const = default;
};
PLUMB_FIELDS(Baseline, v("product", r.product); v("note", r.note); v("made_by", r.made_by);
             v("made_for", r.made_for); v("confirmed_by", r.confirmed_by); v("confirmed_at", r.confirmed_at);
             v("first_confirmed_at", r.first_confirmed_at); v("releases", r.releases);
             v("features", r.features);)

/// One row of the ledger of moves: a release's or event's date, or a feature's release.
struct Move {
    static constexpr Kind kind = Kind::move;
    Meta meta;
    ProductId product;
    /// What moved: a release, an event or a feature.
    Ref record;
    /// Dates before and after; for a feature those of its releases at the time (absent: the backlog, or one
    /// that was cancelled).
    std::optional<Day> old_date;
    std::optional<Day> new_date;
    /// For a feature: the releases left and entered.
    ReleaseId from;
    ReleaseId to;
    /// The calendar day of the move in the product's zone, and who and why. An import's rows have their own
    /// day.
    Day on{};
    PersonId by;
    std::string why;

    bool operator==(const Move&) const = default;
};
PLUMB_FIELDS(Move, v("product", r.product); v("record", r.record); v("old_date", r.old_date);
             v("new_date", r.new_date); v("from", r.from); v("to", r.to); v("on", r.on); v("by", r.by);
             v("why", r.why);)

}  // namespace plumb
