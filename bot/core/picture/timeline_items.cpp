// What lies in the lanes of a timeline: releases, events and collateral due.
#include "core/base/phrases.hpp"
#include "core/base/utf8.hpp"
#include "core/picture/timeline_scene.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace plumb {

namespace {

constexpr double kMarkRadius = 13;
constexpr double kBarHeight = 32;
constexpr double kEdge = 3;
constexpr double kPinWidth = 6;
/// A day is never narrower than this, so that it can be seen.
constexpr double kLeastBar = 12;
constexpr double kRugTick = 4;
constexpr double kRugHeight = 16;
constexpr int kNoConflict = 1;

/// Titles are typed: nothing in them breaks a line or turns what follows
/// around.
std::string one_line(std::string_view text) {
    std::string line = with_bidi_escaped(cleaned(text));
    std::replace(line.begin(), line.end(), '\n', ' ');
    std::replace(line.begin(), line.end(), '\t', ' ');
    return line;
}

bool in_conflict(const Timeline& timeline, Ref ref) {
    return std::any_of(timeline.conflicts.begin(), timeline.conflicts.end(),
                       [&](const Conflict& c) { return c.event == ref || c.with == ref; });
}

Extent bar_of(const TimelineEvent& event, const Axis& axis) {
    const double from = axis.x(event.busy_from);
    return {from, std::max(axis.x(event.to + Days{1}), axis.x(event.on) + kLeastBar)};
}

Extent bar_of(const TimelineRelease& release, const Axis& axis) {
    double from = axis.middle(release.date) - kMarkRadius;
    if (release.freeze) from = std::min(from, axis.x(*release.freeze));
    if (release.beta_from) from = std::min(from, axis.x(*release.beta_from));
    return {std::max(from, axis.left()), std::min(axis.middle(release.date) + kMarkRadius, axis.right())};
}

void rug(Scene& scene, const Lane& lane, Places& places, Ink ink) {
    for (const std::size_t i : lane.arrangement.left_over) {
        const LaneItem& item = lane.items[i];
        const double y = lane.bottom - kRugHeight - kEdge;
        scene.add(Box{{item.bar.from, y}, kRugTick, kRugHeight, ink, Box::Fill::solid, 0});
        places[item.ref] = {item.bar.from + kRugTick / 2, y};
    }
}

void draw_band(Scene& scene, const Extent& across, double top, Ink ink, Box::Fill fill) {
    const double width = across.to - across.from;
    if (width < 1) return;
    scene.add(Box{{across.from, top}, width, kBarHeight / 2, ink, fill, 0});
}

void draw_release(Scene& scene, const TimelineRelease& release, const Axis& axis, double y, bool conflict) {
    if (release.beta_from)
        draw_band(scene, {axis.x(*release.beta_from), axis.x(*release.beta_to + Days{1})}, y - kBarHeight / 2,
                  Ink::beta, Box::Fill::dotted);
    if (release.freeze)
        draw_band(scene, {axis.x(*release.freeze), axis.x(release.date + Days{1})}, y, Ink::freeze,
                  Box::Fill::hatched);
    const double x = axis.middle(release.date);
    const Extent bar = bar_of(release, axis);
    if (bar.from < x - kMarkRadius) scene.add(Stroke{{{bar.from, y}, {x, y}}, Ink::release, kEdge, false});
    if (!axis.shows(release.date)) return;
    const bool shipped = release.status == ReleaseStatus::shipped;
    if (conflict) scene.add(Symbol{Symbol::Shape::diamond, {x, y}, kMarkRadius + 2 * kEdge, Ink::conflict});
    scene.add(Symbol{Symbol::Shape::diamond, {x, y}, kMarkRadius, shipped ? Ink::done : Ink::release});
}

void draw_event(Scene& scene, const TimelineEvent& event, const Axis& axis, double y, bool conflict) {
    const Extent bar = bar_of(event, axis);
    const double on = axis.x(event.on);
    const double top = y - kBarHeight / 2;
    const Ink ink = event.status == EventStatus::done ? Ink::done : Ink::event;
    if (on > bar.from + 1)
        scene.add(
            Box{{bar.from, y - kBarHeight / 4}, on - bar.from, kBarHeight / 2, ink, Box::Fill::hatched, 0});
    scene.add(Box{{on, top}, bar.to - on, kBarHeight, ink, Box::Fill::solid, kEdge});
    if (event.immovable) scene.add(Box{{on, top}, kPinWidth, kBarHeight, Ink::text, Box::Fill::solid, 0});
    if (conflict)
        scene.add(Box{{on, top}, bar.to - on, kBarHeight, Ink::conflict, Box::Fill::outline, kEdge});
}

/// Pieces due on one day.
struct DueDay {
    Day day{};
    std::vector<const TimelineDue*> pieces;
};

std::vector<DueDay> due_days(const Timeline& timeline) {
    std::vector<DueDay> days;
    for (const TimelineDue& piece : timeline.due) {
        if (days.empty() || days.back().day != piece.due) days.push_back({piece.due, {}});
        days.back().pieces.push_back(&piece);
    }
    return days;
}

}  // namespace

std::vector<LaneItem> release_items(const Timeline& timeline, const Axis& axis) {
    std::vector<LaneItem> items;
    for (const TimelineRelease& release : timeline.releases) {
        const std::string name = one_line(release.name);
        const std::string full =
            fmt::format("{} · {}{}", name, release.status == ReleaseStatus::shipped ? "shipped " : "",
                        spoken(release.date, timeline.today));
        const int rank = in_conflict(timeline, release.id) ? 0 : kNoConflict;
        items.push_back({release.id, bar_of(release, axis), full, name, rank, false});
    }
    return items;
}

std::vector<LaneItem> event_items(const Timeline& timeline, const Axis& axis) {
    std::vector<LaneItem> items;
    for (const TimelineEvent& event : timeline.events) {
        const std::string id = to_string(Ref{event.id});
        const int rank = in_conflict(timeline, event.id) ? 0 : kNoConflict + event.tier;
        // A name stands on the event itself, not on its setup days: without those
        // it has to be roomy.
        items.push_back({event.id, bar_of(event, axis), id + " " + one_line(event.title), id, rank,
                         event.busy_from == event.on});
    }
    return items;
}

std::vector<LaneItem> due_items(const Timeline& timeline, const Axis& axis) {
    std::vector<LaneItem> items;
    for (const DueDay& day : due_days(timeline)) {
        const double x = axis.middle(day.day);
        const TimelineDue& first = *day.pieces.front();
        const auto count = static_cast<std::int64_t>(day.pieces.size());
        const std::string id = to_string(Ref{first.id});
        const bool late =
            std::any_of(day.pieces.begin(), day.pieces.end(), [](const auto* p) { return p->late; });
        const std::string full = count == 1 ? id + " " + one_line(first.title)
                                            : fmt::format("{} from {}", counted(count, "piece"), id);
        items.push_back({first.id,
                         {x - kMarkRadius, x + kMarkRadius},
                         full,
                         count == 1 ? id : fmt::format("{}×", count),
                         late ? 0 : kNoConflict,
                         false});
    }
    return items;
}

void draw_releases(Scene& scene, const Timeline& timeline, const Axis& axis, const Lane& lane,
                   Places& places) {
    for (const Placed& placed : lane.arrangement.placed) {
        const TimelineRelease& release = timeline.releases[placed.item];
        const double y = lane.row_middle(placed.row);
        draw_release(scene, release, axis, y, in_conflict(timeline, release.id));
        places[release.id] = {axis.middle(release.date), y + kMarkRadius};
    }
    rug(scene, lane, places, Ink::release);
}

void draw_events(Scene& scene, const Timeline& timeline, const Axis& axis, const Lane& lane, Places& places) {
    for (const Placed& placed : lane.arrangement.placed) {
        const TimelineEvent& event = timeline.events[placed.item];
        const double y = lane.row_middle(placed.row);
        draw_event(scene, event, axis, y, in_conflict(timeline, event.id));
        places[event.id] = {axis.x(event.on), y - kBarHeight / 2};
    }
    rug(scene, lane, places, Ink::event);
}

void draw_due(Scene& scene, const Timeline& timeline, const Axis& axis, const Lane& lane) {
    const std::vector<DueDay> days = due_days(timeline);
    for (const Placed& placed : lane.arrangement.placed) {
        const DueDay& day = days[placed.item];
        const Point centre{axis.middle(day.day), lane.row_middle(placed.row)};
        const auto is = [&](CollateralStatus s) { return [s](const auto* p) { return p->status == s; }; };
        const auto all = day.pieces.end();
        if (std::any_of(day.pieces.begin(), all, [](const auto* p) { return p->late; }))
            scene.add(Symbol{Symbol::Shape::triangle, centre, kMarkRadius, Ink::conflict});
        else if (std::all_of(day.pieces.begin(), all, is(CollateralStatus::done)))
            scene.add(Symbol{Symbol::Shape::circle, centre, kMarkRadius, Ink::done});
        else
            scene.add(Symbol{Symbol::Shape::ring, centre, kMarkRadius, Ink::collateral});
    }
    Places none;
    rug(scene, lane, none, Ink::collateral);
}

void draw_names(Scene& scene, const Lane& lane, Ink ground) {
    for (const Placed& placed : lane.arrangement.placed) {
        const double top = lane.row_middle(placed.row) - line_height(kNameSize) / 2;
        if (placed.over)
            scene.add(Box{{placed.name_from, top},
                          placed.name_width,
                          line_height(kNameSize),
                          ground,
                          Box::Fill::solid,
                          kEdge});
        // A name ends at the bar that it stands before.
        const bool before = placed.name_from < lane.items[placed.item].bar.from;
        const Label::Side side = placed.over ? Label::Side::centre
                                 : before    ? Label::Side::right
                                             : Label::Side::left;
        scene.add(Label{
            placed.name, {placed.name_from, top}, placed.name_width, kNameSize, Ink::text, false, side});
    }
}

}  // namespace plumb
