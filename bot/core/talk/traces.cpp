#include "core/talk/traces.hpp"

#include "core/align/resting.hpp"

namespace plumb {

ProductId product_here(const World& world, const Place& place) {
    if (place.thread) return product_of(world, place.thread);
    const Product* bound = product_of_channel(world, place.channel);
    return bound ? id_of(*bound) : ProductId{};
}

void note_heard(Draft& draft, ProductId id) {
    const Product* product = draft.find(id);
    const auto function = function_of(draft.world(), draft.actor());
    if (!product || !function) return;
    const auto& last = product->heard[static_cast<std::size_t>(*function)];
    const Zone& zone = zone_of(draft.context(), draft.world(), id);
    if (last && zone.day_of(*last) == zone.day_of(draft.now())) return;
    Product changed = *product;
    changed.heard[static_cast<std::size_t>(*function)] = draft.now();
    draft.put_quietly(std::move(changed));
}

void leave_traces(Draft& draft, const World& begun, const Command& command) {
    // What is taken back is as planned before again.
    if (command.spec->noun != "undo")
        for (Write& write : noted_changes(begun, draft.world(), draft.writes()))
            draft.store(std::move(write));
    note_heard(draft, command.product ? command.product : product_here(draft.world(), draft.context().place));
}

}  // namespace plumb
