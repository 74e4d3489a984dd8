#include "app/quiet.hpp"

#include "core/digest/slots.hpp"
#include "core/records/forgotten.hpp"
#include "core/time/hours.hpp"

namespace plumb {

namespace {

/// The end of somebody's quiet hours; nothing while they hear everything.
std::optional<Instant> quiet_until(const World& world, const Context& context, PersonId who) {
    const Person* person = world.find(who);
    if (!person || !person->quiet) return std::nullopt;
    const Hours quiet{Seconds{person->quiet->from}, Seconds{person->quiet->to}};
    const Instant end = after_quiet(zone_of(context, world, *person), quiet, context.now);
    return end > context.now ? std::optional(end) : std::nullopt;
}

bool is_gone(const World& world, PersonId who) {
    const Person* person = world.find(who);
    return person && is_forgotten(*person);
}

void hush(const World& world, const Context& context, Text& text) {
    for (Run& run : text.runs())
        if (run.kind == Run::Kind::ping && (is_gone(world, run.who) || quiet_until(world, context, run.who)))
            run.kind = Run::Kind::person;
}

}  // namespace

std::optional<Instant> held_until(const World& world, const Context& context, const Outgoing& message) {
    return message.to && !message.reply ? quiet_until(world, context, message.to) : std::nullopt;
}

bool reaches_nobody(const World& world, const Outgoing& message) {
    return message.to && is_gone(world, message.to);
}

Outgoing without_unheard_pings(const World& world, const Context& context, Outgoing message) {
    hush(world, context, message.card.title);
    for (Line& line : message.card.lines) hush(world, context, line.text);
    return message;
}

}  // namespace plumb
