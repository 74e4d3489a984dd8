// Links between the two dates of a conflict, and where their words find room.
#include "core/picture/timeline_scene.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace plumb {

namespace {

constexpr double kLinkWidth = 4;
constexpr double kLeaderWidth = 2;
constexpr double kEndRadius = 7;
constexpr double kPad = 9;
/// More words than these hide what they are about; the other links go without.
constexpr std::size_t kMostWords = 12;
/// Where words may stand: so far along the link, and then so many of their
/// widths to a side. Best first.
constexpr double kAlong[]{0.5, 0.36, 0.64, 0.22, 0.78, 0.08, 0.92};
constexpr double kAside[]{0, -0.5, 0.5, -1.1, 1.1};
/// What a step away from the best place is worth, in covered pixels.
constexpr double kStep = 60;
/// A mark that is covered, or other words that are, is worse than so much
/// covered text.
constexpr double kSymbolWeight = 10;
constexpr double kWordsWeight = 12;

struct Rect {
    double left = 0, top = 0, right = 0, bottom = 0;
    double weight = 1;

    double overlap(const Rect& other) const {
        const double w = std::min(right, other.right) - std::max(left, other.left);
        const double h = std::min(bottom, other.bottom) - std::max(top, other.top);
        return w > 0 && h > 0 ? w * h * other.weight : 0;
    }
};

/// What words should leave free: names, and the marks and bars that they belong
/// to.
std::vector<Rect> taken_in(const Scene& scene) {
    std::vector<Rect> taken;
    for (const Shape& shape : scene.shapes) {
        if (const auto* label = std::get_if<Label>(&shape))
            taken.push_back({label->at.x, label->at.y, label->at.x + label->width,
                             label->at.y + line_height(label->size)});
        if (const auto* mark = std::get_if<Symbol>(&shape))
            taken.push_back({mark->centre.x - mark->radius, mark->centre.y - mark->radius,
                             mark->centre.x + mark->radius, mark->centre.y + mark->radius, kSymbolWeight});
        if (const auto* box = std::get_if<Box>(&shape);
            box && box->ink != Ink::band && box->ink != Ink::paper)
            taken.push_back({box->at.x, box->at.y, box->at.x + box->width, box->at.y + box->height,
                             box->ink == Ink::conflict ? kSymbolWeight : 1});
    }
    return taken;
}

/// The box of words centred on a point, kept inside the picture.
Rect box_at(Point centre, double width, double height) {
    const double left = std::clamp(centre.x - width / 2, 0.0, kPictureWidth - width);
    return {left, centre.y - height / 2, left + width, centre.y + height / 2};
}

struct LinkSpot {
    Rect box;
    /// The place on the link that the words are about, where they stand apart from it.
    std::optional<Point> about;
};

LinkSpot best_spot(const Point& a, const Point& b, double width, double height,
                   const std::vector<Rect>& taken) {
    constexpr double kTouches = 0.5;
    LinkSpot best;
    double least = std::numeric_limits<double>::max();
    double away = 0;
    for (const double aside : kAside) {
        for (const double t : kAlong) {
            const Point on{std::lerp(a.x, b.x, t), std::lerp(a.y, b.y, t)};
            const Rect box = box_at({on.x + aside * width, on.y}, width, height);
            double cost = kStep * away++;
            for (const Rect& other : taken) cost += box.overlap(other);
            if (cost >= least) continue;
            least = cost;
            best = {box, std::abs(aside) > kTouches ? std::optional(on) : std::nullopt};
        }
    }
    return best;
}

Point middle(const Rect& box) { return {(box.left + box.right) / 2, (box.top + box.bottom) / 2}; }

void draw_words(Scene& scene, const std::string& words, const Rect& box) {
    const double width = box.right - box.left;
    const double height = box.bottom - box.top;
    scene.add(Box{{box.left, box.top}, width, height, Ink::paper, Box::Fill::solid, kPad});
    scene.add(Box{{box.left, box.top}, width, height, Ink::conflict, Box::Fill::outline, kPad});
    scene.add(Label{words,
                    {box.left, box.top + (height - line_height(kSmallSize)) / 2},
                    width,
                    kSmallSize,
                    Ink::text,
                    true,
                    Label::Side::centre});
}

struct Link {
    Point from, to;
    const Conflict* conflict;
};

std::vector<Link> links_of(const Timeline& timeline, const Places& places) {
    std::vector<Link> links;
    for (const Conflict& conflict : timeline.conflicts) {
        const auto from = places.find(conflict.event);
        const auto to = places.find(conflict.with);
        if (from != places.end() && to != places.end())
            links.push_back({from->second, to->second, &conflict});
    }
    return links;
}

}  // namespace

void draw_links(Scene& scene, const Timeline& timeline, const Places& places) {
    for (const Link& link : links_of(timeline, places)) {
        scene.add(Stroke{{link.from, link.to}, Ink::conflict, kLinkWidth, true});
        for (const Point& end : {link.from, link.to})
            scene.add(Symbol{Symbol::Shape::circle, end, kEndRadius, Ink::conflict});
    }
}

void draw_link_words(Scene& scene, const Timeline& timeline, const Places& places) {
    const std::vector<Link> links = links_of(timeline, places);
    std::vector<Rect> taken = taken_in(scene);
    for (std::size_t i = 0; i < std::min(links.size(), kMostWords); ++i) {
        const std::string& words = links[i].conflict->words;
        const double height = line_height(kSmallSize) + kPad;
        const double width = text_width(words, kSmallSize, true) + kPad;
        LinkSpot spot = best_spot(links[i].from, links[i].to, width, height, taken);
        if (spot.about)
            scene.add(Stroke{{*spot.about, middle(spot.box)}, Ink::conflict, kLeaderWidth, false});
        draw_words(scene, words, spot.box);
        spot.box.weight = kWordsWeight;
        taken.push_back(spot.box);
    }
}

}  // namespace plumb
