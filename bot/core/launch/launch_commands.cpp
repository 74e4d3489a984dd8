#include "core/launch/launch_commands.hpp"

#include "core/command/paging.hpp"
#include "core/launch/heard_at.hpp"
#include "core/launch/launch_handlers.hpp"
#include "core/launch/retro.hpp"
#include "core/records/limits.hpp"
#include "core/time/duration.hpp"

#include <array>

namespace plumb {

namespace {

/// Larger numbers are no tier that anybody means; which there are the event says itself.
constexpr std::int64_t kMostTier = 99;
constexpr std::array<std::string_view, 1> kOwnersToo{"owners"};

constexpr KeySpec kOn{
    .name = "on", .type = KeyType::day, .required = true, .clears = false, .example = "2027-03-16"};
constexpr KeySpec kOnAgain{.name = "on", .type = KeyType::day, .clears = false, .example = "2027-03-16"};
constexpr KeySpec kTo{.name = "to", .type = KeyType::day, .example = "2027-03-18"};
constexpr KeySpec kWhy{.name = "why", .example = "\"The hall is free\""};

// The first two rows of both tables differ: a new event must say when.
#define PLUMB_EVENT_KEYS                                                                                   \
    KeySpec{.name = "type",                                                                                \
            .type = KeyType::word,                                                                         \
            .choices = Words<EventType>::words,                                                            \
            .clears = false,                                                                               \
            .example = "webinar"},                                                                         \
        KeySpec{.name = "prep", .type = KeyType::days, .limit = kMostCalendarDays, .example = "3d"},       \
        KeySpec{.name = "immovable", .type = KeyType::yes_no, .bare = true, .example = "yes"},             \
        KeySpec{.name = "release", .type = KeyType::release, .example = "2.0"},                            \
        KeySpec{.name = "features", .type = KeyType::features, .example = "F-1,F-2"},                      \
        KeySpec{                                                                                           \
            .name = "goal", .type = KeyType::word, .choices = Words<Goal>::words, .example = "awareness"}, \
        kWhy,                                                                                              \
        KeySpec{.name = "audience",                                                                        \
                .type = KeyType::word,                                                                     \
                .choices = Words<Audience>::words,                                                         \
                .example = "everyone"},                                                                    \
        KeySpec{.name = "segment", .example = "\"field crews\""},                                          \
        KeySpec{.name = "owner", .type = KeyType::people, .example = "@ana", .aliases = kOwnersToo},       \
        KeySpec{.name = "tier", .type = KeyType::number, .limit = kMostTier, .example = "2"},              \
        KeySpec{.name = "parent", .type = KeyType::event, .example = "LE-1"},                              \
        KeySpec{.name = "lead", .type = KeyType::days, .limit = kMostCalendarDays, .example = "5d"},       \
        KeySpec{.name = "reach", .type = KeyType::number, .limit = kMostUsers, .example = "5000"},         \
        KeySpec{.name = "cost", .type = KeyType::amount, .example = "12000"}, KeySpec {                    \
        .name = "place", .example = "\"Hall 7\""                                                           \
    }

constexpr std::array kNewKeys{kOn, kTo, PLUMB_EVENT_KEYS};
constexpr KeySpec kTitle{.name = "title", .clears = false, .example = "\"Spring launch\""};
constexpr std::array kSetKeys{kTitle, kOnAgain, kTo, PLUMB_EVENT_KEYS};
#undef PLUMB_EVENT_KEYS
constexpr std::array kMoveKeys{kOn, kTo, kWhy};
constexpr std::array kCancelKeys{kWhy};
constexpr std::array<std::string_view, 1> kStateToo{"status"};
constexpr std::array kListKeys{
    KeySpec{.name = "state",
            .type = KeyType::word,
            .choices = Words<EventStatus>::words,
            .example = "planned",
            .aliases = kStateToo},
    KeySpec{.name = "type", .type = KeyType::word, .choices = Words<EventType>::words, .example = "webinar"},
    KeySpec{.name = "release", .type = KeyType::release, .example = "2.0"},
    KeySpec{.name = "owner", .type = KeyType::person, .example = "@ana"}, kPageKey};
constexpr std::array kRetroKeys{KeySpec{.name = "keep", .example = "\"The rehearsal\""},
                                KeySpec{.name = "change", .example = "\"Book the hall earlier\""}};
constexpr std::array kAttachKeys{
    KeySpec{.name = "to", .type = KeyType::change, .required = true, .clears = false, .example = "CR-1"}};
constexpr std::array kHalf{KeySpec{.name = "half",
                                   .type = KeyType::word,
                                   .choices = Words<Side>::words,
                                   .required = true,
                                   .clears = false,
                                   .example = "inside",
                                   .positional = true}};

constexpr CommandSpec on_event(std::string_view verb, Handler handler, May may, std::string_view example,
                               std::string_view does, std::span<const KeySpec> keys = {}) {
    return {.noun = "launch",
            .verb = verb,
            .subject = SubjectType::id,
            .kind = Kind::event,
            .keys = keys,
            .records = true,
            .may = may,
            .handler = handler,
            .example = example,
            .does = does};
}

constexpr std::array kTable{
    CommandSpec{
        .noun = "launch",
        .verb = "new",
        .text = TextUse::required,
        .keys = kNewKeys,
        .records = true,
        .makes_product = true,
        .handler = launch_new,
        .example = "launch new \"Spring launch\" on:2027-03-16 release:2.0 audience:everyone owner:@ana",
        .does = "records a launch event"},
    CommandSpec{.noun = "launch",
                .verb = "list",
                .keys = kListKeys,
                .handler = launch_list,
                .example = "launch list release:2.0",
                .does = "events, the next one first"},
    CommandSpec{.noun = "launch",
                .verb = "show",
                .subject = SubjectType::id,
                .kind = Kind::event,
                .handler = launch_show,
                .example = "launch show LE-1",
                .does = "an event's card"},
    on_event("set", launch_set, May::everyone, "launch set LE-1 tier:2 goal:growth owner:+@dan",
             "changes an event; a tier brings its checklist", kSetKeys),
    CommandSpec{.noun = "launch",
                .verb = "move",
                .subject = SubjectType::id,
                .kind = Kind::event,
                .text = TextUse::optional,
                .keys = kMoveKeys,
                .records = true,
                .handler = launch_move,
                .example = "launch move LE-1 on:2027-03-25 why:\"The release moved\"",
                .does = "another date; its end and what is due at T-n move along"},
    on_event("confirm", launch_confirm, May::everyone, "launch confirm LE-1", "it is sure to happen"),
    CommandSpec{.noun = "launch",
                .verb = "cancel",
                .subject = SubjectType::id,
                .kind = Kind::event,
                .text = TextUse::optional,
                .keys = kCancelKeys,
                .records = true,
                .handler = launch_cancel,
                .example = "launch cancel LE-1 why:\"The hall is gone\"",
                .does = "it will not happen"},
    on_event("done", launch_done, May::everyone, "launch done LE-1", "it has happened"),
    on_event("take", launch_take, May::with_function, "launch take LE-1",
             "you offer to help with it, or to own it where nobody does"),
    on_event("help", launch_help, May::with_function, "launch help LE-1", "asks for volunteers"),
    on_event("signoff", launch_signoff, May::with_function, "launch signoff LE-1 inside",
             "the company (inside) or the market (outside) is ready", kHalf),
    CommandSpec{.noun = "launch",
                .verb = "retro",
                .subject = SubjectType::id,
                .kind = Kind::event,
                .keys = kRetroKeys,
                .records = true,
                .needs = Needs::recent,
                .handler = launch_retro,
                .example = "launch retro LE-1 change:\"Book the hall earlier\"",
                .does = "looks back on an event that is over; keeps a line for the next one"},
    CommandSpec{.noun = "launch",
                .verb = "attach",
                .subject = SubjectType::id,
                .kind = Kind::evidence,
                .keys = kAttachKeys,
                .records = true,
                .handler = attach_evidence,
                .example = "launch attach EV-1 to:CR-1",
                .does = "puts what was heard at an event on a request"},
};

}  // namespace

std::span<const CommandSpec> launch_commands() { return kTable; }

}  // namespace plumb
