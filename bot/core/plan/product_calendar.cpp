// The address of a product's calendar.
#include "core/command/record_text.hpp"
#include "core/plan/product.hpp"

#include <fmt/core.h>

namespace plumb {

namespace {

Card address_card(const World& world, const Product& product, bool renewed) {
    Card card = plain_card(fmt::format("The calendar of {}: /calendar/{}.ics, where this bot serves HTTP.",
                                       name(world, id_of(product)), product.calendar_token));
    card.lines.push_back({Line::Kind::context,
                          {},
                          renewed
                              ? "The old address has ended. Whoever has this one reads releases and events."
                              : "Whoever has it reads releases and events: keep it among yourselves."});
    card.lines.push_back({Line::Kind::command, {}, Text().code("product calendar renew:yes")});
    return card;
}

}  // namespace

Result<void> product_calendar(Draft& draft, const Command& command) {
    const auto id = product_meant(draft, command);
    if (!id) return tl::make_unexpected(id.error());
    if (!function_of(draft.world(), draft.actor()) && !has_role(draft.world(), draft.actor(), Role::admin))
        return refuse(
            "The calendar’s address is for people with a function and admins, and you have set no function.",
            "Say which side you speak for, for example:", "me function:marketing");
    Product product = *draft.find(*id);
    const bool had = !product.calendar_token.empty();
    const bool renew = command.get<bool>("renew").value_or(false);
    if (!had || renew) product.calendar_token = kTokenToDraw;
    const Card card = address_card(draft.world(), product, had && renew);
    draft.put(std::move(product));
    if (draft.context().place.direct) {
        draft.answer(card);
        return {};
    }
    // The address is a key: not even a thread of the place may show it.
    Outgoing told;
    told.to = draft.actor();
    told.card = card;
    draft.say(std::move(told));
    draft.answer(plain_card("The calendar’s address comes to you privately."));
    return {};
}

}  // namespace plumb
