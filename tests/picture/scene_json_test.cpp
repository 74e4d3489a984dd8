#include "picture/scene_json.hpp"
#include "core/picture/timeline_scene.hpp"
#include "tests/picture/plans.hpp"

#include <catch2/catch.hpp>

namespace plumb::picture {

TEST_CASE("a scene comes through as it was") {
    for (const SeenPlan& plan : kSeenPlans) {
        INFO(plan.name);
        const Scene scene = timeline_scene(plan.of());
        const auto read = read_scene(scene_text(scene));
        REQUIRE(read);
        CHECK(*read == scene);
    }
}

TEST_CASE("what is no scene is refused") {
    for (const char* text : {"", "{", "[1]", "[[\"box\"]]", "[[\"label\",1,2,3]]", "null"}) {
        INFO(text);
        const auto read = read_scene(text);
        if (std::string_view(text) == "null")
            CHECK((read && read->shapes.empty()));
        else
            CHECK_FALSE(read);
    }
}

}  // namespace plumb::picture
