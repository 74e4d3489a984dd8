// `status`: are we ready, and when.
#include "core/align/plan.hpp"
#include "core/command/asked.hpp"
#include "core/command/card_lines.hpp"
#include "core/command/record_text.hpp"
#include "core/plan/standing.hpp"
#include "core/plan/views.hpp"
#include "core/records/links.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace plumb {

namespace {

constexpr std::size_t kLinesShown = 12;
constexpr std::size_t kMissingShown = 20;

/// The releases and events that are asked about, by date.
struct Asked {
    std::vector<const Release*> releases;
    std::vector<const LaunchEvent*> events;
};

Asked of_product(const World& world, ProductId product, Day today) {
    Asked asked;
    for (const Release& r : world.all<Release>())
        if (r.product == product && Plan::still_to_come(r)) asked.releases.push_back(&r);
    std::stable_sort(asked.releases.begin(), asked.releases.end(),
                     [](const Release* a, const Release* b) { return a->date < b->date; });
    for (const LaunchEvent& e : world.all<LaunchEvent>()) {
        if (e.product == product && Plan::open(e, today)) asked.events.push_back(&e);
    }
    std::stable_sort(asked.events.begin(), asked.events.end(),
                     [](const LaunchEvent* a, const LaunchEvent* b) { return a->on < b->on; });
    return asked;
}

/// `beside`: how much is missing of the events or releases that are listed with it.
std::string verdict(const World& world, Ref subject, std::size_t own, std::size_t beside) {
    const std::string who = called(world, subject);
    const Release* release = world.find(subject.as<ReleaseId>());
    if (release && !Plan::still_to_come(*release))
        return fmt::format("{} is {}.", who, word(release->status));
    if (const LaunchEvent* e = world.find(subject.as<EventId>());
        e && (e->status == EventStatus::done || e->status == EventStatus::cancelled))
        return fmt::format("{} is {}.", who, word(e->status));
    const std::string_view others = release ? "events" : "releases";
    const auto things = [](std::size_t n) {
        return fmt::format("{} {} missing", counted(static_cast<std::int64_t>(n), "thing"),
                           n == 1 ? "is" : "are");
    };
    if (own == 0 && beside == 0) return fmt::format("{} is ready.", who);
    if (own == 0) return fmt::format("{} is ready; of its {} {}.", who, others, things(beside));
    if (beside == 0) return fmt::format("{} is not ready: {}.", who, things(own));
    return fmt::format("{} is not ready: {}, {} with its {}.", who, things(own), own + beside, others);
}

/// How each of them stands, in the order in which they are listed.
std::vector<Standing> standings_of(const World& world, const Asked& asked, Day today) {
    std::vector<Standing> standings;
    for (const Release* r : asked.releases) standings.push_back(standing_of(world, *r, today));
    for (const LaunchEvent* e : asked.events) standings.push_back(standing_of(world, *e, today));
    return standings;
}

std::vector<Text> missing_of(const std::vector<Standing>& standings) {
    std::vector<Text> missing;
    for (const Standing& one : standings)
        missing.insert(missing.end(), one.missing.begin(), one.missing.end());
    return missing;
}

void add_standings(Card& card, const std::vector<Standing>& standings) {
    for (std::size_t i = 0; i < std::min(standings.size(), kLinesShown); ++i)
        card.lines.push_back({Line::Kind::item, {}, standings[i].line});
    if (standings.size() > kLinesShown) {
        Text more(fmt::format("and {} more: ", standings.size() - kLinesShown));
        more.code("release list") << ", ";
        add_context(card, more.code("launch list"));
    }
    const std::vector<Text> missing = missing_of(standings);
    if (missing.empty()) return;
    card.lines.push_back({Line::Kind::heading, {}, "Missing"});
    for (std::size_t i = 0; i < std::min(missing.size(), kMissingShown); ++i)
        card.lines.push_back({Line::Kind::item, {}, missing[i]});
    if (missing.size() > kMissingShown)
        add_context(card, fmt::format("and {} more", missing.size() - kMissingShown));
}

}  // namespace

Result<void> view_status(Draft& draft, const Command& command) {
    const World& world = draft.world();
    const Ref subject = command.subject;
    const Day today = today_in(draft, command.product);
    Asked asked;
    Card card;
    if (const Release* release = world.find(subject.as<ReleaseId>())) {
        asked = {{release}, events_on(world, id_of(*release))};
    } else if (const LaunchEvent* event = world.find(subject.as<EventId>())) {
        asked = {depends_on(world, *event), {event}};
    } else if (subject && subject.kind != Kind::product && subject != draft.context().place.thread) {
        return refuse(fmt::format("{} is neither a release nor an event.", called(world, subject)),
                      "status takes one of those, or nothing for the whole product.", "status");
    } else {
        const auto product = product_asked(draft, command);
        if (!product) return tl::make_unexpected(product.error());
        asked = of_product(draft.seen(), *product, today);
        card.title = name(world, *product);
        if (asked.releases.empty() && asked.events.empty()) {
            draft.answer(
                plain_card(name(world, *product) + " has no release to come and no open event.",
                           {Text("Plan one: ").code("release new 1.0 date:" + iso(today + Days{90}))}));
            return {};
        }
    }
    const std::vector<Standing> standings = standings_of(world, asked, today);
    if (card.title.empty()) {
        const bool release = subject.kind == Kind::release;
        const std::size_t own = (release ? standings.front() : standings.back()).missing.size();
        card.title = verdict(world, subject, own, missing_of(standings).size() - own);
    }
    add_standings(card, standings);
    if (subject && subject.kind != Kind::product) add_warnings(card, world, draft.context(), subject);
    draft.answer(std::move(card));
    return {};
}

}  // namespace plumb
