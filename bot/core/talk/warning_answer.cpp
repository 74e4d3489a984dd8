// `warning ack`, `snooze` and `accept`: somebody answers for a warning.
#include "core/base/phrases.hpp"
#include "core/base/spelling.hpp"
#include "core/command/asked.hpp"
#include "core/command/record_text.hpp"
#include "core/people/standing.hpp"
#include "core/talk/talk_handlers.hpp"

#include <fmt/core.h>

namespace plumb {

namespace {

/// A refusal suggests a day this far ahead.
constexpr Days kSoon{14};

Result<Warning> open_one(const Draft& draft, const Command& command) {
    const Warning& warning = *draft.find(command.subject.as<WarningId>());
    if (warning.status != WarningStatus::resolved) return warning;
    return refuse(fmt::format("{} is resolved: the rule finds it no more.", to_string(command.subject)),
                  "It opens again by itself if it is found again.", "warnings");
}

Ref main_of(const Warning& warning) { return warning.subject.empty() ? Ref{} : warning.subject.front(); }

/// An accepted risk has a reason and a day: whoever could accept it can answer for it in another way.
Result<void> not_accepted(const Draft& draft, const Warning& warning) {
    if (warning.status != WarningStatus::accepted) return {};
    return may_accept(draft.world(), draft.actor(), main_of(warning), "Taking back an accepted risk");
}

Result<Day> day_ahead(const Draft& draft, const Command& command, ProductId product) {
    const Day today = today_in(draft, product);
    const Day until = *command.get<Day>("until");
    if (until > today) return until;
    const std::string reason = reason_of(command);
    return refuse(fmt::format("until: {} is not ahead.", spoken(until, today)),
                  "It holds until that day begins:",
                  fmt::format("warning {} {}{} until:{}", command.spec->verb, to_string(command.subject),
                              reason.empty() ? "" : " " + as_typed(reason), iso(today + kSoon)));
}

void keep(Draft& draft, Warning warning, WarningStatus status, std::string reason, std::optional<Day> until) {
    const Day today = today_in(draft, warning.product);
    warning.status = status;
    warning.reason = std::move(reason);
    warning.until = until;
    warning.by = draft.actor();
    // Answered for: it does not go to the channel after its owner's day.
    warning.channel_at.reset();
    const Ref ref{id_of(warning)};
    Text line(fmt::format("{} is {} by ", to_string(ref), word(status)));
    line.person(draft.actor());
    if (until) line << " until " << spoken(*until, today);
    line << (warning.reason.empty() ? "." : ": " + quoted(warning.reason));
    draft.put(std::move(warning));
    draft.tell(ref, std::move(line));
}

}  // namespace

Result<void> warning_ack(Draft& draft, const Command& command) {
    auto warning = open_one(draft, command);
    if (!warning) return tl::make_unexpected(std::move(warning.error()));
    if (auto may = not_accepted(draft, *warning); !may) return may;
    if (warning->status == WarningStatus::acknowledged && trimmed(reason_of(command)).empty()) {
        Text line(fmt::format("{} is acknowledged already, by ", to_string(Ref{id_of(*warning)})));
        line.person(warning->by) << (warning->reason.empty() ? "." : ": " + quoted(warning->reason));
        draft.answer(plain_card(std::move(line)));
        return {};
    }
    keep(draft, std::move(*warning), WarningStatus::acknowledged, reason_of(command), std::nullopt);
    return {};
}

Result<void> warning_snooze(Draft& draft, const Command& command) {
    auto warning = open_one(draft, command);
    if (!warning) return tl::make_unexpected(std::move(warning.error()));
    if (auto may = not_accepted(draft, *warning); !may) return may;
    const auto until = day_ahead(draft, command, warning->product);
    if (!until) return tl::make_unexpected(until.error());
    keep(draft, std::move(*warning), WarningStatus::snoozed, reason_of(command), *until);
    return {};
}

Result<void> warning_accept(Draft& draft, const Command& command) {
    auto warning = open_one(draft, command);
    if (!warning) return tl::make_unexpected(std::move(warning.error()));
    if (auto may = may_accept(draft.world(), draft.actor(), main_of(*warning), "Accepting this risk"); !may)
        return may;
    const std::string reason = reason_of(command);
    if (trimmed(reason).empty())
        return refuse("Why is it accepted?", "A risk is accepted with a reason, until a day:",
                      fmt::format("warning accept {} \"Agreed with sales\" until:{}",
                                  to_string(command.subject), iso(*command.get<Day>("until"))));
    const auto until = day_ahead(draft, command, warning->product);
    if (!until) return tl::make_unexpected(until.error());
    keep(draft, std::move(*warning), WarningStatus::accepted, reason, *until);
    return {};
}

}  // namespace plumb
