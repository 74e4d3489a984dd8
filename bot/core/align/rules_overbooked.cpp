// Events that rely on one person at the same time.
#include "core/align/families.hpp"
#include "core/align/moves_apart.hpp"
#include "core/align/report.hpp"
#include "core/align/rule.hpp"
#include "core/base/phrases.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <map>

namespace plumb {

namespace {

/// "Within any 14 days" (rules.md, `overbooked`).
constexpr int kWindow = 14;

struct Booking {
    const LaunchEvent* event = nullptr;
    /// First busy day.
    Day from{};
    /// An event and its children count as one.
    EventId family;
    /// An event of the product that is asked about.
    bool here = false;
};

using Bookings = std::vector<Booking>;

Bookings booked(const Plan& plan, const Events& events) {
    Bookings out;
    for (const LaunchEvent* e : events)
        out.push_back({e, Plan::busy_from(*e), plan.family_of(*e), e->product == id_of(plan.product())});
    return out;
}

/// Open events of all products that somebody owns alone, by owner.
std::map<PersonId, Events> owned_alone(const Plan& plan) {
    std::map<PersonId, Events> out;
    for (const LaunchEvent& e : plan.world().all<LaunchEvent>())
        if (e.owners.size() == 1 && plan.open(e)) out[e.owners.front()].push_back(&e);
    return out;
}

struct Overlap {
    const LaunchEvent* first = nullptr;
    const LaunchEvent* second = nullptr;
};

/// Pairs of different families whose busy days overlap, one of them of this product; by first busy day.
std::vector<Overlap> overlaps(Bookings bookings) {
    std::stable_sort(bookings.begin(), bookings.end(),
                     [](const Booking& a, const Booking& b) { return a.from < b.from; });
    std::vector<Overlap> out;
    for (auto a = bookings.begin(); a != bookings.end(); ++a)
        for (auto b = a + 1; b != bookings.end() && b->from <= a->event->to; ++b)
            if (a->family != b->family && (a->here || b->here)) out.push_back({a->event, b->event});
    return out;
}

/// Events that start within 14 days of each other.
struct Crowd {
    /// The fullest such days.
    std::vector<const LaunchEvent*> events;
    int families = 0;
    /// The events of all such days.
    std::vector<const LaunchEvent*> all;
};

/// The days in which `max` families or more start, one of them of this product.
Crowd crowd(Bookings bookings, int max) {
    std::stable_sort(bookings.begin(), bookings.end(),
                     [](const Booking& a, const Booking& b) { return a.event->on < b.event->on; });
    std::map<EventId, int> families;
    Crowd crowd;
    int here = 0;
    auto end = bookings.begin();
    auto listed = bookings.begin();
    for (auto from = bookings.begin(); from != bookings.end(); ++from) {
        for (; end != bookings.end() && days_between(from->event->on, end->event->on) < kWindow; ++end) {
            ++families[end->family];
            if (end->here) ++here;
        }
        const int many = static_cast<int>(families.size());
        if (here > 0 && many >= max) {
            for (listed = std::max(listed, from); listed != end; ++listed) crowd.all.push_back(listed->event);
            if (many > crowd.families) {
                crowd.families = many;
                crowd.events.clear();
                for (auto b = from; b != end; ++b) crowd.events.push_back(b->event);
            }
        }
        if (--families[from->family] == 0) families.erase(from->family);
        if (from->here) --here;
    }
    return crowd;
}

/// `LE-1 “Fair” (busy Thu 8 Apr to Mon 12 Apr)`.
std::string busy(Report& report, const Plan& plan, const LaunchEvent& event) {
    const Day from = Plan::busy_from(event);
    const std::string days = from == event.to ? "on " + plan.say(from)
                                              : fmt::format("{} to {}", plan.say(from), plan.say(event.to));
    return fmt::format("{} (busy {})", report.name(id_of(event)), days);
}

/// Moves after which nothing of it is left. One of two that overlap is moved, the later one rather.
std::vector<EventMove> moves_free(const Plan& plan, const Events& events, int max) {
    const Clash clash = [&](const Events& now) {
        const Bookings bookings = booked(plan, now);
        const auto pairs = overlaps(bookings);
        if (!pairs.empty()) return Events{pairs.front().second, pairs.front().first};
        const Crowd full = crowd(bookings, max);
        return Events(full.events.rbegin(), full.events.rend());
    };
    return moves_apart(plan, events, clash);
}

/// `LE-1 “Fair” (busy …) and LE-2 “Tour” (busy …), which overlap`.
std::string overlap_text(Report& report, const Plan& plan, const std::vector<Overlap>& pairs) {
    std::string text = busy(report, plan, *pairs.front().first);
    text += " and " + busy(report, plan, *pairs.front().second) + ", which overlap";
    if (pairs.size() > 1)
        text += fmt::format(", as {} {}", pairs.size() == 2 ? "does" : "do",
                            counted(static_cast<std::int64_t>(pairs.size()) - 1, "other pair"));
    for (const Overlap& pair : pairs) report.about(id_of(*pair.first)).about(id_of(*pair.second));
    return text;
}

/// `3 events that start within 14 days (LE-1 “Tour”, …), within other such days also LE-4 “Fair”`.
std::string crowd_text(Report& report, const Plan& plan, const Crowd& full) {
    std::string text = fmt::format("{} that {} within {} ({})", counted(full.families, "event"),
                                   full.families == 1 ? "starts" : "start", days_text(kWindow),
                                   report.names(first_of_families(plan, full.events)));
    const auto others = first_of_others(plan, full.all, full.events);
    if (!others.empty()) text += ", within other such days also " + report.names(others);
    for (const LaunchEvent* event : full.all) report.about(id_of(*event));
    return text;
}

}  // namespace

namespace rule {

void overbooked(const Plan& plan, const Limits& limits, Findings& findings) {
    const int max = std::max(limits["max"], 1);
    for (const auto& [who, events] : owned_alone(plan)) {
        const Bookings bookings = booked(plan, events);
        const auto pairs = overlaps(bookings);
        const Crowd full = crowd(bookings, max);
        if (pairs.empty() && full.events.empty()) continue;
        Report report(plan, who, Severity::warning);
        std::string sentence = "Owned by " + report.name(who) + " alone: ";
        if (!pairs.empty()) sentence += overlap_text(report, plan, pairs);
        if (!pairs.empty() && !full.events.empty()) sentence += ", and ";
        if (!full.events.empty()) sentence += crowd_text(report, plan, full);
        const auto moves = report.wants_mends() ? moves_free(plan, events, max) : std::vector<EventMove>{};
        for (const EventMove& move : moves) offer_move(report, plan, move);
        const std::string last = id_text(pairs.empty() ? *full.events.back() : *pairs.front().second);
        if (moves.size() <= 1)
            report.mend(fmt::format("launch help {}", last), fmt::format("Ask for help with {}", last));
        findings.push_back(std::move(report).facts(sentence + "."));
    }
}

}  // namespace rule

}  // namespace plumb
