// The card of a launch event, and the list of events.
#include "core/align/plan.hpp"
#include "core/base/among.hpp"
#include "core/base/phrases.hpp"
#include "core/command/asked.hpp"
#include "core/command/card_lines.hpp"
#include "core/command/paging.hpp"
#include "core/command/record_text.hpp"
#include "core/command/said.hpp"
#include "core/launch/event.hpp"
#include "core/launch/heard_at.hpp"
#include "core/launch/launch_cards.hpp"
#include "core/launch/launch_handlers.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace plumb {

namespace {

std::string when(const LaunchEvent& event, Day today) {
    std::string text =
        event.to == event.on ? spoken(event.on, today) : span_phrase(event.on, event.to, today);
    const bool days = event.to > event.on && event.on <= today;
    if (days && today <= event.to)
        text += " (on now)";
    else
        text += (days ? " (ended " : " (") + distance_text(days ? event.to : event.on, today) + ")";
    if (event.immovable) text += ", immovable";
    if (event.prep > 0) text += ", " + counted(event.prep, "setup day", "setup days") + " before";
    return text;
}

/// `Atlas 2.0, Fri 12 Mar, planned; market green, product unset`.
std::string release_line(const Release& release, Day today) {
    std::string text =
        fmt::format("{}, {}, {}", release.name, spoken(Plan::date_of(release), today), word(release.status));
    std::vector<std::string> pillars;
    for (std::size_t p = 0; p < kPillars; ++p)
        if (const auto& state = release.ready.of[p]; state.status)
            pillars.push_back(fmt::format("{} {}", word(static_cast<Pillar>(p)), word(*state.status)));
    if (!pillars.empty()) text += "; " + listed(pillars);
    return text;
}

void add_plan_lines(Card& card, const World& world, const LaunchEvent& event, Day today) {
    if (const Release* release = world.find(event.release))
        add_field(card, "Release", release_line(*release, today));
    std::vector<std::string> features;
    for (const FeatureId f : event.features) features.push_back(called(world, Ref{f}));
    add_field(card, "Features", listed(features));
    for (const FeatureId f : event.features)
        if (const Feature* feature = world.find(f); feature && feature->release != event.release)
            if (const Release* release = world.find(feature->release))
                add_field(card, "Release", to_string(Ref{f}) + ": " + release_line(*release, today));
    if (event.parent)
        add_field(
            card, "Part of",
            called(world, Ref{event.parent}) +
                (event.lead > 0 ? ", at least " + days_text(event.lead) + " before it" : std::string{}));
}

std::string audience_phrase(Audience audience) {
    switch (audience) {
        case Audience::internal: return "internal only";
        case Audience::early: return "for early adopters";
        case Audience::segment: return "for a segment";
        case Audience::everyone: return "for everyone";
    }
    return {};
}

void add_purpose_lines(Card& card, const LaunchEvent& event) {
    const auto join = [](std::string& text, const std::string& more) {
        text += (text.empty() ? "" : ", ") + more;
    };
    std::string audience = event.audience ? audience_phrase(*event.audience) : std::string{};
    if (!event.segment.empty()) audience += audience.empty() ? event.segment : " (" + event.segment + ")";
    if (event.reach) join(audience, grouped(*event.reach) + " expected");
    const bool only_cost = event.cost && !event.goal && audience.empty();
    if (event.cost && !only_cost) join(audience, "costs " + grouped(*event.cost));
    std::string goal = event.goal ? std::string(word(*event.goal)) : std::string{};
    if (event.goal && !audience.empty()) join(goal, audience);
    add_field(card, event.goal ? "Goal" : "Reach", event.goal ? goal : audience);
    if (only_cost) add_field(card, "Costs", grouped(*event.cost));
    add_field(card, "Why", event.why);
    add_field(card, "Place", event.place);
}

void add_collateral_lines(Card& card, const World& world, const LaunchEvent& event, Day today) {
    world.all<Collateral>().each_naming(id_of(event), [&](const Collateral& c) {
        if (c.event != id_of(event)) return;
        std::string text = fmt::format("{}: {}", called(world, Ref{id_of(c)}), word(c.status));
        if (c.due) text += ", due " + spoken(*c.due, today);
        if (c.due_before) text += " (" + due_rule_text(*c.due_before) + ")";
        if (c.owner) text += ", " + person_name(world, c.owner);
        card.lines.push_back({Line::Kind::item, {}, text});
    });
}

/// The *change* lines that the last event of this type left for the next one.
void add_lessons(Card& card, const World& world, const LaunchEvent& event) {
    const LaunchEvent* last = last_looked_back_on(world, event);
    if (!last) return;
    for (const RetroLine& line : last->retro)
        if (!line.change.empty())
            add_field(card, "Last time (" + to_string(Ref{id_of(*last)}) + ")", line.change);
}

/// What was heard there and is on no request yet.
void add_unattached(Card& card, const World& world, EventId event) {
    constexpr std::size_t kShown = 3;
    const auto voices = unattached(world, event);
    for (std::size_t i = 0; i < voices.size() && i < kShown; ++i) {
        const Evidence& voice = *voices[i];
        const std::string id = to_string(Ref{id_of(voice)});
        add_field(card, "Heard", id + " " + heard_text(world, voice));
        card.buttons.push_back({voices.size() == 1 ? "Attach to request" : "Attach " + id + " to request",
                                "launch attach " + id,
                                Button::Style::normal,
                                {{"to", "Request", {}, true}}});
    }
    if (voices.size() > kShown) add_context(card, fmt::format("and {} more heard", voices.size() - kShown));
}

void add_half(Card& card, const World& world, std::string_view half,
              const std::optional<SignOff>& signed_off) {
    if (signed_off)
        add_context(card, fmt::format("Signed off {}: {}.", half, person_name(world, signed_off->by)));
}

void add_buttons(Card& card, const World& world, const LaunchEvent& event) {
    const std::string id = to_string(Ref{id_of(event)});
    for (const PersonId who : event.offers) {
        const Person* person = world.find(who);
        const std::string handle = person ? person->handle : std::string{};
        card.buttons.push_back({"Confirm " + handle,
                                fmt::format("launch set {} owner:+@{}", id, handle),
                                Button::Style::primary,
                                {}});
    }
    if (Plan::still_to_come(event))
        if (event.help_wanted && !event.owners.empty())
            card.buttons.push_back({"Take it", "launch take " + id, Button::Style::normal, {}});
}

std::string state_of(const LaunchEvent& event) {
    std::string state = fmt::format("{} · {}", word(event.type), word(event.status));
    state += event.tier ? fmt::format(" · tier {}", *event.tier)
                        : fmt::format(" · counts as tier {}", Plan::tier_of(event));
    return state;
}

}  // namespace

Card event_card(const World& world, const Context& context, EventId id) {
    const LaunchEvent& event = *world.find(id);
    const Day today = today_of(context, world, event.product);
    Card card;
    card.id = to_string(Ref{id});
    card.title = Text(event.title);
    card.state = state_of(event);
    add_field(card, "Reason", event.reason);
    add_field(card, "When", when(event, today));
    add_plan_lines(card, world, event, today);
    add_purpose_lines(card, event);
    // One that is over can still be taken: its retrospect asks its owners.
    if (event.status != EventStatus::cancelled || !event.owners.empty())
        add_owners(card, world, event.owners, fmt::format("launch set {} owner:me", card.id));
    if (!event.offers.empty()) add_field(card, "Offers", names_of(world, event.offers) + " would help");
    const bool ahead = Plan::still_to_come(event);
    if (event.help_wanted && ahead)
        add_context(card, Text("Volunteers are wanted: ").code("launch take " + card.id));
    add_collateral_lines(card, world, event, today);
    add_half(card, world, "inside", event.signed_off.inside);
    add_half(card, world, "outside", event.signed_off.outside);
    add_moves(card, world, Ref{id}, today);
    add_unattached(card, world, id);
    add_lessons(card, world, event);
    add_warnings(card, world, context, Ref{id});
    add_buttons(card, world, event);
    return card;
}

Result<void> launch_show(Draft& draft, const Command& command) {
    draft.answer(event_card(draft.world(), draft.context(), command.subject.as<EventId>()));
    return {};
}

Result<void> launch_list(Draft& draft, const Command& command) {
    std::vector<const LaunchEvent*> events;
    const std::string state = command.text_of("state");
    const std::string type = command.text_of("type");
    const auto release = command.id<ReleaseId>("release");
    const auto owner = command.id<PersonId>("owner");
    for (const LaunchEvent& e : draft.world().all<LaunchEvent>()) {
        if (e.product != command.product) continue;
        if (!state.empty() && word(e.status) != state) continue;
        if (!type.empty() && word(e.type) != type) continue;
        if (release && e.release != release) continue;
        if (owner && !is_among(e.owners, owner)) continue;
        events.push_back(&e);
    }
    std::stable_sort(events.begin(), events.end(),
                     [](const auto* a, const auto* b) { return a->on < b->on; });
    const Day today = today_in(draft, command.product);
    std::vector<std::string> rows;
    for (const LaunchEvent* e : events) {
        std::string row = fmt::format("{}  {}  {}, {}", to_string(Ref{id_of(*e)}), e->title, word(e->type),
                                      word(e->status));
        row += ", " + span_phrase(e->on, e->to, today);
        if (!e->owners.empty()) row += ", " + names_of(draft.world(), e->owners);
        rows.push_back(std::move(row));
    }
    const Text title =
        rows.empty() ? nothing_like(command, "launch event", "launch list",
                                    Text("No launch events. The first one: ")
                                        .code("launch new \"Spring launch\" on:\"in 8 weeks\""))
                     : Text(counted(static_cast<std::int64_t>(rows.size()), "launch event", "launch events"));
    draft.answer(list_card(title, rows, page_asked(command), asked_again(command, "launch list")));
    return {};
}

}  // namespace plumb
