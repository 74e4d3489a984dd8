#include "core/launch/retro.hpp"

#include "core/align/effects.hpp"
#include "core/base/among.hpp"
#include "core/command/asked.hpp"
#include "core/command/card_lines.hpp"
#include "core/command/record_text.hpp"
#include "core/launch/heard_at.hpp"
#include "core/launch/retro_facts.hpp"
#include "core/launch/retro_said.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace plumb {

namespace {

constexpr std::size_t kVoicesShown = 3;

void add_all(Card& card, const std::string& label, const std::vector<std::string>& lines) {
    for (const std::string& line : lines) add_field(card, label, line);
}

void add_voices(Card& card, const World& world, EventId event) {
    std::vector<const Evidence*> voices;
    world.all<Evidence>().each_naming(event, [&](const Evidence& e) {
        if (e.event == event) voices.push_back(&e);
    });
    for (std::size_t i = 0; i < std::min(voices.size(), kVoicesShown); ++i)
        add_field(card, "Heard", heard_text(world, *voices[i]));
    if (voices.size() > kVoicesShown)
        add_context(card, fmt::format("and {} more", voices.size() - kVoicesShown));
}

void add_said(Card& card, const LaunchEvent& event) {
    for (const RetroLine& line : event.retro) {
        Text keep;
        Text change;
        if (!line.keep.empty()) add_field(card, "Keep", keep.person(line.by) << ": " << line.keep);
        if (!line.change.empty()) add_field(card, "Change", change.person(line.by) << ": " << line.change);
    }
}

/// Owners who have said neither what to keep nor what to change.
std::vector<PersonId> silent_owners(const LaunchEvent& event) {
    std::vector<PersonId> silent = event.owners;
    for (const RetroLine& line : event.retro) std::erase(silent, line.by);
    return silent;
}

void ask(Card& card, const World& world, const LaunchEvent& event, const std::vector<PersonId>& pinged) {
    const std::vector<PersonId> silent = silent_owners(event);
    if (silent.empty()) return;
    Text question;
    if (pinged.empty()) question << names_of(world, silent);
    for (std::size_t i = 0; i < silent.size() && !pinged.empty(); ++i) {
        question << (i == 0 ? "" : ", ");
        if (is_among(pinged, silent[i]))
            question.ping(silent[i]);
        else
            question.person(silent[i]);
    }
    question << ": one thing to keep, and one to change? ";
    question.code(fmt::format("launch retro {} keep:\"…\" change:\"…\"", card.id));
    card.lines.push_back({Line::Kind::text, {}, std::move(question)});
    Button button{"Keep and change", "launch retro " + card.id, {}, {}};
    button.asks = {{"keep", "One thing to keep", {}, false}, {"change", "One thing to change", {}, false}};
    card.buttons.push_back(std::move(button));
}

Result<void> can_look_back(const World& world, const LaunchEvent& event, Day today) {
    if (event.status == EventStatus::cancelled)
        return refuse(called(world, id_of(event)) + " was cancelled: there is nothing to look back on.",
                      "What was learned goes into its thread.", "history " + to_string(Ref{id_of(event)}));
    if (is_over(event, today)) return {};
    return refuse(fmt::format("{} is not over: its last day is {}.", called(world, id_of(event)),
                              spoken(event.to, today)),
                  "The retrospect comes after it.",
                  fmt::format("launch show {}", to_string(Ref{id_of(event)})));
}

}  // namespace

bool is_over(const LaunchEvent& event, Day today) {
    return event.status == EventStatus::done || (event.status != EventStatus::cancelled && event.to < today);
}

Card retro_card(const World& world, const Context& context, EventId id, const std::vector<PersonId>& pinged) {
    const ProductId product = world.find(id)->product;
    const Zone& zone = zone_of(context, world, product);
    const Day today = zone.day_of(context.now);
    const World now = as_of(world, product, today, zone);
    const LaunchEvent& event = *now.find(id);
    const Plan plan(now, product, today, zone);
    Card card;
    card.id = to_string(Ref{id});
    card.title = "Looking back on " + quoted(event.title);
    card.state = fmt::format("tier {}", Plan::tier_of(event));
    add_all(card, "Dates", planned_and_actual(plan, event));
    add_moves(card, now, id, today, moves_of(now, id).size());
    add_all(card, "Decided late", decided_late(plan, event));
    add_field(card, "Warnings", warnings_phrase(plan, event, today));
    add_all(card, "Collateral", collateral_lacks(plan, event, context.archive.journal));
    add_field(card, "Promises", promises_phrase(plan, event));
    add_voices(card, now, id);
    add_said(card, event);
    ask(card, now, event, pinged);
    return card;
}

Result<void> launch_retro(Draft& draft, const Command& command) {
    const auto id = command.subject.as<EventId>();
    const LaunchEvent& event = *draft.find(id);
    if (auto ok = can_look_back(draft.world(), event, today_in(draft, event.product)); !ok) return ok;
    if (!command.has("keep") && !command.has("change")) {
        draft.answer(retro_card(draft.world(), draft.context(), id));
        return {};
    }
    RetroSaid said;
    if (command.has("keep")) said.keep = command.text_of("keep");
    if (command.has("change")) said.change = command.text_of("change");
    note_in_retro(draft, id, said);
    return {};
}

}  // namespace plumb
