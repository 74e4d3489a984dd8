// `digest now`, `digest test`, `pulse`: what digests would say.
#include "core/command/asked.hpp"
#include "core/command/record_text.hpp"
#include "core/digest/digest.hpp"
#include "core/digest/digest_handlers.hpp"
#include "core/digest/slots.hpp"
#include "core/picture/pulse.hpp"
#include "core/picture/timeline_text.hpp"
#include "core/time/hours.hpp"

#include <fmt/core.h>

namespace plumb {

namespace {

DigestWish weekly_now(const Draft& draft, ProductId product) {
    const std::string& channel = draft.context().place.channel;
    const Day today = today_in(draft, product);
    return {
        product,
        true,
        told_until(draft.world(), product, channel, draft.now()),
        today,
        {},
        first_of_month(draft.context(), draft.world(), weekly_of(draft.world(), product, channel), today)};
}

/// The schedule of this channel and product that comes next, and when.
struct Next {
    const Schedule* schedule = nullptr;
    Slot slot;
};

Next next_here(const Draft& draft, ProductId product) {
    Next next;
    for (const Schedule* s : schedules_of(draft.world(), draft.context().place.channel)) {
        if (s->product != product) continue;
        const Slot slot = next_run(draft.context(), draft.world(), *s, draft.now());
        if (!next.schedule || slot.at < next.slot.at) next = {s, slot};
    }
    return next;
}

}  // namespace

Result<void> digest_now(Draft& draft, const Command& command) {
    const auto product = product_asked(draft, command);
    if (!product) return tl::make_unexpected(product.error());
    const Place& place = draft.context().place;
    Digest digest = channel_digest(draft.world(), draft.context(), weekly_now(draft, *product));
    if (digest.worth)
        digest.card.file = timeline_wish(draft.world(), *product, today_in(draft, *product), {});
    Card card = std::move(digest.card);
    if (place.direct) {
        draft.answer(std::move(card));
        return {};
    }
    Outgoing message;
    message.channel = place.channel;
    message.thread = place.thread;
    message.reply = true;
    message.card = std::move(card);
    draft.say(std::move(message));
    return {};
}

Result<void> digest_test(Draft& draft, const Command& command) {
    const auto product = product_asked(draft, command);
    if (!product) return tl::make_unexpected(product.error());
    const Next next = next_here(draft, *product);
    if (!next.schedule) {
        Card card = channel_digest(draft.world(), draft.context(), weekly_now(draft, *product)).card;
        Text note("No digest is scheduled here; a weekly one would say this.");
        if (function_of(draft.world(), draft.actor())) (note << " ").code("digest schedule weekly mon 09:00");
        card.lines.push_back({Line::Kind::context, {}, std::move(note)});
        draft.answer(std::move(card));
        return {};
    }
    const Schedule& schedule = *next.schedule;
    const DigestWish wish{schedule.product,
                          schedule.every == Every::weekly,
                          told_until(draft.world(), schedule, draft.now()),
                          next.slot.local_day,
                          {},
                          first_of_month(draft.context(), draft.world(), &schedule, next.slot.local_day),
                          draft.now()};
    const Zone& zone = zone_of(draft.context(), draft.world(), schedule);
    const std::string when =
        fmt::format("{} at {} ({})", spoken(next.slot.local_day, zone.day_of(draft.now())),
                    clock_text(zone.time_of_day(next.slot.at)), zone.name());
    Context then = draft.context();
    then.now = next.slot.at;
    Digest digest = channel_digest(draft.world(), then, wish);
    const bool skipped = !digest.worth && schedule.every != Every::weekly;
    digest.card.lines.push_back(
        {Line::Kind::context,
         {},
         Text(skipped ? fmt::format("As it stands the next digest, {}, would not be sent.", when)
                      : fmt::format("The next {} digest comes {}.", word(schedule.every), when))});
    draft.answer(std::move(digest.card));
    return {};
}

Result<void> pulse_now(Draft& draft, const Command& command) {
    const auto product = product_asked(draft, command);
    if (!product) return tl::make_unexpected(product.error());
    Card card = pulse_card(draft.world(), draft.context(), weekly_now(draft, *product));
    const Day today = today_in(draft, *product);
    const Zone& zone = zone_of(draft.context(), draft.world(), *product);
    if (pulse_of(draft.world(), *product, today, zone).worth_a_picture())
        card.file = pulse_wish(draft.world(), *product, today);
    draft.answer(std::move(card));
    return {};
}

}  // namespace plumb
