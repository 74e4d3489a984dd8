#include "core/talk/talk_commands.hpp"

#include "core/command/paging.hpp"
#include "core/talk/help.hpp"
#include "core/talk/talk_handlers.hpp"

#include <array>

namespace plumb {

namespace {

constexpr std::array kPaged{kPageKey};

constexpr std::array kMe{
    KeySpec{
        .name = "function", .type = KeyType::word, .choices = Words<Function>::words, .example = "marketing"},
    KeySpec{.name = "tz", .type = KeyType::zone, .example = "Europe/Berlin"},
    KeySpec{.name = "digest",
            .type = KeyType::word,
            .choices = Words<PersonalDigest>::words,
            .example = "weekly"},
    KeySpec{.name = "quiet", .type = KeyType::hours, .example = "18:00-08:00"},
    KeySpec{.name = "name", .example = "\"Ana\""}};

constexpr std::array<std::string_view, 1> kStatusToo{"status"};
constexpr std::array kWarnings{
    KeySpec{.name = "rule", .example = "no-slack"},
    KeySpec{
        .name = "severity", .type = KeyType::words, .choices = Words<Severity>::words, .example = "critical"},
    KeySpec{.name = "owner", .type = KeyType::person, .example = "me"},
    KeySpec{.name = "state",
            .type = KeyType::words,
            .choices = Words<WarningStatus>::words,
            .example = "open",
            .aliases = kStatusToo},
    kPageKey};

constexpr KeySpec kReason{.name = "reason", .example = "\"Agreed with sales\""};
constexpr KeySpec kUntil{
    .name = "until", .type = KeyType::day, .required = true, .clears = false, .example = "2027-06-01"};
constexpr std::array kOnlyReason{kReason};
constexpr std::array kUntilAndReason{kUntil, kReason};

constexpr CommandSpec on_warning(std::string_view verb, Handler handler, std::string_view example,
                                 std::string_view does, std::span<const KeySpec> keys = {}) {
    const bool answers = !keys.empty();
    return {.noun = "warning",
            .verb = verb,
            .subject = SubjectType::id,
            .kind = Kind::warning,
            .text = answers ? TextUse::optional : TextUse::none,
            .keys = keys,
            .records = answers,
            .handler = handler,
            .example = example,
            .does = does};
}

/// Its text must be there, if only as `reason:`.
constexpr CommandSpec with_reason(CommandSpec spec) {
    spec.text = TextUse::required;
    return spec;
}

constexpr CommandSpec with_function(CommandSpec spec) {
    spec.may = May::with_function;
    return spec;
}

constexpr std::array kCommands{
    CommandSpec{.noun = "help",
                .subject = SubjectType::word_optional,
                .text = TextUse::optional,
                .handler = help,
                .example = "help change",
                .does = "what can be said, with examples",
                .anywhere = true},
    CommandSpec{.noun = "me",
                .keys = kMe,
                .records = true,
                .handler = me_is,
                .example = "me function:marketing tz:Europe/Berlin digest:weekly",
                .does = "who you are to the bot, and what waits for you",
                .anywhere = true,
                .setting = true},
    CommandSpec{.noun = "warnings",
                .keys = kWarnings,
                .handler = warning_list,
                .example = "warnings severity:critical",
                .does = "what is out of true, worst first"},
    on_warning("show", warning_show, "warning show AW-1", "one warning, and what would mend it"),
    on_warning("why", warning_why, "warning why AW-1",
               "its rule asked again: values, limits, who set them, where they come from"),
    with_function(on_warning("ack", warning_ack, "warning ack AW-1 \"Talking to the fair\"",
                             "you have seen it; nobody is told again", kOnlyReason)),
    with_function(on_warning("snooze", warning_snooze, "warning snooze AW-1 until:2027-06-01",
                             "silent until that day begins", kUntilAndReason)),
    with_reason(on_warning("accept", warning_accept,
                           "warning accept AW-1 \"Agreed with sales\" until:2027-06-01",
                           "a risk known and taken, until that day begins", kUntilAndReason)),
    CommandSpec{.noun = "whatif",
                .text = TextUse::optional,
                .handler = whatif_of_nothing,
                .example = "whatif release move 2.0 to:2027-03-25",
                .does = "what a command would do: the change, and the warnings that would appear or go",
                .anywhere = true},
    CommandSpec{.noun = "history",
                .subject = SubjectType::any,
                .keys = kPaged,
                .needs = Needs::history,
                .handler = show_history,
                .example = "history CR-1",
                .does = "every change of a record: who, when, from what to what",
                .anywhere = true},
    CommandSpec{.noun = "search",
                .text = TextUse::required,
                .keys = kPaged,
                .needs = Needs::search,
                .handler = show_hits,
                .example = "search \"tunnel\"",
                .does = "titles, whys, evidence, threads and decisions that hold a text",
                .anywhere = true},
    CommandSpec{.noun = "undo",
                .records = true,
                .needs = Needs::undo,
                .handler = undo_last,
                .example = "undo",
                .does = "takes back what you recorded last in this channel, for ten minutes",
                .anywhere = true},
};

}  // namespace

std::span<const CommandSpec> talk_commands() { return kCommands; }

}  // namespace plumb
