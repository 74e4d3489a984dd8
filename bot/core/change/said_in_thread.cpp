#include "core/change/said_in_thread.hpp"

#include "core/change/loop_in.hpp"
#include "core/command/asked.hpp"
#include "core/command/card_lines.hpp"

#include <string>
#include <utility>

namespace plumb {

namespace {

/// Stamps the actor's function on the record, whatever it is.
template <std::size_t... K>
void stamp(Draft& draft, Ref record, std::index_sequence<K...>) {
    const auto function = function_of(draft.world(), draft.actor());
    if (!function) return;
    const auto one = [&](const auto* held) {
        if (!held) return;
        auto changed = *held;
        changed.meta.acts[static_cast<std::size_t>(*function)] = draft.now();
        draft.put_quietly(std::move(changed));
    };
    (
        [&] {
            if (record.kind == static_cast<Kind>(K)) one(draft.find(Id<static_cast<Kind>(K)>{record.n}));
        }(),
        ...);
}

/// Why an event moved is asked of whoever moved it without saying so: the first they write in its thread that
/// day says it.
void take_why(Draft& draft, EventId id, std::string_view text) {
    const LaunchEvent* event = draft.find(id);
    if (!event) return;
    const auto moves = moves_of(draft.world(), id);
    if (moves.empty() || moves.back()->by != draft.actor() || !moves.back()->why.empty()) return;
    if (moves.back()->on != today_in(draft, event->product)) return;
    Move said = *moves.back();
    said.why = std::string(text);
    draft.put_quietly(std::move(said));
    draft.show_card(id);
}

}  // namespace

void heard_in_thread(Draft& draft, Ref record, std::string_view text) {
    if (!record || !draft.actor() || text.empty()) return;
    stamp(draft, record, std::make_index_sequence<kKinds>{});
    if (const auto request = record.as<ChangeId>()) comment(draft, request, text);
    if (const auto event = record.as<EventId>()) take_why(draft, event, text);
}

}  // namespace plumb
