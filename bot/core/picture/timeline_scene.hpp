// A timeline as a picture.
#pragma once

#include "core/picture/axis.hpp"
#include "core/picture/lane.hpp"
#include "core/picture/scene.hpp"
#include "core/picture/timeline.hpp"

#include <map>

namespace plumb {

/// Dates on top, a lane each for releases, events and collateral due, today's
/// line, and a link between the two dates of each conflict.
Scene timeline_scene(const Timeline& timeline);

/// Sizes of text, chosen to be read on a phone that shows the picture a quarter
/// as wide.
inline constexpr double kTitleSize = 42;
inline constexpr double kNameSize = 31;
inline constexpr double kSmallSize = 28;

/// Where things are that a link may point to.
using Places = std::map<Ref, Point>;

/// A lane on the picture: its items, where they were put, and the strip it
/// fills.
struct Lane {
    std::string heading;
    std::vector<LaneItem> items;
    Arrangement arrangement;
    double top = 0;
    double first_row = 0;
    double row_height = 0;
    double bottom = 0;

    double row_middle(int row) const { return first_row + (row + 0.5) * row_height; }
};

std::vector<LaneItem> release_items(const Timeline& timeline, const Axis& axis);
std::vector<LaneItem> event_items(const Timeline& timeline, const Axis& axis);
/// One for each day on which something is due.
std::vector<LaneItem> due_items(const Timeline& timeline, const Axis& axis);

void draw_releases(Scene& scene, const Timeline& timeline, const Axis& axis, const Lane& lane,
                   Places& places);
void draw_events(Scene& scene, const Timeline& timeline, const Axis& axis, const Lane& lane, Places& places);
void draw_due(Scene& scene, const Timeline& timeline, const Axis& axis, const Lane& lane);
/// `ground`: what the lane is drawn on, and names that stand on a bar.
void draw_names(Scene& scene, const Lane& lane, Ink ground);
/// Conflicts as links.
void draw_links(Scene& scene, const Timeline& timeline, const Places& places);
/// What the links say: once everything else is drawn, of which the words keep clear as far as they can.
void draw_link_words(Scene& scene, const Timeline& timeline, const Places& places);

}  // namespace plumb
