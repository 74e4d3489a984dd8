// Plans to look at: each is a picture that a person has judged.
#pragma once

#include "core/picture/pulse.hpp"
#include "tests/core/picture/seen.hpp"

#include <array>
#include <string>
#include <string_view>

namespace plumb {

struct SeenPlan {
    std::string_view name;
    Timeline (*of)();
};

namespace plans {

inline Timeline empty() { return seen(WorldBuilder(), 0); }

inline Timeline one_event() {
    WorldBuilder b;
    b.event("Spring fair", EventType::tradeshow, 20, 22);
    return seen(b, 0);
}

/// The plan of the samples: a release that slipped behind its launch, and what hangs on it.
inline Timeline usual() {
    WorldBuilder b;
    const auto two = b.release("2.0", 24);
    const auto old = b.release("1.9", -5);
    const auto three = b.release("2.1", 87);
    b.ship(old, -5);
    b.set(two, [](Release& r) {
        r.freeze = day(10);
        r.beta_from = day(3);
        r.beta_to = day(17);
        r.status = ReleaseStatus::beta;
    });
    b.set(three, [](Release& r) { r.freeze = day(66); });
    const auto on = [&](std::string title, EventType type, int from, int to, ReleaseId release,
                        int prep = 0) {
        const EventId id = b.event(std::move(title), type, from, to);
        b.set(id, [&](LaunchEvent& e) {
            e.release = release;
            e.prep = prep;
        });
        return id;
    };
    const EventId launch = on("Atlas 2.0 launch", EventType::launch, 15, 15, two, 3);
    const EventId stand = on("HMI stand", EventType::tradeshow, 29, 33, two, 4);
    b.set(stand, [](LaunchEvent& e) { e.immovable = true; });
    on("Partner briefing", EventType::webinar, 45, 45, two);
    on("Summer campaign", EventType::campaign, 80, 101, three, 7);
    const EventId rehearsal = on("Rehearsal", EventType::prep, 15, 15, {});
    b.set(rehearsal, [&](LaunchEvent& e) {
        e.parent = launch;
        e.lead = 3;
    });
    b.collateral(launch, "Data sheet", -1);
    const CollateralId docs = b.collateral(launch, "Docs", 1);
    b.set(docs, [](Collateral& c) { c.status = CollateralStatus::done; });
    b.collateral(stand, "Press kit", 19);
    b.collateral(stand, "Demo", 22);
    b.collateral(stand, "Booth design", 22);
    return seen(b, 1);
}

/// More than a person can read: what disagrees and what matters most keep their names.
inline Timeline two_hundred_events() {
    WorldBuilder b;
    constexpr int kEvents = 200;
    constexpr std::array kTypes{EventType::webinar, EventType::content, EventType::training,
                                EventType::press};
    const auto release = b.release("4.0", 60);
    for (int i = 0; i < kEvents; ++i) {
        const int from = (i * 37) % 170;
        const EventId id = b.event("Event number " + std::to_string(i + 1),
                                   kTypes.at(static_cast<std::size_t>(i) % 4), from, from + i % 3);
        if (i % 40 == 0) b.set(id, [&](LaunchEvent& e) { e.release = release; });
        if (i % 5 == 0) b.collateral(id, "Piece " + std::to_string(i), from - 3);
    }
    return seen(b, 0);
}

inline Timeline scripts() {
    WorldBuilder b;
    const auto greek = b.release("Ολυμπία", 20);
    b.release("الإصدار الثاني", 44);
    b.release("版本三", 70);
    const EventId fair = b.event("Έκθεση στη Θεσσαλονίκη", EventType::tradeshow, 12, 15);
    b.set(fair, [&](LaunchEvent& e) { e.release = greek; });
    b.event("إطلاق المنتج في القاهرة", EventType::launch, 46);
    b.event("上海新品发布会", EventType::launch, 72, 74);
    b.event("Запуск в Києві", EventType::press, 30);
    b.collateral(fair, "ενημερωτικό φυλλάδιο", 9);
    b.collateral(fair, "产品手册", 40);
    return seen(b, 0);
}

/// A release whose beta and freeze run over years.
inline Timeline three_years() {
    WorldBuilder b;
    const auto release = b.release("Next generation", 1100);
    b.set(release, [](Release& r) {
        r.beta_from = day(40);
        r.freeze = day(900);
    });
    b.event("Announcement", EventType::press, 500);
    b.event("World launch", EventType::launch, 1100, 1102);
    return seen(b, 0, {std::nullopt, day(1130)});
}

/// Titles as long as they may be, and names that fill a lane.
inline Timeline long_names() {
    WorldBuilder b;
    constexpr int kLongest = 200;
    const auto release = b.release(std::string(60, 'W'), 30);
    const EventId id = b.event(std::string(kLongest, 'M'), EventType::launch, 10, 12);
    b.set(id, [&](LaunchEvent& e) { e.release = release; });
    for (int i = 0; i < 12; ++i)
        b.event("A launch with a title that goes on and on, number " + std::to_string(i), EventType::press,
                14 + i);
    return seen(b, 0);
}

/// A quarter in which marketing is waited for, and a release changes more than it may.
inline Pulse pulse() {
    Pulse pulse;
    pulse.product = "Atlas";
    pulse.today = day(7);
    pulse.waiting = {{"engineering", 2.5, 6, false}, {"marketing", 7, 11, true}, {"a decision", 1, 2, false}};
    pulse.volume = {{"2.0", 6.4, 5, 12, 25}, {"Autumn 2027 long-term support", 0, 5, 1.5, 25}};
    return pulse;
}

}  // namespace plans

inline constexpr std::array kSeenPlans{
    SeenPlan{"empty", plans::empty},          SeenPlan{"one_event", plans::one_event},
    SeenPlan{"usual", plans::usual},          SeenPlan{"two_hundred_events", plans::two_hundred_events},
    SeenPlan{"scripts", plans::scripts},      SeenPlan{"three_years", plans::three_years},
    SeenPlan{"long_names", plans::long_names}};

}  // namespace plumb
