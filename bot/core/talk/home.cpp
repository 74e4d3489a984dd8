#include "core/talk/home.hpp"

#include "core/base/among.hpp"
#include "core/base/phrases.hpp"
#include "core/command/card_lines.hpp"
#include "core/command/record_text.hpp"
#include "core/command/warnings_today.hpp"
#include "core/digest/waiting.hpp"
#include "core/talk/telling.hpp"
#include "core/time/calendar.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <set>

namespace plumb {

namespace {

/// Of each kind; more is asked for by command.
constexpr std::size_t kShown = 8;

Card hint(std::string text, std::string_view command) {
    Card card = plain_card(std::move(text));
    card.lines.push_back({Line::Kind::command, {}, Text{}.code(command)});
    return card;
}

std::string dated(const World& world, const Context& context, ProductId product, Day day) {
    const Day today = today_of(context, world, product);
    return fmt::format("{}, {}", spoken(day, today), distance_text(day, today));
}

HomeSection waiting_for(const World& world, const Context& context) {
    HomeSection section{"Waiting for you", {}};
    Card card;
    card.lines = waiting_lines(world, context, context.actor);
    if (!card.lines.empty()) {
        section.cards.push_back(std::move(card));
        return section;
    }
    const Person* person = world.find(context.actor);
    if (person && person->function)
        section.cards.push_back(
            hint("Nothing waits for you. Something a customer asked for is recorded with", "change new"));
    else
        section.cards.push_back(
            hint("Say first which side you speak for; then what waits for it is shown here.",
                 "me function:engineering"));
    return section;
}

bool is_over(const LaunchEvent& event) {
    return event.status == EventStatus::done || event.status == EventStatus::cancelled;
}

HomeSection events_of(const World& world, const Context& context) {
    HomeSection section{"My events", {}};
    std::vector<const LaunchEvent*> mine;
    for (const LaunchEvent& event : world.all<LaunchEvent>())
        if (is_among(event.owners, context.actor) && !is_over(event)) mine.push_back(&event);
    std::stable_sort(mine.begin(), mine.end(),
                     [](const LaunchEvent* a, const LaunchEvent* b) { return a->on < b->on; });
    Card list;
    std::size_t left_out = 0;
    const auto add = [&list, &left_out](std::string text) {
        if (list.lines.size() < kShown)
            list.lines.push_back({Line::Kind::item, {}, Text(std::move(text))});
        else
            ++left_out;
    };
    for (const LaunchEvent* event : mine)
        add(fmt::format("{}, {}", called(world, Ref{id_of(*event)}),
                        dated(world, context, event->product, event->on)));
    for (const Collateral& piece : world.all<Collateral>()) {
        if (piece.owner != context.actor || piece.status == CollateralStatus::done) continue;
        const std::string due = piece.due ? ", due " + dated(world, context, piece.product, *piece.due)
                                          : std::string(", without a date");
        add(called(world, Ref{id_of(piece)}) + due);
    }
    if (left_out > 0) add_context(list, fmt::format("and {} more", left_out));
    if (list.lines.empty())
        section.cards.push_back(
            hint("You own no event and no collateral. An event is recorded with", "launch new"));
    else
        section.cards.push_back(std::move(list));
    return section;
}

/// Products that the person has to do with: an owner there, or heard in one of their records.
std::set<int> products_of(const World& world, PersonId who) {
    std::set<int> products;
    for (const Release& release : world.all<Release>())
        if (is_among(release.owners, who)) products.insert(release.product.n);
    for (const LaunchEvent& event : world.all<LaunchEvent>())
        if (is_among(event.owners, who)) products.insert(event.product.n);
    for (const ChangeRequest& request : world.all<ChangeRequest>())
        if (request.raised_by == who) products.insert(request.product.n);
    if (products.empty())
        for (const Product& product : world.all<Product>()) products.insert(id_of(product).n);
    return products;
}

/// Those of the person's products that nobody has answered for, the worst first.
std::vector<const Warning*> warnings_for(const World& world, const Context& context) {
    const std::set<int> mine = products_of(world, context.actor);
    std::vector<const Warning*> warnings;
    for (const Warning& warning : world.all<Warning>()) {
        if (warning.status != WarningStatus::open || warning.severity == Severity::info) continue;
        if (mute_of(world, warning, today_of(context, world, warning.product))) continue;
        if (mine.contains(warning.product.n)) warnings.push_back(&warning);
    }
    std::sort(warnings.begin(), warnings.end(),
              [](const Warning* a, const Warning* b) { return comes_first(*a, *b); });
    return warnings;
}

HomeSection products(const World& world, const Context& context) {
    HomeSection section{"My products", {}};
    const std::vector<const Warning*> warnings = warnings_for(world, context);
    for (std::size_t i = 0; i < std::min(warnings.size(), kShown); ++i) {
        Card card;
        Mentions nobody = Mentions::none();
        warning_lines(card, world, context, *warnings[i], nobody);
        section.cards.push_back(std::move(card));
    }
    if (warnings.size() > kShown)
        section.cards.push_back(hint(fmt::format("and {} more open", warnings.size() - kShown), "warnings"));
    if (!section.cards.empty()) return section;
    if (world.all<Product>().begin() == world.all<Product>().end())
        section.cards.push_back(hint("There is no product yet. The first record made in a channel makes one.",
                                     "release new 1.0 date:\"in 8 weeks\""));
    else
        section.cards.push_back(plain_card("No warning is open in your products."));
    return section;
}

HomeSection settings(const World& world, const Context& context) {
    HomeSection section{"Settings", {}};
    const Person* person = world.find(context.actor);
    Card card;
    const auto fact = [&card](std::string label, std::string text) {
        card.lines.push_back({Line::Kind::field, std::move(label), Text(std::move(text))});
    };
    fact("You speak for",
         person && person->function ? std::string(word(*person->function)) : "no function yet");
    fact("Time zone", person && !person->tz.empty() ? person->tz : "the product’s");
    fact("Digest", person ? std::string(word(person->digest)) : std::string(word(PersonalDigest::off)));
    std::vector<std::string> functions;
    for (const std::string_view known : words<Function>()) functions.emplace_back(known);
    std::vector<std::string> digests;
    for (const std::string_view known : words<PersonalDigest>()) digests.emplace_back(known);
    card.buttons.push_back({"Change",
                            "me",
                            Button::Style::normal,
                            {{"function", "You speak for", std::move(functions), false},
                             {"tz", "Time zone, such as Europe/Paris", {}, false},
                             {"digest", "Digest", std::move(digests), false}}});
    section.cards.push_back(std::move(card));
    return section;
}

}  // namespace

std::vector<HomeSection> home_of(const World& world, const Context& context) {
    return {waiting_for(world, context), events_of(world, context), products(world, context),
            settings(world, context)};
}

}  // namespace plumb
