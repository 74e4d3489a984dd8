// `launch confirm`, `cancel`, `done`, `take`, `help`, `signoff`: what becomes of an event.
#include "core/base/among.hpp"
#include "core/command/asked.hpp"
#include "core/command/record_text.hpp"
#include "core/launch/event.hpp"
#include "core/launch/launch_handlers.hpp"

#include <fmt/core.h>

namespace plumb {

namespace {

/// Gives an event another status, where it may have one; told in its thread.
Result<void> become(Draft& draft, const Command& command, EventStatus status, std::string_view says) {
    const auto id = command.subject.as<EventId>();
    LaunchEvent event = *draft.find(id);
    if (auto may = may_change(draft, event); !may) return may;
    if (event.status == status)
        return refuse(fmt::format("{} is {} already.", called(draft.world(), Ref{id}), word(status)),
                      "How it got there:", "history " + to_string(Ref{id}));
    if (auto ahead = still_ahead(draft.world(), event); !ahead) return ahead;
    const std::string why = why_of(command);
    event.status = status;
    if (status == EventStatus::cancelled) event.reason = why;
    draft.put(event);
    Text line;
    line.strong(to_string(Ref{id})) << fmt::format(" “{}” {}{}.", event.title, says, because(why));
    if (status == EventStatus::cancelled)
        for (const PersonId owner : event.owners) draft.concern(Ref{id}, owner, line);
    draft.tell(Ref{id}, std::move(line), true);
    draft.show_card(Ref{id});
    return {};
}

/// What the button *Confirm dan* does, as a command: not every platform has buttons.
void tell_of_offer(Draft& draft, const LaunchEvent& event) {
    const Ref record{id_of(event)};
    const Person& offering = *draft.find(draft.actor());
    for (const PersonId owner : event.owners) {
        Text line(fmt::format("help with {} is offered by {}. To confirm: ", called(draft.world(), record),
                              person_name(draft.world(), draft.actor())));
        line.code(fmt::format("launch set {} owner:+@{}", to_string(record), offering.handle));
        draft.concern(record, owner, std::move(line));
    }
}

}  // namespace

Result<void> launch_confirm(Draft& draft, const Command& command) {
    return become(draft, command, EventStatus::confirmed, "is confirmed");
}

Result<void> launch_cancel(Draft& draft, const Command& command) {
    return become(draft, command, EventStatus::cancelled, "is cancelled");
}

Result<void> launch_done(Draft& draft, const Command& command) {
    return become(draft, command, EventStatus::done, "is done");
}

Result<void> launch_take(Draft& draft, const Command& command) {
    const auto id = command.subject.as<EventId>();
    LaunchEvent event = *draft.find(id);
    if (auto ahead = still_ahead(draft.world(), event); !ahead) return ahead;
    const auto in = [&](const std::vector<PersonId>& people) { return is_among(people, draft.actor()); };
    if (in(event.owners))
        return refuse(
            fmt::format("You own {} already.", called(draft.world(), Ref{id})),
            event.help_wanted ? "Volunteers are wanted already; who offers:" : "To ask others for help:",
            fmt::format("launch {} {}", event.help_wanted ? "show" : "help", to_string(Ref{id})));
    const bool taken = event.owners.empty();
    if (!taken && in(event.offers))
        return refuse(fmt::format("You have offered to help with {}; {} can confirm it.",
                                  called(draft.world(), Ref{id}), names_of(draft.world(), event.owners)),
                      "What the event needs:", "launch show " + to_string(Ref{id}));
    Text line;
    line.strong(to_string(Ref{id})) << fmt::format(" “{}”: ", event.title);
    if (taken) {
        event.owners.push_back(draft.actor());
        std::erase(event.offers, draft.actor());
        event.help_wanted = false;
        line << "it is owned by ";
    } else {
        event.offers.push_back(draft.actor());
        line << "help is offered by ";
    }
    line.person(draft.actor()) << (taken ? " now." : ".");
    draft.put(event);
    draft.tell(Ref{id}, std::move(line), true);
    draft.show_card(Ref{id});
    if (!taken) tell_of_offer(draft, event);
    return {};
}

Result<void> launch_help(Draft& draft, const Command& command) {
    const auto id = command.subject.as<EventId>();
    LaunchEvent event = *draft.find(id);
    if (auto ahead = still_ahead(draft.world(), event); !ahead) return ahead;
    if (event.help_wanted)
        return refuse(fmt::format("{} asks for volunteers already.", called(draft.world(), Ref{id})),
                      "Whoever can help says so.", fmt::format("launch take {}", to_string(Ref{id})));
    event.help_wanted = true;
    draft.put(event);
    const Day today = today_in(draft, event.product);
    Text line;
    line.strong(to_string(Ref{id})) << fmt::format(" “{}”, {}, needs help. Who can? ", event.title,
                                                   held_phrase(event.on, event.to, today));
    line.code(fmt::format("launch take {}", to_string(Ref{id})));
    draft.tell(Ref{id}, std::move(line));
    draft.show_card(Ref{id});
    return {};
}

Result<void> launch_signoff(Draft& draft, const Command& command) {
    const auto id = command.subject.as<EventId>();
    LaunchEvent event = *draft.find(id);
    if (auto ahead = still_ahead(draft.world(), event); !ahead) return ahead;
    const auto side = named<Side>(command.text_of("half"));
    auto& half = side == Side::inside ? event.signed_off.inside : event.signed_off.outside;
    if (half)
        return refuse(fmt::format("{} is signed off {} already, by {}.", called(draft.world(), Ref{id}),
                                  word(*side), person_name(draft.world(), half->by)),
                      "What became of it since:", "history " + to_string(Ref{id}));
    half = SignOff{draft.actor(), draft.now()};
    draft.put(event);
    int left = 0;
    draft.world().all<Collateral>().each_naming(id, [&](const Collateral& c) {
        if (c.event == id && c.side == side && c.status != CollateralStatus::done) ++left;
    });
    Text line;
    line.strong(to_string(Ref{id})) << fmt::format(" “{}”: the {} half is signed off by ", event.title,
                                                   word(*side));
    line.person(draft.actor()) << (left == 0 ? std::string(".")
                                             : fmt::format(", with {} of its items not done.", left));
    draft.tell(Ref{id}, std::move(line), true);
    draft.show_card(Ref{id});
    return {};
}

}  // namespace plumb
