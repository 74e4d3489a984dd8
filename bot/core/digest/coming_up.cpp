// Coming up: releases and events of the next weeks, how ready they are, and collateral due.
#include "core/align/plan.hpp"
#include "core/command/record_text.hpp"
#include "core/digest/digest.hpp"
#include "core/records/links.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace plumb {

namespace {

constexpr int kWeeksAhead = 28;
/// A daily digest says what is due, not what is planned.
constexpr int kDaysAhead = 7;

struct Dated {
    Day on{};
    Line line;
};

/// `market green, product amber; revenue and people unset`.
std::string readiness(const Release& release) {
    std::vector<std::string> set;
    std::vector<std::string> unset;
    for (std::size_t p = 0; p < kPillars; ++p) {
        const auto& status = release.ready.of[p].status;
        const std::string pillar(word(static_cast<Pillar>(p)));
        if (status)
            set.push_back(fmt::format("{} {}", pillar, word(*status)));
        else
            unset.push_back(pillar);
    }
    if (unset.size() == kPillars) return "no pillar is set";
    std::string text = listed(set);
    if (!unset.empty()) text += "; " + listed(unset) + " unset";
    return text;
}

std::string collateral_count(const World& world, EventId event) {
    const auto all = collateral_of(world, event);
    if (all.empty()) return {};
    const auto done = std::count_if(all.begin(), all.end(),
                                    [](const Collateral* c) { return c->status == CollateralStatus::done; });
    return fmt::format("{} of {} collateral done", done, all.size());
}

std::string event_text(const World& world, const LaunchEvent& event, Day today) {
    std::string text = called(world, id_of(event)) + ", " + held_phrase(event.on, event.to, today);
    if (const std::string done = collateral_count(world, id_of(event)); !done.empty()) text += ": " + done;
    return text;
}

std::string due_text(const World& world, const Collateral& collateral, Day today) {
    std::string text = fmt::format("{} for {}, due {}, {}", called(world, id_of(collateral)),
                                   to_string(Ref{collateral.event}), day_phrase(*collateral.due, today),
                                   word(collateral.status));
    if (collateral.owner) text += ", " + person_name(world, collateral.owner);
    return text;
}

/// Not done, for an event to come, and due on a day from today on.
bool awaits(const World& world, const Collateral& collateral, ProductId product, Day today) {
    const LaunchEvent* event = world.find(collateral.event);
    return collateral.product == product && collateral.status != CollateralStatus::done && event &&
           Plan::open(*event, today) && collateral.due && *collateral.due >= today;
}

std::vector<Line> in_order(std::vector<Dated> dated) {
    std::stable_sort(dated.begin(), dated.end(), [](const Dated& a, const Dated& b) { return a.on < b.on; });
    std::vector<Line> lines;
    for (Dated& one : dated) lines.push_back(std::move(one.line));
    return lines;
}

}  // namespace

Section coming_up(const World& world, const Context& context, const DigestWish& wish) {
    const Day today = today_of(context, world, wish.product);
    const Day last = today + Days{wish.weekly ? kWeeksAhead : kDaysAhead};
    const auto near = [&](Day day) { return day >= today && day <= last; };
    std::vector<Dated> dates;
    for (const Release& r : world.all<Release>())
        if (r.product == wish.product && Plan::still_to_come(r) && near(r.date))
            dates.push_back({r.date, item({}, Text(fmt::format("{}, {}: {}", r.name,
                                                               day_phrase(r.date, today), readiness(r))))});
    for (const LaunchEvent& e : world.all<LaunchEvent>())
        if (e.product == wish.product && Plan::open(e, today) && e.on <= last)
            dates.push_back({e.on, item({}, Text(event_text(world, e, today)))});
    std::vector<Dated> due;
    for (const Collateral& c : world.all<Collateral>())
        if (awaits(world, c, wish.product, today) && *c.due <= last)
            due.push_back({*c.due, item("due", Text(due_text(world, c, today)))});
    Section section{"Coming up", {}};
    add_capped(section, in_order(std::move(dates)), "status");
    add_capped(section, in_order(std::move(due)), "collateral list");
    return section;
}

bool due_at_once(const World& world, const Context& context, const DigestWish& wish) {
    const Day today = today_of(context, world, wish.product);
    Day last = std::max(today, wish.day) + Days{1};
    while (!is_working_day(last)) last += Days{1};
    const auto& all = world.all<Collateral>();
    return std::any_of(all.begin(), all.end(), [&](const Collateral& c) {
        return awaits(world, c, wish.product, today) && *c.due <= last;
    });
}

}  // namespace plumb
