// The pulse as a picture: waiting times on one half, change volume on the other.
#include "core/picture/pulse.hpp"

#include "core/align/figures.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace plumb {

namespace {

constexpr double kTitleSize = 42;
constexpr double kHeadingTop = 92;
constexpr double kRowsTop = 150;
constexpr double kBottom = 872;
constexpr double kNameSize = 32;
constexpr double kNoteSize = 28;
constexpr double kBar = 32;
constexpr double kGap = 40;
constexpr double kMostRow = 180;
constexpr double kMostVolume = 250;
constexpr double kEdge = 3;
/// More rows than these are too low to read.
constexpr std::size_t kMostWaiting = 6;
constexpr std::size_t kMostVolumes = 4;

/// One half of the picture.
struct Panel {
    double left = 0;
    double right = 0;

    double width() const { return right - left; }
};

void heading(Scene& scene, const Panel& panel, const std::string& text) {
    scene.add(Label{
        text, {panel.left, kHeadingTop}, panel.width(), kNameSize, Ink::quiet, true, Label::Side::left});
}

void nothing(Scene& scene, const Panel& panel, const std::string& text) {
    scene.add(
        Label{text, {panel.left, kRowsTop}, panel.width(), kNameSize, Ink::quiet, false, Label::Side::left});
}

double row_height(std::size_t rows) {
    return std::min(kMostRow, (kBottom - kRowsTop) / static_cast<double>(std::max<std::size_t>(rows, 1)));
}

/// A name and, at its end, what the bars below it say in figures.
void row_head(Scene& scene, const Panel& panel, double top, const std::string& name,
              const std::string& figures, bool strong) {
    const double figures_width = text_width(figures, kNoteSize, strong);
    scene.add(Label{name,
                    {panel.left, top},
                    panel.width() - figures_width,
                    kNameSize,
                    Ink::text,
                    strong,
                    Label::Side::left});
    scene.add(Label{figures,
                    {panel.right - figures_width, top + kNameSize - kNoteSize},
                    figures_width,
                    kNoteSize,
                    Ink::text,
                    strong,
                    Label::Side::right});
}

void draw_waiting(Scene& scene, const Panel& panel, const Pulse& pulse) {
    heading(scene, panel, "Waited for, working days");
    if (pulse.waiting.empty()) return nothing(scene, panel, "Nobody, in the last 30 days.");
    const std::size_t rows = std::min(pulse.waiting.size(), kMostWaiting);
    int longest = 1;
    for (const PulseWaiting& waiting : pulse.waiting) longest = std::max(longest, waiting.longest);
    const double a_day = panel.width() / longest;
    for (std::size_t i = 0; i < rows; ++i) {
        const PulseWaiting& waiting = pulse.waiting[i];
        const double top = kRowsTop + static_cast<double>(i) * row_height(rows);
        row_head(scene, panel, top, waiting.who,
                 fmt::format("{}, longest {}", figure_text(waiting.median), waiting.longest),
                 waiting.squeaks);
        const double bar = top + line_height(kNameSize) + kEdge;
        const Ink ink = waiting.squeaks ? Ink::conflict : Ink::release;
        scene.add(Box{{panel.left, bar}, waiting.longest * a_day, kBar, ink, Box::Fill::hatched, 0});
        scene.add(Box{{panel.left, bar}, waiting.median * a_day, kBar, ink, Box::Fill::solid, 0});
        if (waiting.squeaks)
            scene.add(Label{"the squeakiest wheel",
                            {panel.left, bar + kBar},
                            panel.width(),
                            kNoteSize,
                            Ink::text,
                            false,
                            Label::Side::left});
    }
}

/// A bar whose limit stands at the same place in every row.
void limited_bar(Scene& scene, const Panel& panel, double top, double value, int limit) {
    constexpr double kLimitAt = 0.6;
    const double limit_x = panel.left + panel.width() * kLimitAt;
    const double share = limit > 0 ? value / limit : (value > 0 ? 2.0 : 0.0);
    const double width = std::min(panel.width(), (limit_x - panel.left) * share);
    const bool above = limit > 0 ? value > limit : value > 0;
    scene.add(Box{{panel.left, top}, panel.width(), kBar, Ink::grid, Box::Fill::outline, 0});
    scene.add(Box{{panel.left, top},
                  width,
                  kBar,
                  above ? Ink::conflict : Ink::event,
                  above ? Box::Fill::hatched : Box::Fill::solid,
                  0});
    scene.add(Stroke{{{limit_x, top - kEdge}, {limit_x, top + kBar + kEdge}}, Ink::text, kEdge + 1, false});
}

void draw_volume(Scene& scene, const Panel& panel, const Pulse& pulse) {
    heading(scene, panel, "Change in per cent, and its limit ▏");
    if (pulse.volume.empty()) return nothing(scene, panel, "No release is in a confirmed baseline.");
    const std::size_t rows = std::min(pulse.volume.size(), kMostVolumes);
    const double height = std::min(kMostVolume, (kBottom - kRowsTop) / static_cast<double>(rows));
    for (std::size_t i = 0; i < rows; ++i) {
        const PulseVolume& volume = pulse.volume[i];
        double top = kRowsTop + static_cast<double>(i) * height;
        row_head(scene, panel, top, volume.release,
                 fmt::format("30 days {} of {}", figure_text(volume.recent), volume.recent_limit),
                 volume.recent > volume.recent_limit);
        top += line_height(kNameSize) + kEdge;
        limited_bar(scene, panel, top, volume.recent, volume.recent_limit);
        top += kBar + kEdge;
        row_head(scene, panel, top, "",
                 fmt::format("since baseline {} of {}", figure_text(volume.all), volume.all_limit),
                 volume.all > volume.all_limit);
        limited_bar(scene, panel, top + line_height(kNoteSize) + kEdge, volume.all, volume.all_limit);
    }
}

}  // namespace

Scene pulse_scene(const Pulse& pulse) {
    Scene scene;
    constexpr double kMiddle = kPictureWidth / 2;
    const Panel left{kMargin, kMiddle - kGap};
    const Panel right{kMiddle + kGap, kPictureWidth - kMargin};
    scene.add(Box{{0, kHeadingTop - kEdge},
                  kPictureWidth,
                  line_height(kNameSize) + 2 * kEdge,
                  Ink::band,
                  Box::Fill::solid,
                  0});
    scene.add(Label{pulse.product + ": pulse",
                    {kMargin, kTitleTop},
                    left.width(),
                    kTitleSize,
                    Ink::text,
                    true,
                    Label::Side::left});
    const std::chrono::year_month_day today{pulse.today};
    scene.add(Label{fmt::format("{} {}", spoken(pulse.today, pulse.today), static_cast<int>(today.year())),
                    {right.left, kTitleTop + kTitleSize - kNameSize},
                    right.width(),
                    kNameSize,
                    Ink::quiet,
                    false,
                    Label::Side::right});
    draw_waiting(scene, left, pulse);
    draw_volume(scene, right, pulse);
    return scene;
}

}  // namespace plumb
