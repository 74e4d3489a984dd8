// One warning as it stands in a message.
#include "core/base/phrases.hpp"
#include "core/command/warnings_today.hpp"
#include "core/talk/telling.hpp"
#include "core/talk/why.hpp"

#include <fmt/core.h>

namespace plumb {

namespace {

/// What is the matter, or that it is mended; who has answered it, or that it is muted.
Text warning_head(const World& world, const Context& context, const Warning& warning,
                  const std::string& muted) {
    const std::string id = to_string(Ref{id_of(warning)});
    const Day today = today_of(context, world, warning.product);
    Text head;
    if (warning.status == WarningStatus::resolved) {
        const Zone& zone = zone_of(context, world, warning.product);
        const Day on = warning.resolved_at ? zone.day_of(*warning.resolved_at) : today;
        head << "✓ ";
        head.strong(id) << fmt::format("  resolved {}", spoken(on, today));
        if (!warning.reason.empty()) head << ": " << warning.reason;
        return head;
    }
    head << severity_mark(warning.severity) << " ";
    head.strong(id) << "  " << FactsToday(world, context).of(warning);
    if (warning.status != WarningStatus::open) {
        head << fmt::format(" ({}", word(warning.status));
        if (warning.by) head << " by " << person_name(world, warning.by);
        if (warning.until) head << " until " << spoken(*warning.until, today);
        if (!warning.reason.empty()) head << ": " << quoted(warning.reason);
        head << ")";
    } else if (!muted.empty()) {
        head << " (" << muted << ")";
    }
    return head;
}

void add_concerned(Card& card, const Warning& warning, Mentions& mentions) {
    Text people;
    for (const PersonId who : warning.concerns) {
        people << (people.empty() ? "For " : ", ");
        if (mentions.first(who))
            people.ping(who);
        else
            people.person(who);
    }
    if (!people.empty()) card.lines.push_back({Line::Kind::context, {}, people << "."});
}

/// What would mend it, and how it can be answered: as commands and as buttons.
void add_answers(Card& card, const World& world, const Context& context, const Warning& warning) {
    const std::string id = to_string(Ref{id_of(warning)});
    Text commands;
    commands.code("warning why " + id);
    for (const Mend& mend : mends_of(world, context, warning)) {
        commands << " · ";
        commands.code(mend.command);
        card.buttons.push_back({mend.button, mend.pressed.empty() ? mend.command : mend.pressed,
                                Button::Style::normal, mend.asks});
    }
    card.lines.push_back({Line::Kind::command, {}, std::move(commands)});
    card.buttons.push_back({"Acknowledge", "warning ack " + id, Button::Style::normal, {}});
    card.buttons.push_back(
        {"Snooze", "warning snooze " + id, Button::Style::normal, {{"until", "Until", {}, true}}});
    card.buttons.push_back({"Accept the risk",
                            "warning accept " + id,
                            Button::Style::normal,
                            {{"reason", "Why", {}, true}, {"until", "Until", {}, true}}});
}

}  // namespace

void warning_lines(Card& card, const World& world, const Context& context, const Warning& warning,
                   Mentions& mentions) {
    const std::string muted = muted_text(world, warning, today_of(context, world, warning.product));
    Text head = warning_head(world, context, warning, muted);
    if (card.title.empty())
        card.title = std::move(head);
    else
        card.lines.push_back({Line::Kind::text, {}, std::move(head)});
    if (warning.status != WarningStatus::open || !muted.empty()) return;
    add_concerned(card, warning, mentions);
    add_answers(card, world, context, warning);
}

}  // namespace plumb
