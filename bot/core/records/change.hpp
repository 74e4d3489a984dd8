// Change requests, the voices behind them, and what each function says of them.
#pragma once

#include "core/records/meta.hpp"

namespace plumb {

/// An alternative way to meet a request.
struct ChangeOption {
    std::string text;
    std::optional<Effort> effort;
    std::optional<Level> confidence;
    PersonId by;

    bool operator==(const ChangeOption&) const = default;
};
PLUMB_FIELDS(ChangeOption, v("text", r.text); v("effort", r.effort); v("confidence", r.confidence);
             v("by", r.by);)

/// A named person asked a question, with a date. Closed when answered, or when the request is no longer open.
struct LoopIn {
    PersonId asked;
    std::string text;
    std::optional<Day> by;
    PersonId asked_by;
    Instant at{};
    std::string answer;
    std::optional<Instant> answered_at;
    /// Closed unanswered because the request was decided, withdrawn or merged.
    bool closed = false;

    bool operator==(const LoopIn&) const = default;
};
PLUMB_FIELDS(LoopIn, v("asked", r.asked); v("text", r.text); v("by", r.by); v("asked_by", r.asked_by);
             v("at", r.at); v("answer", r.answer); v("answered_at", r.answered_at); v("closed", r.closed);)

/// What approving a request displaced: a feature, a date, or expressly nothing.
struct Displaces {
    FeatureId feature;
    std::optional<Day> date;
    bool none = false;

    bool operator==(const Displaces&) const = default;
};
PLUMB_FIELDS(Displaces, v("feature", r.feature); v("date", r.date); v("none", r.none);)

struct ChangeRequest {
    static constexpr Kind kind = Kind::change;
    Meta meta;
    ProductId product;
    std::string title;
    ChangeKind change_kind = ChangeKind::modify;
    std::string why;
    FeatureId feature;
    ReleaseId release;
    /// The target of a move.
    ReleaseId to;
    /// The new target date of a `date` request.
    std::optional<Day> date;
    Urgency severity = Urgency::normal;
    std::optional<Horizon> horizon;
    PersonId assignee;
    std::string if_declined;
    std::vector<EventId> events;
    /// A modify's new title, and the feature's effort.
    std::string becomes;
    std::optional<Effort> effort;

    ChangeStatus status = ChangeStatus::open;
    PersonId raised_by;
    std::optional<Function> function;
    std::optional<Decided> decision;
    PersonId decided_by;
    std::optional<Instant> decided_at;
    std::string reason;
    /// Why it was decided with an assessment missing or inside a freeze; empty: no override.
    std::string override_reason;
    std::string trade_off;
    std::optional<Day> revisit;
    /// A deferral ends when this day begins in the product's zone.
    std::optional<Day> until;
    std::optional<Displaces> displaces;
    ChangeId merged_into;
    std::vector<PersonId> watchers;
    std::vector<PersonId> supporters;
    std::vector<ChangeOption> options;
    std::vector<LoopIn> loop_ins;

    /// When it was raised (an import's `raised_at`; else when it was recorded).
    Instant opened_at{};
    /// The clock of `unheard`: opened, reopened or back from a deferral.
    Instant waiting_since{};
    /// The clock of `undecided`: when the last required assessment first came in, it was reopened or came
    /// back.
    std::optional<Instant> assessed_at;
    /// Came from a file: `unheard`, `undecided` and `decided-unheard` pass over it until somebody assesses it
    /// here.
    bool imported = false;
    /// Facts of the moment of approval, which later changes of the plan must not alter.
    std::vector<Function> missing_at_approval;
    /// Releases touched that were in their freeze then.
    std::vector<ReleaseId> frozen_at_approval;
    bool baselined_at_approval = false;
    /// The release a `drop` or `move` left, the releases it touched when it was approved, the feature that
    /// approving an `add` made.
    ReleaseId left_release;
    std::vector<ReleaseId> touched_at_approval;
    FeatureId made_feature;
    /// Owners of what the approval affected, and those of them who acknowledged it.
    std::vector<PersonId> affected;
    std::vector<PersonId> acknowledged;

    bool operator==(const ChangeRequest&) const = default;
};
PLUMB_FIELDS(ChangeRequest, v("product", r.product); v("title", r.title); v("kind", r.change_kind);
             v("why", r.why); v("feature", r.feature); v("release", r.release); v("to", r.to);
             v("date", r.date); v("severity", r.severity); v("horizon", r.horizon); v("assignee", r.assignee);
             v("if_declined", r.if_declined); v("events", r.events); v("becomes", r.becomes);
             v("effort", r.effort); v("status", r.status); v("raised_by", r.raised_by);
             v("function", r.function); v("decision", r.decision); v("decided_by", r.decided_by);
             v("decided_at", r.decided_at); v("reason", r.reason); v("override", r.override_reason);
             v("trade_off", r.trade_off); v("revisit", r.revisit); v("until", r.until);
             v("displaces", r.displaces); v("merged_into", r.merged_into); v("watchers", r.watchers);
             v("supporters", r.supporters); v("options", r.options); v("loop_ins", r.loop_ins);
             v("opened_at", r.opened_at); v("waiting_since", r.waiting_since);
             v("assessed_at", r.assessed_at); v("imported", r.imported);
             v("missing_at_approval", r.missing_at_approval); v("frozen_at_approval", r.frozen_at_approval);
             v("baselined_at_approval", r.baselined_at_approval); v("left_release", r.left_release);
             v("touched_at_approval", r.touched_at_approval); v("made_feature", r.made_feature);
             v("affected", r.affected); v("acknowledged", r.acknowledged);)

/// One customer's voice, on a request, or on an event until it is attached to one.
struct Evidence {
    static constexpr Kind kind = Kind::evidence;
    Meta meta;
    ProductId product;
    ChangeId change;
    EventId event;
    CustomerId customer;
    Source source = Source::other;
    std::string summary;
    /// Verbatim.
    std::string quote;
    bool direct = false;
    std::string link;

    bool operator==(const Evidence&) const = default;
};
PLUMB_FIELDS(Evidence, v("product", r.product); v("change_request", r.change); v("event", r.event);
             v("customer", r.customer); v("source", r.source); v("summary", r.summary); v("quote", r.quote);
             v("direct", r.direct); v("link", r.link);)

/// One function's judgement of a request; a second one by the same function replaces it (history keeps both).
struct Assessment {
    static constexpr Kind kind = Kind::assessment;
    Meta meta;
    ProductId product;
    ChangeId change;
    Function function = Function::engineering;
    PersonId by;
    Instant at{};
    /// When this function first assessed the request: assessing again does not restart a clock.
    Instant first_at{};
    std::optional<Feasible> feasible;
    std::optional<Effort> effort;
    std::string approach;
    std::optional<Build> build;
    std::optional<Level> risk;
    std::optional<Level> value;
    std::optional<Positioning> positioning;
    std::optional<LaunchImpact> launch;
    std::string redo;
    std::optional<YesNo> recommend;
    std::string note;

    bool operator==(const Assessment&) const = default;
};
PLUMB_FIELDS(Assessment, v("product", r.product); v("change_request", r.change); v("function", r.function);
             v("by", r.by); v("at", r.at); v("first_at", r.first_at); v("feasible", r.feasible);
             v("effort", r.effort); v("approach", r.approach); v("build", r.build); v("risk", r.risk);
             v("value", r.value); v("positioning", r.positioning); v("launch", r.launch); v("redo", r.redo);
             v("recommend", r.recommend); v("note", r.note);)

}  // namespace plumb
