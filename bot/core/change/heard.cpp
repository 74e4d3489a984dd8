#include "core/change/heard.hpp"

#include "core/change/loop_in.hpp"

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

}  // namespace

void heard_in_thread(Draft& draft, Ref record, std::string_view text) {
    if (!record || !draft.actor() || text.empty()) return;
    stamp(draft, record, std::make_index_sequence<kKinds>{});
    if (const auto request = record.as<ChangeId>()) comment(draft, request, text);
}

}  // namespace plumb
