// What a timeline shows: the releases, events and collateral of a product
// between two days, and which dates disagree.
#pragma once

#include "core/records/world.hpp"
#include "core/time/zone.hpp"

#include <optional>
#include <string>
#include <vector>

namespace plumb {

struct TimelineRelease {
    ReleaseId id;
    std::string name;
    /// Its target date, once shipped the day it shipped.
    Day date{};
    std::optional<Day> freeze;
    std::optional<Day> beta_from;
    /// Its planned end, at most the release's date.
    std::optional<Day> beta_to;
    ReleaseStatus status = ReleaseStatus::planned;

    bool operator==(const TimelineRelease&) const = default;
};

struct TimelineEvent {
    EventId id;
    std::string title;
    /// Start minus setup days, start, end.
    Day busy_from{};
    Day on{};
    Day to{};
    bool immovable = false;
    int tier = 3;
    EventStatus status = EventStatus::planned;

    bool operator==(const TimelineEvent&) const = default;
};

struct TimelineDue {
    CollateralId id;
    EventId event;
    std::string title;
    Day due{};
    CollateralStatus status = CollateralStatus::todo;
    /// Past due and not done.
    bool late = false;

    bool operator==(const TimelineDue&) const = default;
};

/// Two dates that disagree, by a rule's finding.
struct Conflict {
    Severity severity = Severity::info;
    /// The event, and the release or other event whose date it does not fit.
    Ref event;
    Ref with;
    Day event_day{};
    Day with_day{};
    /// `9 days early`, `5 days after`: what stands on the link.
    std::string words;
    /// `LE-1 starts 9 days before 2.0`.
    std::string sentence;

    bool operator==(const Conflict&) const = default;
};

struct Timeline {
    std::string product;
    Day today{};
    /// First and last day shown.
    Day from{};
    Day to{};
    // By date, then number.
    std::vector<TimelineRelease> releases;
    std::vector<TimelineEvent> events;
    std::vector<TimelineDue> due;
    /// Worst first; only between dates of which one at least is shown.
    std::vector<Conflict> conflicts;
    /// Open releases and events that lie wholly behind the last day.
    int later = 0;
    /// The first of them, `3.0 on 1 Mar 2030`, and the day of the last.
    std::string later_first;
    Day later_to{};

    bool operator==(const Timeline&) const = default;
};

struct TimelineSpan {
    /// Absent: a week before this one, earlier where something open is older.
    std::optional<Day> from;
    /// Absent: the last thing planned within a year, six weeks ahead at the
    /// least.
    std::optional<Day> to;
};

/// The product must be there.
Timeline timeline_of(const World& world, ProductId product, Day today, const Zone& zone,
                     const TimelineSpan& span);

/// The dates that rules find to disagree.
std::vector<Conflict> conflicts_of(const World& world, ProductId product, Day today, const Zone& zone);

}  // namespace plumb
