#include "core/picture/timeline_scene.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

namespace plumb {

namespace {

constexpr double kAxisTop = 74;
constexpr double kLanesTop = 124;
constexpr double kLanesBottom = 842;
constexpr double kLegendTop = 852;
constexpr double kHeading = 38;
constexpr double kLaneFoot = 10;
constexpr double kRugFoot = 28;
constexpr double kLeastRow = 43;
constexpr double kSceneMostRow = 60;
constexpr double kSceneLine = 3;
constexpr double kHair = 1.5;
/// How many rows a lane gets before the others have what they want: releases,
/// events, collateral.
const std::vector<int> kUsualRows{4, 7, 2};

constexpr std::size_t kLanes = 3;
using Lanes = std::array<Lane, kLanes>;

void draw_title(Scene& scene, const Timeline& timeline) {
    constexpr double kHalf = (kPictureWidth - 2 * kMargin) / 2;
    scene.add(
        Label{timeline.product, {kMargin, kTitleTop}, kHalf, kTitleSize, Ink::text, true, Label::Side::left});
    std::string span =
        fmt::format("{} to {}", spoken(timeline.from, timeline.to), spoken(timeline.to, timeline.from));
    // Said with each day where they are of two years, and else once at the end.
    const std::chrono::year_month_day first{timeline.from};
    const std::chrono::year_month_day last{timeline.to};
    if (last.year() == first.year()) span += fmt::format(" {}", static_cast<int>(last.year()));
    constexpr double kDrop = (kTitleSize - kNameSize);
    scene.add(Label{
        span, {kMargin + kHalf, kTitleTop + kDrop}, kHalf, kNameSize, Ink::quiet, false, Label::Side::right});
}

/// The place of the word `today` on the axis; empty when today is not shown.
Extent today_extent(const Timeline& timeline, const Axis& axis) {
    if (!axis.shows(timeline.today)) return {};
    const double half = text_width("today", kNameSize, true) / 2 + kLaneFoot;
    const double middle = std::clamp(axis.middle(timeline.today), axis.left() + half, axis.right() - half);
    return {middle - half, middle + half};
}

void draw_axis(Scene& scene, const Timeline& timeline, const Axis& axis) {
    const Extent today = today_extent(timeline, axis);
    for (const AxisTick& tick : ticks(axis, kNameSize)) {
        const double x = axis.x(tick.day);
        scene.add(Stroke{{{x, kLanesTop}, {x, kLanesBottom}}, Ink::grid, kHair, false});
        const double width = text_width(tick.label, kNameSize);
        const Extent label{x - width / 2, x + width / 2};
        if (label.from < 0 || label.to > kPictureWidth || (label.from < today.to && today.from < label.to))
            continue;
        scene.add(Label{
            tick.label, {label.from, kAxisTop}, width, kNameSize, Ink::text, false, Label::Side::centre});
    }
    scene.add(Stroke{{{axis.left(), kLanesTop}, {axis.right(), kLanesTop}}, Ink::text, kHair, false});
    if (today.to <= today.from) return;
    const double x = axis.middle(timeline.today);
    scene.add(Box{{today.from, kAxisTop},
                  today.to - today.from,
                  line_height(kNameSize) + kSceneLine,
                  Ink::text,
                  Box::Fill::solid,
                  kLaneFoot});
    scene.add(Label{"today",
                    {today.from, kAxisTop + 1},
                    today.to - today.from,
                    kNameSize,
                    Ink::paper,
                    true,
                    Label::Side::centre});
    scene.add(Stroke{{{x, kLanesTop - kLaneFoot}, {x, kLanesBottom}}, Ink::text, kSceneLine, false});
}

std::vector<int> rows_wanted(const Lanes& lanes, const Axis& axis, int most) {
    std::vector<int> wanted;
    for (const Lane& lane : lanes)
        wanted.push_back(arrange(lane.items, most, axis.left(), axis.right(), kNameSize).rows);
    return wanted;
}

/// Gives each lane its rows, and the lanes their heights: what is not needed
/// for rows is shared out.
void lay_out(Lanes& lanes, const Axis& axis) {
    constexpr double kFixed = kLanes * (kHeading + kLaneFoot);
    constexpr double kSpace = kLanesBottom - kLanesTop - kFixed;
    constexpr int kMostRows = static_cast<int>(kSpace / kLeastRow);
    std::vector<int> given = share_rows(rows_wanted(lanes, axis, kMostRows), kUsualRows, kMostRows);
    double used = kFixed;
    int rows = 0;
    for (std::size_t i = 0; i < kLanes; ++i) {
        lanes[i].arrangement = arrange(lanes[i].items, given[i], axis.left(), axis.right(), kNameSize);
        rows += std::max(1, given[i]);
        if (!lanes[i].arrangement.left_over.empty()) used += kRugFoot;
    }
    const double height = std::clamp((kLanesBottom - kLanesTop - used) / rows, 0.0, kSceneMostRow);
    const double spare = (kLanesBottom - kLanesTop - used - height * rows) / kLanes;
    double top = kLanesTop;
    for (std::size_t i = 0; i < kLanes; ++i) {
        Lane& lane = lanes[i];
        lane.top = top;
        lane.row_height = height;
        lane.first_row = top + kHeading + spare / 2;
        lane.bottom = top + kHeading + kLaneFoot + spare + height * std::max(1, given[i]);
        if (!lane.arrangement.left_over.empty()) lane.bottom += kRugFoot;
        top = lane.bottom;
    }
}

void draw_lane(Scene& scene, const Lane& lane, bool banded) {
    if (banded)
        scene.add(Box{{0, lane.top}, kPictureWidth, lane.bottom - lane.top, Ink::band, Box::Fill::solid, 0});
}

void draw_heading(Scene& scene, const Lane& lane, bool banded) {
    const double width = text_width(lane.heading, kSmallSize, true);
    const std::size_t more = lane.arrangement.left_over.size();
    std::string beside;
    if (lane.items.empty())
        beside = "none";
    else if (more > 0)
        beside = fmt::format("and {} more, the ticks below", more);
    const double rest = text_width(beside, kSmallSize);
    const double top = lane.top + kSceneLine;
    scene.add(Box{{kMargin, top},
                  width + rest,
                  line_height(kSmallSize),
                  banded ? Ink::band : Ink::paper,
                  Box::Fill::solid,
                  0});
    scene.add(Label{lane.heading, {kMargin, top}, width, kSmallSize, Ink::quiet, true, Label::Side::left});
    scene.add(Label{beside, {kMargin + width, top}, rest, kSmallSize, Ink::quiet, false, Label::Side::left});
}

/// One sign of the legend, with its name; returns where the next one begins.
double draw_sign(Scene& scene, double x, const Shape& sign, const std::string& name) {
    constexpr double kSign = 44;
    scene.add(sign);
    const double width = text_width(name, kSmallSize);
    scene.add(Label{
        name, {x + kSign + kLaneFoot, kLegendTop}, width, kSmallSize, Ink::quiet, false, Label::Side::left});
    return x + kSign + width + kMargin;
}

/// Only what the picture holds is explained.
void draw_legend(Scene& scene, const Timeline& timeline) {
    constexpr double kWidth = 44;
    constexpr double kHeight = 20;
    constexpr double kTop = kLegendTop + 8;
    constexpr double kMiddle = kTop + kHeight / 2;
    const auto box = [&](double x, Ink ink, Box::Fill fill) {
        return Box{{x, kTop}, kWidth, kHeight, ink, fill, 0};
    };
    double x = kMargin;
    const auto& releases = timeline.releases;
    const auto& events = timeline.events;
    if (std::any_of(releases.begin(), releases.end(), [](const auto& r) { return r.beta_from.has_value(); }))
        x = draw_sign(scene, x, box(x, Ink::beta, Box::Fill::dotted), "beta");
    if (std::any_of(releases.begin(), releases.end(), [](const auto& r) { return r.freeze.has_value(); }))
        x = draw_sign(scene, x, box(x, Ink::freeze, Box::Fill::hatched), "freeze");
    if (std::any_of(events.begin(), events.end(), [](const auto& e) { return e.busy_from < e.on; }))
        x = draw_sign(scene, x, box(x, Ink::event, Box::Fill::hatched), "setup");
    if (std::any_of(events.begin(), events.end(), [](const auto& e) { return e.immovable; }))
        x = draw_sign(scene, x,
                      Box{{x + kWidth / 2, kTop}, kSceneLine * 2, kHeight, Ink::text, Box::Fill::solid, 0},
                      "cannot move");
    if (!timeline.conflicts.empty())
        x = draw_sign(scene, x,
                      Stroke{{{x, kMiddle}, {x + kWidth, kMiddle}}, Ink::conflict, kSceneLine + 1, true},
                      "dates disagree");
    if (timeline.later == 0) return;
    const std::string later = timeline.later == 1
                                  ? fmt::format("later: {}", timeline.later_first)
                                  : fmt::format("later: {}, {} in all", timeline.later_first, timeline.later);
    scene.add(Label{later,
                    {x, kLegendTop},
                    kPictureWidth - kMargin - x,
                    kSmallSize,
                    Ink::quiet,
                    false,
                    Label::Side::right});
}

void draw_empty(Scene& scene) {
    constexpr double kTop = 430;
    scene.add(Label{"Nothing is planned here.",
                    {0, kTop},
                    kPictureWidth,
                    kTitleSize,
                    Ink::text,
                    true,
                    Label::Side::centre});
}

}  // namespace

Scene timeline_scene(const Timeline& timeline) {
    const Axis axis(timeline.from, timeline.to, kMargin, kPictureWidth - kMargin);
    Lanes lanes;
    lanes[0] = {"Releases", release_items(timeline, axis), {}, 0, 0, 0, 0};
    lanes[1] = {"Events", event_items(timeline, axis), {}, 0, 0, 0, 0};
    lanes[2] = {"Collateral due", due_items(timeline, axis), {}, 0, 0, 0, 0};
    lay_out(lanes, axis);
    Scene scene;
    for (std::size_t i = 0; i < kLanes; ++i) draw_lane(scene, lanes[i], i % 2 == 0);
    draw_title(scene, timeline);
    draw_axis(scene, timeline, axis);
    for (std::size_t i = 0; i < kLanes; ++i) draw_heading(scene, lanes[i], i % 2 == 0);
    Places places;
    draw_releases(scene, timeline, axis, lanes[0], places);
    draw_events(scene, timeline, axis, lanes[1], places);
    draw_due(scene, timeline, axis, lanes[2]);
    // Names stand over the links, which may cross many of them, and words beside the names.
    draw_links(scene, timeline, places);
    for (std::size_t i = 0; i < kLanes; ++i) draw_names(scene, lanes[i], i % 2 == 0 ? Ink::band : Ink::paper);
    draw_link_words(scene, timeline, places);
    if (lanes[0].items.empty() && lanes[1].items.empty() && lanes[2].items.empty()) draw_empty(scene);
    draw_legend(scene, timeline);
    return scene;
}

}  // namespace plumb
