#include "core/change/request_card.hpp"

#include "core/change/moment.hpp"
#include "core/change/request_lines.hpp"
#include "core/change/ripple.hpp"
#include "core/change/state.hpp"
#include "core/change/watchers.hpp"
#include "core/command/card_lines.hpp"
#include "core/command/record_text.hpp"

#include <fmt/core.h>

namespace plumb {

namespace {

constexpr std::size_t kFew = 3;
/// Everything that the limits of a list let in.
constexpr std::size_t kAll = 100;

std::string state_text(const RequestView& view) {
    std::string text(word(view.request.status));
    if (view.request.status == ChangeStatus::deferred && view.request.until)
        text += " until " + view.plan.say(*view.request.until);
    if (waiting(view.request)) text += fmt::format(" · {}", word(view.request.severity));
    return text;
}

/// That Assess opens a form; what it asks follows from who presses (judgement_asks), and no card need carry
/// it.
std::vector<Ask> assess_asks() { return {{"note", "Note", {}, false}}; }

/// The form behind Approve asks for what the moment calls for.
std::vector<Ask> approve_asks(const RequestView& view) {
    std::vector<Ask> asks{{"reason", "Reason", {}, false}};
    const Moment moment = moment_of(view.plan, view.request);
    if (view.request.change_kind == ChangeKind::add && moment.baselined)
        asks.push_back({"displaces", "What does it displace? A feature (F-7), a date, or none", {}, true});
    if (!moment.missing.empty())
        asks.push_back({"override", "An assessment is missing. Why can it not wait?", {}, true});
    else if (!moment.frozen.empty())
        asks.push_back({"override", "It touches a release in its freeze. Why can it not wait?", {}, true});
    asks.push_back({"trade-off", "Trade-off chosen", {}, false});
    asks.push_back({"revisit", "Look at it again on", {}, false});
    return asks;
}

void add_buttons(Card& card, const RequestView& view) {
    const std::string id = to_string(Ref{id_of(view.request)});
    const auto button = [&](std::string label, std::string_view verb, Button::Style style,
                            std::vector<Ask> asks) {
        if (possible(view.request.status, verb))
            card.buttons.push_back(
                {std::move(label), fmt::format("change {} {}", verb, id), style, std::move(asks)});
    };
    button("Assess", "assess", Button::Style::normal, assess_asks());
    if (waiting(view.request)) button("Approve", "approve", Button::Style::primary, approve_asks(view));
    button("Decline", "decline", Button::Style::danger, {{"reason", "Reason", {}, true}});
    button("Defer", "defer", Button::Style::normal,
           {{"until", "Until", {}, true}, {"reason", "Reason", {}, true}});
    if (!unacknowledged(view.request).empty()) button("Acknowledge", "ack", Button::Style::primary, {});
    button("Reopen", "reopen", Button::Style::normal, {{"reason", "Reason", {}, true}});
    if (view.request.status != ChangeStatus::merged && view.request.status != ChangeStatus::withdrawn)
        button("Watch", "watch", Button::Style::normal, {});
}

Card draw(const RequestView& view) {
    Card card;
    card.id = to_string(Ref{id_of(view.request)});
    card.title = view.request.title;
    card.state = state_text(view);
    add_asked(card, view);
    add_decision(card, view);
    add_reasons(card, view);
    add_heard(card, view);
    add_judged(card, view);
    add_options(card, view);
    add_questions(card, view);
    add_touches(card, view);
    add_volume(card, view);
    add_warnings(card, view.world, view.context, id_of(view.request));
    add_buttons(card, view);
    return card;
}

Card drawn(const World& world, const Context& context, ChangeId id, std::size_t most, bool whole) {
    const ChangeRequest& request = *world.find(id);
    const Zone& zone = zone_of(context, world, request.product);
    const Plan plan(world, request.product, zone.day_of(context.now), zone);
    return draw({world, context, plan, request, most, whole});
}

}  // namespace

Card request_card(const World& world, const Context& context, ChangeId id) {
    return drawn(world, context, id, kFew, false);
}

Card request_details(const World& world, const Context& context, ChangeId id) {
    Card card = drawn(world, context, id, kAll, true);
    const ChangeRequest& request = *world.find(id);
    if (!waiting(request)) return card;
    const Card ripple = ripple_card(world, context, id);
    card.lines.push_back({Line::Kind::heading, {}, "If it were approved"});
    for (const Line& line : ripple.lines)
        if (line.label != "Touches") card.lines.push_back(line);
    return card;
}

}  // namespace plumb
