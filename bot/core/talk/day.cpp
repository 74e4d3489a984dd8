#include "core/talk/day.hpp"

#include "core/align/effects.hpp"
#include "core/digest/digest.hpp"
#include "core/digest/slots.hpp"
#include "core/picture/timeline_text.hpp"
#include "core/talk/consequences.hpp"
#include "core/talk/reminders.hpp"
#include "core/time/hours.hpp"

#include <fmt/core.h>

namespace plumb {

namespace {

using What = DueThing::What;

std::string due_text(const Zone& zone, const Slot& slot) {
    return fmt::format("due {} {}", spoken(slot.local_day, slot.local_day),
                       clock_text(zone.time_of_day(slot.at)));
}

/// The name of a slot's message: one that is known is edited, so that no slot is sent twice, wherever a clock
/// has been in between.
std::string slot_anchor(Ref of, Day local_day) {
    return fmt::format("digest:{}@{}", to_string(of), iso(local_day));
}

void run_morning(Draft& draft, const World& before, ProductId product, Instant since) {
    apply_effects(draft, product);
    const auto consequences = evaluate(draft, product);
    remind(draft, product, since);
    draw_up(draft, before, consequences);
}

/// What was mended or changed by then is told as that.
void run_turn(Draft& draft, const World& before, ProductId product) {
    apply_effects(draft, product);
    draw_up(draft, before, evaluate(draft, product));
}

void run_channel_digest(Draft& draft, ScheduleId id) {
    const Schedule* held = draft.find(id);
    if (!held) return;
    const Context& context = draft.context();
    const SlotsDue due = slots_due(context, draft.world(), *held);
    Schedule schedule = *held;
    if (due.last) schedule.last_slot = due.last;
    if (due.run && !replaced(context, draft.world(), *held, *due.run)) {
        const Zone& product_zone = zone_of(context, draft.world(), schedule.product);
        const World now =
            as_of(draft.world(), schedule.product, product_zone.day_of(draft.now()), product_zone);
        const bool weekly = schedule.every == Every::weekly;
        DigestWish wish{
            schedule.product,   weekly, told_until(draft.world(), *held, draft.now()),
            due.run->local_day, {},     first_of_month(context, draft.world(), held, due.run->local_day)};
        if (due.late) wish.late = due_text(zone_of(context, draft.world(), *held), *due.run);
        Digest digest = channel_digest(now, context, wish);
        if (weekly || digest.worth) {
            schedule.last_run = draft.now();
            Outgoing message;
            message.how = Outgoing::How::upsert;
            message.anchor = slot_anchor(Ref{id}, due.run->local_day);
            message.channel = schedule.channel;
            message.card = std::move(digest.card);
            if (weekly && digest.worth)
                message.card.file =
                    timeline_wish(now, schedule.product, product_zone.day_of(draft.now()), {});
            draft.say(std::move(message));
        }
    }
    draft.put_quietly(std::move(schedule));
}

void run_personal_digest(Draft& draft, PersonId id) {
    const Person* held = draft.find(id);
    if (!held || held->digest == PersonalDigest::off) return;
    const SlotsDue due = slots_due(draft.context(), draft.world(), *held);
    if (due.run) {
        World now = draft.world();
        for (const Product& product : draft.world().all<Product>()) {
            const Zone& zone = zone_of(draft.context(), now, id_of(product));
            now = as_of(now, id_of(product), zone.day_of(draft.now()), zone);
        }
        auto card = personal_digest(now, draft.context(), id, due.run->local_day);
        if (card && due.late)
            card->title << " (late, " << due_text(zone_of(draft.context(), now, *held), *due.run) << ")";
        if (card) {
            Outgoing message;
            message.how = Outgoing::How::upsert;
            message.anchor = slot_anchor(Ref{id}, due.run->local_day);
            message.to = id;
            message.card = std::move(*card);
            draft.say(std::move(message));
        }
    }
    Person person = *held;
    if (due.last) person.digest_slot = due.last;
    draft.put_quietly(std::move(person));
}

}  // namespace

std::optional<Instant> next_time(const World& world, const Context& context, What what, Ref of,
                                 Instant after) {
    switch (what) {
        case What::morning:
            if (!world.find(of.as<ProductId>())) return std::nullopt;
            return next_morning(zone_of(context, world, of.as<ProductId>()), after).at;
        case What::nudge: return next_nudge(world, context, of, after);
        case What::channel_turn: {
            const Warning* warning = world.find(of.as<WarningId>());
            const bool waits = warning && warning->status == WarningStatus::open && warning->channel_at;
            if (!waits || *warning->channel_at <= after) return std::nullopt;
            return warning->channel_at;
        }
        case What::channel_digest: {
            const Schedule* schedule = world.find(of.as<ScheduleId>());
            if (!schedule) return std::nullopt;
            return next_slot(rule_of(*schedule), zone_of(context, world, *schedule), after).at;
        }
        case What::personal_digest: {
            const Person* person = world.find(of.as<PersonId>());
            if (!person || person->digest == PersonalDigest::off) return std::nullopt;
            return next_run(context, world, *person, after).at;
        }
    }
    return std::nullopt;
}

std::optional<Instant> journal_needed(const World& world, const DueThing& thing, Instant since, Instant now) {
    if (thing.what == What::morning) return looks_back_to(world, thing.of.as<ProductId>(), since, now);
    const Schedule* schedule = world.find(thing.of.as<ScheduleId>());
    if (!schedule) return std::nullopt;
    return told_until(world, *schedule, thing.at);
}

Decision fold_due(const World& world, const Context& context, const DueThing& thing, Instant since,
                  const Live* live) {
    Draft draft(world, context);
    const auto pass = [&](const auto* held, auto slot) {
        if (!held) return false;
        const SlotsDue due = slots_due(context, world, *held);
        if (!due.run || !due.late) return false;
        auto passed = *held;
        passed.*slot = due.last;
        draft.put_quietly(std::move(passed));
        return true;
    };
    const Person* person = world.find(thing.of.as<PersonId>());
    if (person && person->digest == PersonalDigest::off) person = nullptr;
    const bool passed = pass(world.find(thing.of.as<ScheduleId>()), &Schedule::last_slot) ||
                        pass(person, &Person::digest_slot);
    return passed ? finish(std::move(draft), world, false) : run_due(world, context, thing, since, live);
}

Decision run_due(const World& world, const Context& context, const DueThing& thing, Instant since,
                 const Live* live) {
    Draft draft(world, context, live);
    switch (thing.what) {
        case What::morning: run_morning(draft, world, thing.of.as<ProductId>(), since); break;
        case What::nudge: nudge(draft, thing.of, since); break;
        case What::channel_turn: run_turn(draft, world, product_of(world, thing.of)); break;
        case What::channel_digest: run_channel_digest(draft, thing.of.as<ScheduleId>()); break;
        case What::personal_digest: run_personal_digest(draft, thing.of.as<PersonId>()); break;
    }
    return finish(std::move(draft), world, false);
}

}  // namespace plumb
