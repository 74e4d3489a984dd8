#include "core/digest/digest_commands.hpp"

#include "core/digest/digest_handlers.hpp"

#include <array>

namespace plumb {

namespace {

constexpr std::array<std::string_view, 14> kWeekdays{"mon",      "tue",    "wed",      "thu",     "fri",
                                                     "sat",      "sun",    "monday",   "tuesday", "wednesday",
                                                     "thursday", "friday", "saturday", "sunday"};

constexpr std::array kScheduleKeys{KeySpec{.name = "on",
                                           .type = KeyType::word,
                                           .choices = kWeekdays,
                                           .clears = false,
                                           .example = "mon",
                                           .positional = true},
                                   KeySpec{.name = "at",
                                           .type = KeyType::time,
                                           .required = true,
                                           .clears = false,
                                           .example = "09:00",
                                           .positional = true},
                                   KeySpec{.name = "tz", .type = KeyType::zone, .example = "Europe/Berlin"}};

constexpr std::array kCommands{
    CommandSpec{.noun = "digest",
                .verb = "now",
                .needs = Needs::recent,
                .handler = digest_now,
                .example = "digest now",
                .does = "what the weekly digest would say now; counts as none"},
    CommandSpec{.noun = "digest",
                .verb = "test",
                .needs = Needs::recent,
                .handler = digest_test,
                .example = "digest test",
                .does = "shows you what the next digest here would say"},
    CommandSpec{.noun = "digest",
                .verb = "schedule",
                .subject = SubjectType::word,
                .keys = kScheduleKeys,
                .records = true,
                .may = May::with_function,
                .handler = digest_schedule,
                .example = "digest schedule weekly mon 09:00",
                .does = "sends a digest to this channel: daily, weekdays or weekly",
                .setting = true},
    CommandSpec{.noun = "digest",
                .verb = "list",
                .handler = digest_list,
                .example = "digest list",
                .does = "the product’s digests, when they came last and come next",
                .anywhere = true},
    CommandSpec{.noun = "digest",
                .verb = "stop",
                .subject = SubjectType::word_optional,
                .records = true,
                .may = May::with_function,
                .handler = digest_stop,
                .example = "digest stop daily",
                .does = "ends this channel’s digests, or one of them",
                .anywhere = true,
                .setting = true},
    CommandSpec{.noun = "pulse",
                .needs = Needs::recent,
                .handler = pulse_now,
                .example = "pulse",
                .does = "the weekly figures, now"},
};

}  // namespace

std::span<const CommandSpec> digest_commands() { return kCommands; }

}  // namespace plumb
