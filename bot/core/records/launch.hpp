// The go-to-market plan: launch events, collateral, promises, assumptions.
#pragma once

#include "core/records/named.hpp"

namespace plumb {

/// One half of an event's readiness, signed off by a person.
struct SignOff {
    PersonId by;
    std::optional<Instant> at;

    bool operator==(const SignOff&) const = default;
};
PLUMB_FIELDS(SignOff, v("by", r.by); v("at", r.at);)

struct SignOffs {
    std::optional<SignOff> inside;
    std::optional<SignOff> outside;

    bool operator==(const SignOffs&) const = default;
};
PLUMB_FIELDS(SignOffs, v("inside", r.inside); v("outside", r.outside);)

/// What the owners said when it was over.
struct RetroLine {
    PersonId by;
    Instant at{};
    std::string keep;
    std::string change;

    bool operator==(const RetroLine&) const = default;
};
PLUMB_FIELDS(RetroLine, v("by", r.by); v("at", r.at); v("keep", r.keep); v("change", r.change);)

struct LaunchEvent {
    static constexpr Kind kind = Kind::event;
    Meta meta;
    ProductId product;
    std::string title;
    EventType type = EventType::launch;
    Day on{};
    /// The last day; `on` where it is one day.
    Day to{};
    /// Setup days before the start.
    int prep = 0;
    bool immovable = false;
    ReleaseId release;
    std::vector<FeatureId> features;
    std::optional<Goal> goal;
    std::string why;
    std::optional<Audience> audience;
    std::string segment;
    std::vector<PersonId> owners;
    std::optional<int> tier;
    EventId parent;
    /// Days before the parent.
    int lead = 1;
    std::optional<std::int64_t> reach;
    std::optional<std::int64_t> cost;
    std::string place;
    EventStatus status = EventStatus::planned;
    /// Why it was cancelled.
    std::string reason;
    std::vector<PersonId> offers;
    /// Volunteers are wanted (`launch help`).
    bool help_wanted = false;
    SignOffs signed_off;
    std::vector<RetroLine> retro;
    /// When the day-after question and the retrospect were sent.
    std::optional<Day> heard_asked;
    std::optional<Day> retro_posted;
    /// When it was recorded as far as `short-lead` is concerned: the calendar day of an import counts, too.
    Day recorded_on{};

    bool operator==(const LaunchEvent&) const = default;
};
PLUMB_FIELDS(LaunchEvent, v("product", r.product); v("title", r.title); v("type", r.type); v("on", r.on);
             v("to", r.to); v("prep", r.prep); v("immovable", r.immovable); v("release", r.release);
             v("features", r.features); v("goal", r.goal); v("why", r.why); v("audience", r.audience);
             v("segment", r.segment); v("owner", r.owners); v("tier", r.tier); v("parent", r.parent);
             v("lead", r.lead); v("reach", r.reach); v("cost", r.cost); v("place", r.place);
             v("status", r.status); v("reason", r.reason); v("offers", r.offers);
             v("help_wanted", r.help_wanted); v("signed_off", r.signed_off); v("retro", r.retro);
             v("heard_asked", r.heard_asked); v("retro_posted", r.retro_posted);
             v("recorded_on", r.recorded_on);)

/// Events that left lines for the next one of their type stand, for Table::naming, under the type: as a
/// glossary term, which no event names.
inline Ref lessons_ref(EventType type) { return {Kind::term, 1 + static_cast<int>(type)}; }

inline std::vector<Ref> named_by(const LaunchEvent& event) {
    std::vector<Ref> refs = named_by<LaunchEvent>(event);
    return event.retro.empty() ? refs : with(std::move(refs), {lessons_ref(event.type)});
}

/// What an event needs. `due` is the day; `due_rule` (days before the event) makes it move with the event.
struct Collateral {
    static constexpr Kind kind = Kind::collateral;
    Meta meta;
    ProductId product;
    EventId event;
    std::string title;
    std::optional<Day> due;
    std::optional<int> due_before;
    PersonId owner;
    std::vector<FeatureId> claims;
    std::optional<Side> side;
    CollateralStatus status = CollateralStatus::todo;
    /// Made from the checklist of this tier; another tier may take it away again.
    std::optional<int> from_tier;

    bool operator==(const Collateral&) const = default;
};
PLUMB_FIELDS(Collateral, v("product", r.product); v("event", r.event); v("title", r.title); v("due", r.due);
             v("due_before", r.due_before); v("owner", r.owner); v("claims", r.claims); v("side", r.side);
             v("status", r.status); v("from_tier", r.from_tier);)

/// Something told to the outside.
struct Promise {
    static constexpr Kind kind = Kind::promise;
    Meta meta;
    ProductId product;
    std::string title;
    CustomerId to;
    FeatureId feature;
    std::optional<Day> by;
    PersonId owner;
    PromiseStatus status = PromiseStatus::open;
    std::optional<Instant> closed_at;
    /// Breaking it asks what the customer is told: open until somebody says so.
    bool told_pending = false;
    std::string told;

    bool operator==(const Promise&) const = default;
};
PLUMB_FIELDS(Promise, v("product", r.product); v("title", r.title); v("to", r.to); v("feature", r.feature);
             v("by", r.by); v("owner", r.owner); v("status", r.status); v("closed_at", r.closed_at);
             v("told_pending", r.told_pending); v("told", r.told);)

/// Something both plans rest on and nobody has proven.
struct Assumption {
    static constexpr Kind kind = Kind::assumption;
    Meta meta;
    ProductId product;
    std::string title;
    /// A release, feature, event or request; none.
    Ref about;
    std::optional<Day> check_by;
    PersonId owner;
    AssumptionStatus status = AssumptionStatus::open;
    std::string found;
    std::optional<Instant> closed_at;
    /// Releases, events and promises of which somebody has changed date, release, features or status since it
    /// failed (align/resting.hpp).
    std::vector<Ref> changed_since;

    bool operator==(const Assumption&) const = default;
};
PLUMB_FIELDS(Assumption, v("product", r.product); v("title", r.title); v("about", r.about);
             v("check_by", r.check_by); v("owner", r.owner); v("status", r.status); v("found", r.found);
             v("closed_at", r.closed_at); v("changed_since", r.changed_since);)

}  // namespace plumb
