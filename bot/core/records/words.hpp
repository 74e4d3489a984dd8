// The closed sets of fields.md: every enum of a record, with its words.
#pragma once

#include "core/base/names.hpp"

#include <cstdint>

namespace plumb {

/// The side a person speaks for.
enum class Function : std::uint8_t { engineering, marketing, product, sales, support };
inline constexpr std::size_t kFunctions = 5;
PLUMB_WORDS(Function, 5, "engineering", "marketing", "product", "sales", "support");

enum class Role : std::uint8_t { approver, admin };
PLUMB_WORDS(Role, 2, "approver", "admin");

enum class Profile : std::uint8_t { front, back, balanced };
PLUMB_WORDS(Profile, 3, "front", "back", "balanced");

enum class ReleaseStatus : std::uint8_t { planned, beta, shipped, cancelled };
PLUMB_WORDS(ReleaseStatus, 4, "planned", "beta", "shipped", "cancelled");

/// What a release stands on (product.md section 1, "pillar").
enum class Pillar : std::uint8_t { market, product, revenue, people };
inline constexpr std::size_t kPillars = 4;
PLUMB_WORDS(Pillar, 4, "market", "product", "revenue", "people");

enum class Readiness : std::uint8_t { green, amber, red };
PLUMB_WORDS(Readiness, 3, "green", "amber", "red");

enum class FeatureStatus : std::uint8_t { planned, in_progress, done, dropped };
PLUMB_WORDS(FeatureStatus, 4, "planned", "in-progress", "done", "dropped");

enum class Build : std::uint8_t { build, buy, partner };
PLUMB_WORDS(Build, 3, "build", "buy", "partner");

/// Whose time a request or feature serves.
enum class Horizon : std::uint8_t { quarter, year, beyond };
PLUMB_WORDS(Horizon, 3, "quarter", "year", "beyond");

enum class ChangeKind : std::uint8_t { add, modify, drop, move, date };
PLUMB_WORDS(ChangeKind, 5, "add", "modify", "drop", "move", "date");

enum class ChangeStatus : std::uint8_t { open, assessed, approved, declined, deferred, withdrawn, merged };
PLUMB_WORDS(ChangeStatus, 7, "open", "assessed", "approved", "declined", "deferred", "withdrawn", "merged");

enum class Decided : std::uint8_t { approved, declined, deferred };
PLUMB_WORDS(Decided, 3, "approved", "declined", "deferred");

/// How urgent a request is.
enum class Urgency : std::uint8_t { normal, urgent };
PLUMB_WORDS(Urgency, 2, "normal", "urgent");

/// Where a customer's voice was heard.
enum class Source : std::uint8_t { research, visit, call, support, sales, survey, event, other };
PLUMB_WORDS(Source, 8, "research", "visit", "call", "support", "sales", "survey", "event", "other");

enum class Feasible : std::uint8_t { yes, risky, no };
PLUMB_WORDS(Feasible, 3, "yes", "risky", "no");

enum class Level : std::uint8_t { low, medium, high };
PLUMB_WORDS(Level, 3, "low", "medium", "high");

enum class Positioning : std::uint8_t { none, docs, materials, reposition };
PLUMB_WORDS(Positioning, 4, "none", "docs", "materials", "reposition");

enum class LaunchImpact : std::uint8_t { none, move };
PLUMB_WORDS(LaunchImpact, 2, "none", "move");

enum class YesNo : std::uint8_t { yes, no };
PLUMB_WORDS(YesNo, 2, "yes", "no");

enum class EventType : std::uint8_t {
    launch,
    tradeshow,
    webinar,
    press,
    campaign,
    content,
    prep,
    training,
    other
};
PLUMB_WORDS(EventType, 9, "launch", "tradeshow", "webinar", "press", "campaign", "content", "prep",
            "training", "other");

enum class EventStatus : std::uint8_t { planned, confirmed, done, cancelled };
PLUMB_WORDS(EventStatus, 4, "planned", "confirmed", "done", "cancelled");

enum class Goal : std::uint8_t { awareness, growth, rebrand, revenue, retention };
PLUMB_WORDS(Goal, 5, "awareness", "growth", "rebrand", "revenue", "retention");

enum class Audience : std::uint8_t { internal, early, segment, everyone };
PLUMB_WORDS(Audience, 4, "internal", "early", "segment", "everyone");

/// Whom a checklist item makes ready: the company or the market.
enum class Side : std::uint8_t { inside, outside };
PLUMB_WORDS(Side, 2, "inside", "outside");

enum class CollateralStatus : std::uint8_t { todo, doing, done, stale };
PLUMB_WORDS(CollateralStatus, 4, "todo", "doing", "done", "stale");

enum class PromiseStatus : std::uint8_t { open, kept, broken };
PLUMB_WORDS(PromiseStatus, 3, "open", "kept", "broken");

enum class AssumptionStatus : std::uint8_t { open, held, failed };
PLUMB_WORDS(AssumptionStatus, 3, "open", "held", "failed");

enum class Severity : std::uint8_t { info, warning, critical };
PLUMB_WORDS(Severity, 3, "info", "warning", "critical");

enum class WarningStatus : std::uint8_t { open, acknowledged, snoozed, accepted, resolved };
PLUMB_WORDS(WarningStatus, 5, "open", "acknowledged", "snoozed", "accepted", "resolved");

/// How often a digest comes.
enum class Every : std::uint8_t { daily, weekdays, weekly };
PLUMB_WORDS(Every, 3, "daily", "weekdays", "weekly");

enum class PersonalDigest : std::uint8_t { off, daily, weekly };
PLUMB_WORDS(PersonalDigest, 3, "off", "daily", "weekly");

enum class Weekday : std::uint8_t { mon, tue, wed, thu, fri, sat, sun };
PLUMB_WORDS(Weekday, 7, "mon", "tue", "wed", "thu", "fri", "sat", "sun");

enum class Tell : std::uint8_t { channel, owner_first };
PLUMB_WORDS(Tell, 2, "channel", "owner-first");

}  // namespace plumb
