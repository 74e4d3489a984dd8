// Days in the speaker's zone, `T-14` from the event at hand, lengths of time and hours.
#include "core/command/lookup.hpp"
#include "core/talk/example.hpp"
#include "core/talk/reading.hpp"
#include "core/talk/verbs.hpp"
#include "core/time/duration.hpp"
#include "core/time/hours.hpp"
#include "core/time/natural_date.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cstdlib>

namespace plumb {

namespace {

/// Repeats the command with a value that can be read in the place of this one.
Refusal in_place(const Reading& reading, const KeySpec& key, const Piece& piece, Refusal refusal) {
    refusal.example =
        with_value(reading, piece, refusal.example.empty() ? example_value(reading, key) : refusal.example);
    return refusal;
}

std::optional<Day> start_of(const World& world, Ref ref) {
    if (const Collateral* item = world.find(ref.as<CollateralId>())) ref = item->event;
    const LaunchEvent* event = world.find(ref.as<EventId>());
    return event ? std::optional(event->on) : std::nullopt;
}

/// The event that another key of the same command names.
std::optional<Day> start_of_named(Reading& reading) {
    constexpr std::array<std::string_view, 3> kNames{"event", "parent", "about"};
    for (const std::string_view name : kNames) {
        const Given* given = reading.find(name);
        if (!given) continue;
        const auto ref = typed_id(given->piece.text);
        if (const auto day = ref ? start_of(reading.world(), *ref) : std::nullopt) return day;
    }
    return std::nullopt;
}

/// The end of an event, which does not come before its start.
bool is_end(const Reading& reading, const KeySpec& key) {
    return key.name == "to" && reading.spec.noun == noun_of(Kind::event);
}

Result<Value> day_value(Reading& reading, const KeySpec& key, const Piece& piece) {
    const DateContext context{reading.today(), event_day(reading)};
    const auto day = parse_day(piece.text, context);
    if (!day) {
        Refusal refusal = day.error();
        const auto fits = day_with_room(reading, key);
        const bool is_length = refusal.wrong.find("is a length of time") != std::string::npos;
        if (fits && !is_length && refusal.example == iso(reading.today() + kAnyDayAhead))
            refusal.example = iso(*fits);
        if (fits && is_length && is_end(reading, key) && refusal.example < iso(*fits)) {
            refusal.expected = "An end is a day of its own:";
            refusal.example = iso(*fits);
        }
        return tl::make_unexpected(in_place(reading, key, piece, std::move(refusal)));
    }
    if (key.type == KeyType::day) return Value{*day};
    Due due{*day, std::nullopt};
    const auto offset = parse_event_offset(piece.text);
    if (offset && std::abs(*offset) > kMostCalendarDays)
        return tl::make_unexpected(in_place(
            reading, key, piece,
            {fmt::format("{}:{} lies {} days from the event.", key.name, piece.text, std::abs(*offset)),
             fmt::format("At most {} are taken:", kMostCalendarDays),
             {}}));
    if (offset) due.before = -*offset;
    return Value{due};
}

template <class T>
Result<Value> as_result(const Reading& reading, const KeySpec& key, const Piece& piece,
                        const Result<T>& read) {
    if (!read) return tl::make_unexpected(in_place(reading, key, piece, read.error()));
    if constexpr (std::is_same_v<T, Effort>)
        return Value{*read};
    else if constexpr (std::is_same_v<T, Seconds>)
        return Value{std::int64_t{read->count()}};
    else
        return Value{std::int64_t{*read}};
}

}  // namespace

std::optional<Day> event_day(Reading& reading) {
    if (const auto day = start_of(reading.world(), reading.command.subject)) return day;
    if (const auto day = start_of_named(reading)) return day;
    return start_of(reading.world(), reading.context().place.thread);
}

Result<Value> time_value(Reading& reading, const KeySpec& key, const Piece& piece) {
    switch (key.type) {
        case KeyType::days: {
            const int most = static_cast<int>(std::min<std::int64_t>(key.limit, kMostCalendarDays));
            return as_result(reading, key, piece, parse_calendar_days(piece.text, most));
        }
        case KeyType::effort: return as_result(reading, key, piece, parse_effort(piece.text));
        case KeyType::time: return as_result(reading, key, piece, parse_time_of_day(piece.text));
        case KeyType::hours: {
            const auto hours = parse_hours(piece.text);
            if (!hours) return tl::make_unexpected(in_place(reading, key, piece, hours.error()));
            return Value{clock_text(hours->from) + "-" + clock_text(hours->to)};
        }
        default: return day_value(reading, key, piece);
    }
}

}  // namespace plumb
