#include "core/plan/load.hpp"

#include "core/align/plan.hpp"
#include "core/command/asked.hpp"
#include "core/command/record_text.hpp"
#include "core/plan/views.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <bitset>
#include <map>

namespace plumb {

namespace {

struct Booked {
    std::bitset<kLoadDays> days;
    std::vector<const LaunchEvent*> events;
};

Load load_of(PersonId who, Booked& booked) {
    Load load;
    load.who = who;
    load.days = static_cast<int>(booked.days.count());
    for (std::size_t i = 0; i < booked.days.size(); ++i)
        if (booked.days[i]) ++load.weeks[i / 7];
    std::stable_sort(booked.events.begin(), booked.events.end(),
                     [](const LaunchEvent* a, const LaunchEvent* b) { return a->on < b->on; });
    for (const LaunchEvent* event : booked.events) load.events.push_back(id_of(*event));
    return load;
}

/// `4 days: 3, 0, 1 and 0`.
std::string weeks_phrase(const Load& load) {
    std::vector<std::string> weeks;
    for (const int days : load.weeks) weeks.push_back(std::to_string(days));
    return days_text(load.days) + ": " + listed(weeks);
}

std::string row(const World& world, const Load& load) {
    std::vector<Ref> events(load.events.begin(), load.events.end());
    constexpr std::size_t kEventsShown = 4;
    return fmt::format("{} · {} · {}", person_name(world, load.who), weeks_phrase(load),
                       ids_of(events, kEventsShown));
}

Card one_person(const World& world, const Load& load, const std::string& window, Day today) {
    Card card;
    card.title.person(load.who) << fmt::format(", busy days from {}, in all and by week: {}", window,
                                               weeks_phrase(load));
    for (const EventId id : load.events) {
        const LaunchEvent& event = *world.find(id);
        card.lines.push_back({Line::Kind::item,
                              {},
                              fmt::format("{} · {}", called(world, id),
                                          span_phrase(Plan::busy_from(event), event.to, today))});
    }
    return card;
}

}  // namespace

std::vector<Load> loads(const World& world, ProductId product, Day today) {
    std::map<PersonId, Booked> booked;
    for (const LaunchEvent& event : world.all<LaunchEvent>()) {
        if ((product && event.product != product) || !Plan::open(event, today)) continue;
        const Day first = std::max(Plan::busy_from(event), today);
        const Day last = std::min(event.to, today + Days{kLoadDays - 1});
        if (first > last) continue;
        for (const PersonId who : event.owners) {
            Booked& of = booked[who];
            of.events.push_back(&event);
            for (Day day = first; day <= last; day += Days{1})
                of.days.set(static_cast<std::size_t>(days_between(today, day)));
        }
    }
    std::vector<Load> all;
    for (auto& [who, days] : booked) all.push_back(load_of(who, days));
    std::stable_sort(all.begin(), all.end(), [](const Load& a, const Load& b) { return a.days > b.days; });
    return all;
}

Result<void> view_load(Draft& draft, const Command& command) {
    const World& world = draft.world();
    const Day today = today_in(draft, command.product);
    const std::string window =
        fmt::format("{} to {}", spoken(today, today), spoken(today + Days{kLoadDays - 1}, today));
    std::vector<Load> all = loads(draft.seen(), {}, today);
    if (const PersonId who = command.subject.as<PersonId>()) {
        const auto found = std::find_if(all.begin(), all.end(), [&](const Load& l) { return l.who == who; });
        if (found == all.end())
            answer_line(draft, fmt::format("{}: no busy day from {}.", person_name(world, who), window));
        else
            draft.answer(one_person(world, *found, window, today));
        return {};
    }
    // People of this product, with what they do in all: a day can be spent once.
    if (command.product) {
        const std::vector<Load> here = loads(draft.seen(), command.product, today);
        std::erase_if(all, [&](const Load& l) {
            return std::none_of(here.begin(), here.end(), [&](const Load& h) { return h.who == l.who; });
        });
    }
    if (all.empty()) {
        answer_line(draft, fmt::format("Nobody owns an event from {}.", window));
        return {};
    }
    Card card = plain_card(fmt::format("Busy days from {}, in all and by week", window));
    for (const Load& load : all) card.lines.push_back({Line::Kind::item, {}, row(world, load)});
    draft.answer(std::move(card));
    return {};
}

}  // namespace plumb
