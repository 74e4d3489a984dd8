#include "core/picture/timeline_scene.hpp"
#include "tests/picture/plans.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

namespace plumb {
namespace {

std::vector<Label> labels(const Scene& scene) {
    std::vector<Label> found;
    for (const Shape& shape : scene.shapes)
        if (const auto* label = std::get_if<Label>(&shape)) found.push_back(*label);
    return found;
}

const Label* labelled(const std::vector<Label>& all, std::string_view text) {
    const auto it = std::find_if(all.begin(), all.end(), [&](const Label& l) { return l.text == text; });
    return it == all.end() ? nullptr : &*it;
}

bool on_picture(double left, double top, double right, double bottom) {
    return left >= 0 && top >= 0 && right <= kPictureWidth && bottom <= kPictureHeight;
}

}  // namespace

TEST_CASE("everything lies on the picture, and is large enough to read on a phone") {
    constexpr double kSmallest = 28;
    for (const SeenPlan& plan : kSeenPlans) {
        INFO(plan.name);
        const Scene scene = timeline_scene(plan.of());
        for (const Label& label : labels(scene)) {
            INFO(label.text);
            CHECK(label.size >= kSmallest);
            if (!label.text.empty())
                CHECK(on_picture(label.at.x, label.at.y, label.at.x + label.width, label.at.y + label.size));
        }
        for (const Shape& shape : scene.shapes) {
            if (const auto* box = std::get_if<Box>(&shape))
                CHECK(on_picture(box->at.x, box->at.y, box->at.x + box->width, box->at.y + box->height));
            if (const auto* mark = std::get_if<Symbol>(&shape))
                CHECK(on_picture(mark->centre.x, mark->centre.y, mark->centre.x, mark->centre.y));
        }
    }
}

TEST_CASE("lanes, today, names and the days between are written down") {
    const auto all = labels(timeline_scene(plans::usual()));
    for (const char* text : {"Atlas", "today", "Releases", "Events", "Collateral due", "2.0 · Thu 25 Mar",
                             "LE-1 Atlas 2.0 launch", "9 days early", "beta", "freeze", "setup",
                             "cannot move", "dates disagree"}) {
        INFO(text);
        CHECK(labelled(all, text));
    }
}

TEST_CASE("dates stand above the lanes, releases above events above collateral") {
    const auto all = labels(timeline_scene(plans::usual()));
    const double today = labelled(all, "today")->at.y;
    const double releases = labelled(all, "Releases")->at.y;
    const double events = labelled(all, "Events")->at.y;
    const double due = labelled(all, "Collateral due")->at.y;
    CHECK(today < releases);
    CHECK(releases < events);
    CHECK(events < due);
    CHECK(labelled(all, "2.0 · Thu 25 Mar")->at.y > releases);
    CHECK(labelled(all, "2.0 · Thu 25 Mar")->at.y < events);
    CHECK(labelled(all, "LE-1 Atlas 2.0 launch")->at.y > events);
    CHECK(labelled(all, "LE-1 Atlas 2.0 launch")->at.y < due);
}

TEST_CASE("a conflict is a link from the event to the release") {
    const Timeline timeline = plans::usual();
    const Scene scene = timeline_scene(timeline);
    const Axis axis(timeline.from, timeline.to, 28, kPictureWidth - 28);
    const auto linked = std::count_if(scene.shapes.begin(), scene.shapes.end(), [&](const Shape& shape) {
        const auto* stroke = std::get_if<Stroke>(&shape);
        return stroke && stroke->ink == Ink::conflict && stroke->through.front().x == axis.x(day(15)) &&
               stroke->through.back().x == axis.middle(day(24));
    });
    CHECK(linked == 1);
}

TEST_CASE("events without a row are ticks, and the heading says how many") {
    const Timeline timeline = plans::two_hundred_events();
    const auto all = labels(timeline_scene(timeline));
    const auto more = std::find_if(all.begin(), all.end(), [](const Label& l) {
        return l.text.rfind("and ", 0) == 0 && l.text.find(" more, the ticks below") != std::string::npos;
    });
    REQUIRE(more != all.end());
    for (const Conflict& conflict : timeline.conflicts) {
        const std::string id = to_string(conflict.event) + " ";
        CHECK(std::any_of(all.begin(), all.end(), [&](const Label& l) { return l.text.rfind(id, 0) == 0; }));
    }
}

TEST_CASE("today's line is left out where today is not shown") {
    WorldBuilder b;
    b.release("2.0", 100);
    const auto all = labels(timeline_scene(seen(b, 0, {day(50), day(120)})));
    CHECK_FALSE(labelled(all, "today"));
}

TEST_CASE("titles stay on one line, and what turns text around is shown") {
    WorldBuilder b;
    b.event("two\nlines\tand \u202eturned", EventType::launch, 10);
    const auto all = labels(timeline_scene(seen(b, 0)));
    CHECK(labelled(all, "LE-1 two lines and \\u202eturned"));
}

}  // namespace plumb
