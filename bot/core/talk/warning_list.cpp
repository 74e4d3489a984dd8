// `warnings`: what is out of true, worst first; what somebody has answered for below.
#include "core/base/among.hpp"
#include "core/base/phrases.hpp"
#include "core/command/card_lines.hpp"
#include "core/command/lookup.hpp"
#include "core/command/paging.hpp"
#include "core/command/record_text.hpp"
#include "core/command/said.hpp"
#include "core/command/warnings_today.hpp"
#include "core/people/thresholds.hpp"
#include "core/talk/talk_handlers.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace plumb {

namespace {

/// What `warnings` was asked to show.
struct Filter {
    std::string rule;
    std::vector<std::string> severities;
    std::vector<std::string> states;
    PersonId owner;
};

bool is_about(const World& world, const Warning& warning, PersonId who) {
    if (is_among(warning.concerns, who)) return true;
    for (const Ref ref : warning.subject) {
        const auto owners = owners_of(world, ref);
        if (is_among(owners, who)) return true;
    }
    return false;
}

bool fits(const World& world, const Warning& warning, const Filter& filter) {
    if (!filter.rule.empty() && warning.rule != filter.rule) return false;
    if (!filter.severities.empty() && !is_among(filter.severities, word(warning.severity))) return false;
    if (filter.states.empty() ? warning.status == WarningStatus::resolved
                              : !is_among(filter.states, word(warning.status)))
        return false;
    return !filter.owner || is_about(world, warning, filter.owner);
}

struct Found {
    const Warning* warning = nullptr;
    /// Open, but nobody hears of it.
    bool muted = false;
};

/// Open, answered for, muted, resolved.
bool listed_first(const Found& one, const Found& other) {
    const Warning* a = one.warning;
    const Warning* b = other.warning;
    const bool over = a->status == WarningStatus::resolved;
    if (over != (b->status == WarningStatus::resolved)) return !over;
    if (one.muted != other.muted) return other.muted;
    return comes_first(*a, *b);
}

std::string answered(const World& world, const Warning& warning, Day today, const Zone& zone) {
    if (warning.status == WarningStatus::open) return muted_text(world, warning, today);
    std::string text(word(warning.status));
    if (warning.status == WarningStatus::resolved)
        return warning.resolved_at ? text + " " + spoken(zone.day_of(*warning.resolved_at), today) : text;
    if (warning.by) text += " by " + person_name(world, warning.by);
    if (warning.until) text += " until " + spoken(*warning.until, today);
    if (!warning.reason.empty()) text += ": " + quoted(warning.reason);
    return text;
}

/// The command again, for the buttons that turn pages.
std::string again(const World& world, const Filter& filter) {
    std::string text = "warnings";
    const auto add = [&text](std::string_view key, const std::vector<std::string>& words) {
        for (std::size_t i = 0; i < words.size(); ++i)
            text += (i ? "," : fmt::format(" {}:", key)) + words[i];
    };
    if (!filter.rule.empty()) text += " rule:" + filter.rule;
    add("severity", filter.severities);
    add("state", filter.states);
    if (const Person* owner = world.find(filter.owner)) text += " owner:@" + owner->handle;
    return text;
}

Result<Filter> filter_of(const Command& command) {
    Filter filter;
    if (command.has("rule")) {
        const auto rule = rule_called(command.text_of("rule"));
        if (!rule) {
            Refusal refusal = rule.error();
            if (const auto near = suggestion_in(refusal))
                refusal.example = said_with(command, "rule", *near, fmt::format("warnings rule:{}", *near));
            return tl::make_unexpected(std::move(refusal));
        }
        filter.rule = std::string((*rule)->name);
    }
    filter.severities =
        command.get<std::vector<std::string>>("severity").value_or(std::vector<std::string>{});
    filter.states = command.get<std::vector<std::string>>("state").value_or(std::vector<std::string>{});
    filter.owner = command.id<PersonId>("owner");
    return filter;
}

}  // namespace

Result<void> warning_list(Draft& draft, const Command& command) {
    const auto filter = filter_of(command);
    if (!filter) return tl::make_unexpected(filter.error());
    const Zone& zone = zone_of(draft.context(), draft.world(), command.product);
    const Day today = zone.day_of(draft.now());
    std::vector<Found> found;
    // What was mended long ago stands in the whole alone.
    const World& held =
        is_among(filter->states, word(WarningStatus::resolved)) ? draft.world() : draft.seen();
    for (const Warning& w : held.all<Warning>())
        if (w.product == command.product && fits(draft.world(), w, *filter))
            found.push_back({&w, !muted_text(draft.world(), w, today).empty()});
    std::sort(found.begin(), found.end(), listed_first);
    FactsToday facts(draft.world(), draft.context());
    std::vector<std::string> rows;
    for (const auto& [w, muted] : found) {
        const std::string answer = answered(draft.world(), *w, today, zone);
        rows.push_back(fmt::format("{} {} {}{}", severity_mark(w->severity), to_string(Ref{id_of(*w)}),
                                   facts.of(*w), answer.empty() ? answer : " (" + answer + ")"));
    }
    const std::string key = draft.find(command.product)->key;
    const std::string command_again = again(draft.world(), *filter);
    if (rows.empty()) {
        draft.answer(plain_card(command_again == "warnings"
                                    ? fmt::format("Nothing is out of true in {}.", key)
                                    : fmt::format("No warning of {} is like that.", key)));
        return {};
    }
    const Text title(fmt::format("{} in {}:", counted(static_cast<int>(rows.size()), "warning"), key));
    draft.answer(list_card(title, rows, page_asked(command), command_again));
    return {};
}

}  // namespace plumb
