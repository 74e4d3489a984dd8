// `digest schedule`, `digest list`, `digest stop`: when digests come.
#include "core/base/among.hpp"
#include "core/base/spelling.hpp"
#include "core/command/asked.hpp"
#include "core/command/channel_word.hpp"
#include "core/command/record_text.hpp"
#include "core/digest/digest_handlers.hpp"
#include "core/digest/slots.hpp"
#include "core/time/hours.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace plumb {

namespace {

constexpr std::size_t kWeekdayLetters = 3;

/// A channel has at most one weekly digest of a product, and one of every day or of working days.
bool same_kind(Every a, Every b) { return (a == Every::weekly) == (b == Every::weekly); }

void add_once(std::vector<std::string>& words, std::string word) {
    if (!is_among(words, word)) words.push_back(std::move(word));
}

std::string weekday_name(Weekday day) {
    const auto first = static_cast<std::size_t>(day) + 1;
    return std::string(kWeekdayNames[first % kWeekdayNames.size()]);
}

/// `daily at 09:00`, `on working days at 09:00`, `on Mondays at 09:00 (Europe/Berlin)`.
std::string rule_text(const Context& context, const World& world, const Schedule& schedule) {
    const std::string days = schedule.every == Every::daily      ? "every day"
                             : schedule.every == Every::weekdays ? "Monday to Friday"
                                                                 : "every " + weekday_name(schedule.on);
    return fmt::format("{} at {} ({})", days, clock_text(Seconds{schedule.time_of_day}),
                       zone_of(context, world, schedule).name());
}

std::string moment_text(const Zone& zone, Instant at, Day today) {
    return fmt::format("{} {}", spoken(zone.day_of(at), today), clock_text(zone.time_of_day(at)));
}

/// Weekday and time as they were typed, into the schedule.
Result<void> set_times(Schedule& schedule, const Command& command) {
    const Seconds time{command.get<std::int64_t>("at").value_or(0)};
    schedule.time_of_day = static_cast<int>(time.count());
    schedule.on = Weekday::mon;
    if (const std::string day = command.text_of("on"); !day.empty()) {
        if (schedule.every != Every::weekly)
            return refuse(fmt::format("A {} digest takes no weekday.",
                                      schedule.every == Every::daily ? "daily" : "weekdays"),
                          "One that comes on a weekday is weekly:",
                          fmt::format("digest schedule weekly {} {}", day, clock_text(time)));
        schedule.on = *named<Weekday>(std::string_view(day).substr(0, kWeekdayLetters));
    }
    schedule.tz = command.text_of("tz");
    return {};
}

/// Of a product (none: of no one), and those of others that come to this channel.
std::vector<const Schedule*> listed_schedules(const World& world, ProductId product,
                                              const std::string& channel) {
    std::vector<const Schedule*> out;
    if (product) out = schedules_of(world, product);
    for (const Schedule* here : schedules_of(world, channel))
        if (here->product != product) out.push_back(here);
    return out;
}

std::vector<const Schedule*> all_schedules(const World& world) {
    std::vector<const Schedule*> out;
    for (const Product& product : world.all<Product>())
        for (const Schedule* schedule : schedules_of(world, id_of(product))) out.push_back(schedule);
    return out;
}

/// `atlas`, `Hermes and atlas`: the products of these, in their order.
std::string products_of(const World& world, const std::vector<const Schedule*>& schedules) {
    std::vector<std::string> names;
    for (const Schedule* s : schedules) add_once(names, name(world, s->product));
    return listed(names);
}

/// Whether the last slot that passed is the one that was last sent. Where the zone may have changed since, it
/// was sent on another day than its own by today's clock, but less than a day before its hour.
bool last_was_sent(const World& world, const Schedule& schedule, const Zone& zone) {
    if (!schedule.last_run) return false;
    const Instant sent = *schedule.last_run;
    if (zone.day_of(sent) >= *schedule.last_slot) return true;
    const Product* product = world.find(schedule.product);
    const bool changed = schedule.meta.updated_at > sent || (product && product->meta.updated_at > sent);
    return changed && zone.at(*schedule.last_slot, Seconds{schedule.time_of_day}) - sent < Days{1};
}

std::string last_text(const World& world, const Schedule& schedule, const Zone& zone, Day today) {
    if (!schedule.last_slot) return "not sent yet";
    if (last_was_sent(world, schedule, zone)) return "last " + moment_text(zone, *schedule.last_run, today);
    std::string text = fmt::format("last {}, not sent", spoken(*schedule.last_slot, today));
    if (schedule.last_run) text += fmt::format("; sent {}", moment_text(zone, *schedule.last_run, today));
    return text;
}

/// A person's own digest, in a list. Only its last slot is on record: what waited for nobody, or was folded
/// into the next one, has passed without a message.
std::string own_text(const Context& context, const World& world, const Person& me) {
    const Zone& zone = zone_of(context, world, me);
    const Day today = zone.day_of(context.now);
    const Slot next = next_run(context, world, me, context.now);
    const std::string last = me.digest_slot ? "last due " + spoken(*me.digest_slot, today) : "not sent yet";
    return fmt::format("yours, {}, by direct message: {}; next {} ({})", word(me.digest), last,
                       moment_text(zone, next.at, today), zone.name());
}

/// Those of a channel that are to end: of the product that was named, else of the channel's own where it has
/// any there, else of all products.
std::vector<const Schedule*> ending(const Draft& draft, const Command& command, std::optional<Every> every) {
    std::vector<const Schedule*> all = schedules_of(draft.world(), draft.context().place.channel);
    if (every) std::erase_if(all, [&](const Schedule* s) { return !same_kind(*every, s->every); });
    std::vector<const Schedule*> its = all;
    std::erase_if(its, [&](const Schedule* s) { return s->product != command.product; });
    return its.empty() && !command.has("product") ? all : its;
}

/// Instead of a rhythm that there is none of: the one that is spelt so, else that of a digest that comes
/// here.
std::string to_stop(const Draft& draft, const Command& command) {
    if (const auto near = nearest(lower(command.word), Words<Every>::words))
        return fmt::format("digest stop {}", *near);
    const auto here = ending(draft, command, std::nullopt);
    return here.empty() ? "digest list" : fmt::format("digest stop {}", word(here.front()->every));
}

/// In a direct message the one digest that comes is the person's own.
tl::unexpected<Refusal> refuse_direct(std::string_view instead) {
    return refuse("A schedule sends a digest to a channel, and this is none.",
                  "Your own digest comes by direct message:", std::string(instead));
}

}  // namespace

Result<void> digest_schedule(Draft& draft, const Command& command) {
    const auto product = product_asked(draft, command);
    if (!product) return tl::make_unexpected(product.error());
    const Place& place = draft.context().place;
    if (place.direct) return refuse_direct("me digest:weekly");
    const auto every = rhythm_named(command.word);
    if (!every) return tl::make_unexpected(every.error());
    Schedule schedule;
    for (const Schedule* held : schedules_of(draft.world(), place.channel))
        if (held->product == *product && same_kind(held->every, *every)) schedule = *held;
    const bool fresh = schedule.meta.n == 0;
    const Schedule before = schedule;
    schedule.product = *product;
    schedule.channel = place.channel;
    schedule.every = *every;
    if (auto set = set_times(schedule, command); !set) return set;
    ScheduleId id{schedule.meta.n};
    if (fresh) {
        id = draft.add(schedule);
    } else {
        if (schedule == before) {
            answer_line(draft, fmt::format("It comes so already: {}.",
                                           rule_text(draft.context(), draft.world(), schedule)));
            return {};
        }
        draft.put(schedule);
    }
    const Schedule& made = *draft.find(id);
    const Zone& zone = zone_of(draft.context(), draft.world(), made);
    const Slot next = next_run(draft.context(), draft.world(), made, draft.now());
    draft.tell(Ref{id},
               fmt::format("The {} digest of {} comes to {} {}; next {}.",
                           made.every == Every::weekly ? "weekly" : "daily", name(draft.world(), *product),
                           channel_word(draft.context(), made.channel),
                           rule_text(draft.context(), draft.world(), made),
                           moment_text(zone, next.at, zone.day_of(draft.now()))));
    return {};
}

Result<void> digest_list(Draft& draft, const Command& command) {
    const World& world = draft.world();
    const Context& context = draft.context();
    // A direct message is bound to no product: where none is named it shows those of all.
    const bool of_all = context.place.direct && !command.product && !world.all<Product>().empty();
    const auto schedules =
        of_all ? all_schedules(world) : listed_schedules(world, command.product, context.place.channel);
    if (schedules.empty() && !of_all)
        if (const auto product = product_asked(draft, command); !product)
            return tl::make_unexpected(product.error());
    const ProductId product = command.product || of_all ? command.product : schedules.front()->product;
    Card card;
    for (const Schedule* s : schedules) {
        const Zone& zone = zone_of(context, world, *s);
        const Day today = zone.day_of(context.now);
        const Slot next = next_run(context, world, *s, context.now);
        card.lines.push_back(
            {Line::Kind::item,
             {},
             Text(fmt::format("{}{}, {}, {}: {}; next {}", channel_word(context, s->channel),
                              s->product == product ? "" : ", " + name(world, s->product), word(s->every),
                              rule_text(context, world, *s), last_text(world, *s, zone, today),
                              moment_text(zone, next.at, today)))});
    }
    if (const Person* me = world.find(context.actor); me && me->digest != PersonalDigest::off)
        card.lines.push_back({Line::Kind::item, {}, Text(own_text(context, world, *me))});
    card.title =
        schedules.empty()
            ? Text(of_all ? "No digest is scheduled."
                          : fmt::format("{} has no digest scheduled.", name(world, product)))
            : Text(fmt::format("{} of {}:", counted(static_cast<std::int64_t>(schedules.size()), "digest"),
                               products_of(world, schedules)));
    if (schedules.empty() && !of_all && function_of(world, context.actor))
        card.lines.push_back({Line::Kind::command, {}, Text{}.code("digest schedule weekly mon 09:00")});
    draft.answer(std::move(card));
    return {};
}

Result<void> digest_stop(Draft& draft, const Command& command) {
    if (draft.context().place.direct) return refuse_direct("me digest:off");
    std::optional<Every> asked;
    if (!command.word.empty()) {
        const auto every = rhythm_named(command.word);
        if (!every) return refuse(every.error().wrong, every.error().expected, to_stop(draft, command));
        asked = *every;
    }
    const std::vector<const Schedule*> all = ending(draft, command, asked);
    std::vector<ScheduleId> ended;
    std::vector<std::string> words;
    const std::string& channel = draft.context().place.channel;
    const Product* bound = product_of_channel(draft.world(), channel);
    std::string others;
    for (const Schedule* s : all) {
        ended.push_back(id_of(*s));
        add_once(words, s->every == Every::weekly ? "weekly" : "daily");
        if (!bound || s->product != id_of(*bound)) others = " of " + products_of(draft.world(), all);
    }
    const std::string here = channel_word(draft.context(), channel);
    if (ended.empty())
        return refuse(
            fmt::format("No {}digest{} comes to {}.", asked ? std::string(word(*asked)) + " " : "",
                        command.has("product") ? " of " + name(draft.world(), command.product) : "", here),
            "digest list shows what is scheduled:", "digest list");
    for (const ScheduleId id : ended) draft.erase<Schedule>(id);
    draft.tell(Ref{ended.front()}, fmt::format("The {} {}{} no longer {} to {}.", listed(words),
                                               ended.size() == 1 ? "digest" : "digests", others,
                                               ended.size() == 1 ? "comes" : "come", here));
    return {};
}

}  // namespace plumb
