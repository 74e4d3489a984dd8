// `launch new`, `set`, `move`: what an event is and when.
#include "core/base/among.hpp"
#include "core/command/asked.hpp"
#include "core/command/assign.hpp"
#include "core/command/record_text.hpp"
#include "core/command/said.hpp"
#include "core/launch/checklist.hpp"
#include "core/launch/event.hpp"
#include "core/launch/launch_handlers.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <utility>

namespace plumb {

namespace {

/// Keys that are no plain fields of the record.
constexpr std::array<std::string_view, 6> kNotPlain{"on", "to", "owner", "owner+", "owner-", "lead"};

void assign_owners(LaunchEvent& event, const Command& command) {
    if (const auto it = command.keys.find("owner"); it != command.keys.end())
        assign(event, "owner", it->second);
    auto& owners = event.owners;
    for (const Ref ref : command.get<std::vector<Ref>>("owner+").value_or(std::vector<Ref>{})) {
        const auto who = ref.as<PersonId>();
        if (!is_among(owners, who)) owners.push_back(who);
    }
    for (const Ref ref : command.get<std::vector<Ref>>("owner-").value_or(std::vector<Ref>{}))
        owners.erase(std::remove(owners.begin(), owners.end(), ref.as<PersonId>()), owners.end());
    // Who became an owner no longer offers.
    for (const PersonId owner : owners)
        event.offers.erase(std::remove(event.offers.begin(), event.offers.end(), owner), event.offers.end());
}

void assign_lead(LaunchEvent& event, const Command& command) {
    if (const auto lead = command.get<std::int64_t>("lead")) event.lead = static_cast<int>(*lead);
    if (command.clears("lead")) event.lead = LaunchEvent{}.lead;
}

/// `; 5 pieces of its checklist added, 1 taken away`.
std::string checklist_phrase(const ChecklistChange& change, bool behind) {
    std::vector<std::string> parts;
    if (change.added) parts.push_back(counted(change.added, "piece") + " of its checklist added");
    if (change.taken)
        parts.push_back((change.added ? std::to_string(change.taken) : counted(change.taken, "piece")) +
                        " taken away");
    if (parts.empty()) return {};
    return (behind ? "; " : "") + listed(parts);
}

/// An end that is typed before its start is mended where it stands: what else was typed is kept. `was`: the
/// start where none is typed.
tl::unexpected<Refusal> refuse_as_typed(Refusal refusal, const Command& command,
                                        std::optional<Day> was = std::nullopt) {
    const auto on = command.get<Day>("on");
    const auto to = command.get<Day>("to");
    const auto start = on ? on : was;
    const Day end = start.value_or(Day{}) + (on ? Days{0} : Days{1});
    if (start && to && *to < *start) refusal.example = said_with(command, "to", iso(end), refusal.example);
    return tl::make_unexpected(std::move(refusal));
}

}  // namespace

Result<void> launch_new(Draft& draft, const Command& command) {
    LaunchEvent event;
    event.product = command.product;
    event.title = command.text;
    event.type = type_in_title(command.text);
    event.on = *command.get<Day>("on");
    event.to = command.get<Day>("to").value_or(event.on);
    assign_all(event, command, kNotPlain);
    assign_owners(event, command);
    assign_lead(event, command);
    event.recorded_on = today_in(draft, command.product);
    if (auto fits = fits_list(event.owners.size(), "owner"); !fits) return fits;
    if (auto sound = check_event(draft.world(), event, event.recorded_on); !sound)
        return refuse_as_typed(std::move(sound.error()), command);
    const EventId id = draft.add(std::move(event));
    if (command.has("tier")) follow_checklist(draft, id);
    draft.show_card(Ref{id});
    for (const PersonId owner : draft.find(id)->owners) draft.concern(Ref{id}, owner, "you own this event.");
    return {};
}

Result<void> launch_set(Draft& draft, const Command& command) {
    const auto id = command.subject.as<EventId>();
    const LaunchEvent before = *draft.find(id);
    if (auto may = may_change(draft, before); !may) return may;
    if (command.has("on") || command.has("to") || command.has("tier"))
        if (auto ahead = still_ahead(draft.world(), before); !ahead) return ahead;
    const std::size_t written = draft.writes().size();
    LaunchEvent event = before;
    assign_all(event, command, kNotPlain);
    assign_owners(event, command);
    assign_lead(event, command);
    const Day today = today_in(draft, before.product);
    if (auto fits = fits_list(event.owners.size(), "owner"); !fits) return fits;
    if (auto sound = check_event(draft.world(), event, today); !sound) return sound;
    draft.put(event);
    if (command.has("on") || command.has("to")) {
        const Day on = command.get<Day>("on").value_or(event.on);
        const auto to = command.clears("to") ? std::optional<Day>(on) : command.get<Day>("to");
        if (auto moved = move_event(draft, id, on, to, command.text_of("why")); !moved)
            return refuse_as_typed(std::move(moved.error()), command, before.on);
    }
    ChecklistChange checklist;
    if (command.has("tier")) checklist = follow_checklist(draft, id);
    const LaunchEvent& after = *draft.find(id);
    if (draft.writes().size() == written) {
        answer_as_it_is(draft, id);
        return {};
    }
    // Whoever became an owner offers no more: the owners say it.
    LaunchEvent was = before;
    was.offers = after.offers;
    // An end that moves along says nothing of its own.
    const bool end_alone = after.on == before.on && after.to != before.to;
    if (end_alone || after.to - after.on == before.to - before.on) was.to = after.to;
    was.on = after.on;
    std::string changes = changes_phrase(draft.world(), today, was, after);
    if (after.on != before.on)
        changes =
            "moved " + move_phrase(before.on, after.on, today) + (changes.empty() ? "" : "; ") + changes;
    if (end_alone)
        changes =
            fmt::format("ends {} now{}{}", spoken(after.to, today), changes.empty() ? "" : "; ", changes);
    Text line;
    line.strong(to_string(Ref{id})) << ": " << changes << checklist_phrase(checklist, after != before) << ".";
    draft.tell(Ref{id}, std::move(line), after.on != before.on || end_alone);
    draft.show_card(Ref{id});
    for (const PersonId owner : after.owners)
        if (!is_among(before.owners, owner))
            draft.concern(Ref{id}, owner, "you own " + called(draft.world(), Ref{id}) + " now.");
    return {};
}

Result<void> launch_move(Draft& draft, const Command& command) {
    const auto id = command.subject.as<EventId>();
    const LaunchEvent before = *draft.find(id);
    if (auto may = may_change(draft, before); !may) return may;
    if (auto ahead = still_ahead(draft.world(), before); !ahead) return ahead;
    const Day on = *command.get<Day>("on");
    const auto to = command.get<Day>("to");
    const Day today = today_in(draft, before.product);
    if (on == before.on && (!to || *to == before.to))
        return refuse(fmt::format("{} is on {} already.", called(draft.world(), Ref{id}), spoken(on, today)),
                      "Name another day.",
                      fmt::format("launch move {} on:{}", to_string(Ref{id}), iso(on + Days{1})));
    const std::string why = why_of(command);
    if (auto moved = move_event(draft, id, on, to, why); !moved)
        return refuse_as_typed(std::move(moved.error()), command);
    Text line;
    const LaunchEvent& after = *draft.find(id);
    line.strong(to_string(Ref{id})) << fmt::format(" “{}” {}", before.title,
                                                   on == before.on
                                                       ? "ends " + spoken(after.to, today) + " now"
                                                       : "moved " + move_phrase(before.on, on, today));
    line << because(why) << ".";
    draft.tell(Ref{id}, std::move(line), true);
    draft.show_card(Ref{id});
    if (why.empty())
        draft.answer(plain_card(fmt::format("Why does {} move? Say so in its thread.", to_string(Ref{id}))));
    return {};
}

}  // namespace plumb
