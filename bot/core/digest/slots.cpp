#include "core/digest/slots.hpp"

#include "core/base/spelling.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace plumb {

namespace {

constexpr Seconds kPersonalHour = std::chrono::hours{9};
constexpr Days kDay{1};
constexpr Days kWeek{7};

std::chrono::weekday weekday_of(Weekday day) {
    // Weekday counts from Monday.
    return std::chrono::Monday + Days{static_cast<int>(day)};
}

SlotsBefore before(const Schedule& schedule) { return {schedule.meta.updated_at, schedule.last_slot}; }

const Schedule* weekly_beside(const World& world, const Schedule& daily) {
    return weekly_of(world, daily.product, daily.channel);
}

/// A weekly digest of the same channel has its slot on that day.
bool gives_way(const Context& context, const World& world, const Schedule& daily, const Slot& slot) {
    const Schedule* weekly = daily.every == Every::weekly ? nullptr : weekly_beside(world, daily);
    if (!weekly) return false;
    const WallRule rule = rule_of(*weekly);
    if (std::chrono::weekday{slot.local_day} != rule.on) return false;
    return zone_of(context, world, *weekly).at(slot.local_day, rule.time_of_day) > weekly->meta.updated_at;
}

std::chrono::year_month month_of(Day day) {
    const std::chrono::year_month_day date{day};
    return date.year() / date.month();
}

/// The local day that a weekly digest was due on when it was last sent: a late one is the digest of that day.
Day last_sent(const Schedule& weekly, const Zone& zone) {
    Day day = zone.day_of(*weekly.last_run);
    if (weekly.last_slot && *weekly.last_slot <= day) return *weekly.last_slot;
    // Later slots passed without a digest. Which weekday it was, the rule says unless it was changed since.
    if (weekly.meta.updated_at > *weekly.last_run) return day;
    while (std::chrono::weekday{day} != rule_of(weekly).on) day -= kDay;
    return day;
}

Instant since(const Schedule& schedule, Instant at, std::optional<Instant> sent) {
    if (sent && *sent <= at) return *sent;
    const Instant back = at - (schedule.every == Every::weekly ? Seconds{kWeek} : Seconds{kDay});
    return std::min(back, schedule.meta.updated_at);
}

}  // namespace

Result<Every> rhythm_named(std::string_view typed) {
    const std::string name = lower(typed);
    if (const auto every = named<Every>(name)) return *every;
    const auto near = nearest(name, Words<Every>::words);
    return refuse(
        fmt::format("“{}” is no rhythm of a digest.", typed),
        near ? fmt::format("Did you mean {}?", *near) : "A digest comes daily, weekdays or weekly.");
}

WallRule rule_of(const Schedule& schedule) {
    WallRule rule;
    rule.every = schedule.every == Every::daily      ? WallRule::Every::day
                 : schedule.every == Every::weekdays ? WallRule::Every::weekday
                                                     : WallRule::Every::week;
    rule.on = weekday_of(schedule.on);
    rule.time_of_day = Seconds{schedule.time_of_day};
    return rule;
}

const Zone& zone_of(const Context& context, const World& world, const Schedule& schedule) {
    return schedule.tz.empty() ? zone_of(context, world, schedule.product)
                               : zone_or_utc(context.zones, schedule.tz);
}

SlotsDue slots_due(const Context& context, const World& world, const Schedule& schedule) {
    return slots_due(rule_of(schedule), zone_of(context, world, schedule), before(schedule), context.now);
}

const Schedule* weekly_of(const World& world, ProductId product, const std::string& channel) {
    for (const Schedule& s : world.all<Schedule>())
        if (s.product == product && s.channel == channel && s.every == Every::weekly) return &s;
    return nullptr;
}

bool replaced(const Context& context, const World& world, const Schedule& daily, const Slot& slot) {
    if (daily.every == Every::weekly) return false;
    const Schedule* weekly = weekly_beside(world, daily);
    if (!weekly) return false;
    const bool just_now = weekly->last_run == context.now || slots_due(context, world, *weekly).run;
    return just_now || gives_way(context, world, daily, slot);
}

bool first_of_month(const Context& context, const World& world, const Schedule* weekly, Day day) {
    if (!weekly || !weekly->last_run) return true;
    return month_of(last_sent(*weekly, zone_of(context, world, *weekly))) != month_of(day);
}

Slot next_run(const Context& context, const World& world, const Schedule& schedule, Instant after) {
    const WallRule rule = rule_of(schedule);
    const Zone& zone = zone_of(context, world, schedule);
    Slot slot = next_slot(rule, zone, after);
    const auto last = believable(schedule.last_slot, zone, context.now);
    const auto passed = [&] {
        return (last && slot.local_day <= *last) || gives_way(context, world, schedule, slot);
    };
    // Of a week's slots one at least is not passed over, but for the few days that a clock was ahead.
    constexpr int kMostTried = 8;
    for (int tried = 0; tried < kMostTried && passed(); ++tried) slot = next_slot(rule, zone, slot.at);
    return slot;
}

Instant told_until(const World& world, const Schedule& schedule, Instant at) {
    std::optional<Instant> sent = schedule.last_run;
    if (schedule.every != Every::weekly)
        if (const Schedule* weekly = weekly_beside(world, schedule); weekly && weekly->last_run)
            sent = sent ? std::max(*sent, *weekly->last_run) : weekly->last_run;
    return since(schedule, at, sent);
}

Instant told_until(const World& world, ProductId product, const std::string& channel, Instant at) {
    const Schedule* weekly = weekly_of(world, product, channel);
    if (weekly && !weekly->last_run) return told_until(world, *weekly, at);
    // On an earlier day, and in the very moment of a digest, it says the week up to then.
    return weekly && *weekly->last_run < at ? *weekly->last_run : at - kWeek;
}

Instant news_since(const World& world, const Context& context) {
    Instant since = context.now - kWeek;
    for (const Schedule* s : schedules_of(world, context.place.channel))
        since = std::min(since, told_until(world, *s, context.now));
    return since;
}

std::vector<const Schedule*> schedules_of(const World& world, const std::string& channel) {
    std::vector<const Schedule*> out;
    for (const Schedule& s : world.all<Schedule>())
        if (s.channel == channel) out.push_back(&s);
    return out;
}

std::vector<const Schedule*> schedules_of(const World& world, ProductId product) {
    std::vector<const Schedule*> out;
    for (const Schedule& s : world.all<Schedule>())
        if (s.product == product) out.push_back(&s);
    std::stable_sort(out.begin(), out.end(),
                     [](const Schedule* a, const Schedule* b) { return a->channel < b->channel; });
    return out;
}

WallRule rule_of(const Person& person) {
    return {person.digest == PersonalDigest::weekly ? WallRule::Every::week : WallRule::Every::day,
            std::chrono::Monday, kPersonalHour};
}

const Zone& zone_of(const Context& context, const World& world, const Person& person) {
    if (!person.tz.empty()) return zone_or_utc(context.zones, person.tz);
    for (const Product& product : world.all<Product>()) return zone_of(context, world, id_of(product));
    return zone_or_utc(context.zones, context.default_tz);
}

SlotsDue slots_due(const Context& context, const World& world, const Person& person) {
    return slots_due(rule_of(person), zone_of(context, world, person),
                     {person.meta.updated_at, person.digest_slot}, context.now);
}

Slot next_run(const Context& context, const World& world, const Person& person, Instant after) {
    const WallRule rule = rule_of(person);
    const Zone& zone = zone_of(context, world, person);
    Slot slot = next_slot(rule, zone, after);
    // A digest that came where the person was before is not sent again where they are now.
    const auto last = believable(person.digest_slot, zone, context.now);
    constexpr int kMostTried = 2;
    for (int tried = 0; tried < kMostTried && last && slot.local_day <= *last; ++tried)
        slot = next_slot(rule, zone, slot.at);
    return slot;
}

}  // namespace plumb
