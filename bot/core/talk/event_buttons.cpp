#include "core/talk/event_buttons.hpp"

#include "core/base/among.hpp"
#include "core/command/lookup.hpp"
#include "core/command/record_text.hpp"
#include "core/launch/heard_at.hpp"
#include "core/launch/retro.hpp"

#include <fmt/core.h>

namespace plumb {

std::optional<std::string> confirm_person(const World& world, std::string_view label, Ref on) {
    constexpr std::string_view kConfirm = "confirm ";
    if (!label.starts_with(kConfirm)) return std::nullopt;
    std::string_view who = label.substr(kConfirm.size());
    if (!who.empty() && who.front() == '@') who.remove_prefix(1);
    const Person* person = person_by_handle(world, who);
    if (!person) return std::nullopt;
    Ref event = on;
    for (const LaunchEvent& e : world.all<LaunchEvent>())
        if (!event && is_among(e.offers, id_of(*person))) event = id_of(e);
    if (event.kind != Kind::event || !event) return std::nullopt;
    return fmt::format("launch set {} owner:+@{}", to_string(event), person->handle);
}

std::optional<std::string> attach_last(const World& world, std::string_view label, Ref on) {
    if (label != "attach to request" || on.kind != Kind::event) return std::nullopt;
    const auto voices = unattached(world, on.as<EventId>());
    if (voices.empty()) return std::nullopt;
    return fmt::format("launch attach {}", to_string(Ref{id_of(*voices.back())}));
}

std::optional<std::string> keep_and_change(const World& world, const Context& context, std::string_view label,
                                           Ref on) {
    if (label != "keep and change" || on.kind != Kind::event || !exists(world, on)) return std::nullopt;
    const LaunchEvent& event = *world.find(on.as<EventId>());
    if (!is_over(event, today_of(context, world, event.product))) return std::nullopt;
    return fmt::format("launch retro {}", to_string(on));
}

}  // namespace plumb
