#include "tests/support/world_builder.hpp"

namespace plumb {

namespace {

constexpr auto kBefore = "event-before-release";

/// An event of type launch for a release that comes on day 60.
struct Announced : WorldBuilder {
    ReleaseId one = release("1.0", 60);
    EventId live = event("Go live", EventType::launch, 59);

    Announced() {
        set(live, [&](LaunchEvent& e) { e.release = one; });
    }
    void on(int start) { move(live, start); }
    std::optional<Severity> asked(std::string_view rule, int today = 5) const {
        return severity(rule, live, today);
    }
};

}  // namespace

TEST_CASE("event-before-release: starts before what it announces") {
    Announced b;

    SECTION("a day before the release is too early, its day is not") {
        CHECK(b.asked(kBefore) == Severity::critical);
        b.on(60);
        CHECK(b.asked(kBefore) == std::nullopt);
    }
    SECTION("critical only where the audience is wide") {
        b.set(b.live, [](LaunchEvent& e) { e.audience = Audience::early; });
        CHECK(b.asked(kBefore) == Severity::warning);
        b.set(b.live, [](LaunchEvent& e) { e.audience = Audience::segment; });
        CHECK(b.asked(kBefore) == Severity::critical);
        b.set(b.live, [](LaunchEvent& e) { e.audience = Audience::internal; });
        CHECK(b.asked(kBefore) == std::nullopt);
    }
}

}  // namespace plumb
