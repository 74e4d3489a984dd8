#include "core/picture/timeline_text.hpp"
#include "tests/core/picture/seen.hpp"

#include <catch2/catch.hpp>

namespace plumb {
namespace {

std::string line_text(const Line& line) {
    std::string text;
    for (const Run& run : line.text.runs()) text += run.text;
    return text;
}

std::vector<std::string> lines(const Card& card) {
    std::vector<std::string> all;
    for (const Line& line : card.lines) all.push_back(line_text(line));
    return all;
}

}  // namespace

TEST_CASE("the words say what the picture shows, what disagrees first") {
    WorldBuilder b;
    const ReleaseId release = b.release("2.0", 24);
    b.set(release, [](Release& r) {
        r.freeze = day(10);
        r.beta_from = day(3);
        r.beta_to = day(17);
    });
    const EventId event = b.event("Launch", EventType::launch, 15, 16);
    b.set(event, [&](LaunchEvent& e) {
        e.release = release;
        e.prep = 2;
        e.immovable = true;
    });
    b.collateral(event, "Sheet", 1);
    CHECK(lines(timeline_card(seen(b, 2))) ==
          std::vector<std::string>{
              "Dates that disagree", "■ LE-1 starts 9 days before 2.0 (Tue 16 Mar, Thu 25 Mar)", "Releases",
              "2.0 · Thu 25 Mar (in 22 days) · beta Thu 4 Mar to Thu 18 Mar · freeze Thu 11 Mar", "Events",
              "LE-1 “Launch” · Tue 16 Mar to Wed 17 Mar (in 13 days) · setup from Sun 14 Mar · cannot move",
              "Collateral due", "C-1 “Sheet” · Tue 2 Mar for LE-1 · todo, late"});
}

TEST_CASE("an empty plan says what to do first, one that begins later when") {
    WorldBuilder b;
    CHECK(lines(timeline_card(seen(b, 0))) ==
          std::vector<std::string>{"Nothing is planned here.",
                                   "Plan something: release new 1.0 date:2027-05-30"});
    b.release("2.0", 100);
    CHECK(lines(timeline_card(seen(b, 0, {day(0), day(10)}))) ==
          std::vector<std::string>{"Nothing is planned here.",
                                   "Later: 2.0 on Wed 9 Jun. To see it: timeline to:2027-06-09"});
}

TEST_CASE("long lists end") {
    WorldBuilder b;
    for (int i = 0; i < 30; ++i) b.event("Talk", EventType::content, i);
    const auto all = lines(timeline_card(seen(b, 0)));
    CHECK(all.size() == 14);
    CHECK(all.back() == "and 18 more");
}

TEST_CASE("the picture has words of its own, short ones") {
    WorldBuilder b;
    CHECK(timeline_alt(seen(b, 0)) == "Timeline of Atlas, Mon 22 Feb to Mon 12 Apr: nothing is planned.");
    const ReleaseId release = b.release("2.0", 24);
    const EventId event = b.event("Launch", EventType::launch, 15);
    b.set(event, [&](LaunchEvent& e) { e.release = release; });
    for (int i = 0; i < 100; ++i) b.event(std::string(200, 'x'), EventType::content, i);
    const std::string alt = timeline_alt(seen(b, 0));
    CHECK(alt.find("1 release (2.0 on Thu 25 Mar); 101 events (LE-2 on Mon 1 Mar") != std::string::npos);
    CHECK(alt.find("and 97 more") != std::string::npos);
    CHECK(alt.find("Dates that disagree: LE-1 starts 9 days before 2.0.") != std::string::npos);
    CHECK(alt.size() < 500);
}

TEST_CASE("the file is named after the product and the day") {
    WorldBuilder b;
    const FileWish wish = timeline_wish(b.world, b.product, day(0), {std::nullopt, day(9)});
    CHECK(wish.name == "atlas-timeline-2027-03-01.png");
    CHECK(wish.what == FileWish::What::timeline);
    CHECK(wish.product == b.product);
    CHECK_FALSE(wish.from);
    CHECK(wish.to == day(9));
}

}  // namespace plumb
