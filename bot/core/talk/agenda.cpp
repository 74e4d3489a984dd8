#include "core/talk/agenda.hpp"

namespace plumb {

namespace {

using What = DueThing::What;

/// The one thing that a record of a kind brings about by the clock.
std::optional<What> thing_of(Kind kind) {
    switch (kind) {
        case Kind::product: return What::morning;
        case Kind::change:
        case Kind::event:
        case Kind::collateral:
        case Kind::assumption: return What::nudge;
        case Kind::warning: return What::channel_turn;
        case Kind::schedule: return What::channel_digest;
        case Kind::person: return What::personal_digest;
        default: return std::nullopt;
    }
}

}  // namespace

void Agenda::set(const Key& key, std::optional<Instant> at) {
    const auto held = times_.find(key);
    if (held != times_.end()) {
        if (at == held->second) return;
        order_.erase({held->second, key.first, key.second});
        times_.erase(held);
    }
    if (!at) return;
    times_[key] = *at;
    order_.insert({*at, key.first, key.second});
}

void Agenda::read(const World& world, const Context& context, Instant after) {
    order_.clear();
    times_.clear();
    zones_.clear();
    const auto each = [&](const auto& records) {
        for (const auto& record : records) {
            const Ref ref{id_of(record)};
            const What what = *thing_of(ref.kind);
            set({what, ref}, next_time(world, context, what, ref, after));
        }
    };
    for (const Product& product : world.all<Product>()) zones_[id_of(product)] = product.tz;
    each(world.all<Product>());
    each(world.all<ChangeRequest>());
    each(world.all<LaunchEvent>());
    each(world.all<Assumption>());
    each(world.all<Collateral>());
    each(world.all<Warning>());
    each(world.all<Schedule>());
    each(world.all<Person>());
}

void Agenda::take(const World& world, const Context& context, const std::vector<Write>& writes,
                  Instant after) {
    for (const Write& write : writes) {
        const auto* product = std::get_if<Product>(&write.record);
        if (!product) continue;
        const auto zone = zones_.find(id_of(*product));
        if (write.erase || zone == zones_.end() || zone->second != product->tz)
            return read(world, context, after);
    }
    for (const Write& write : writes) {
        const Ref ref = ref_of(write.record);
        if (const auto what = thing_of(ref.kind))
            set({*what, ref}, next_time(world, context, *what, ref, after));
    }
}

void Agenda::again(const World& world, const Context& context, const DueThing& thing, Instant after) {
    set({thing.what, thing.of}, next_time(world, context, thing.what, thing.of, after));
}

std::optional<Instant> Agenda::next() const {
    if (order_.empty()) return std::nullopt;
    return order_.begin()->at;
}

std::vector<DueThing> Agenda::first(Instant until) const {
    const auto at = next();
    return at && *at <= until ? all(*at) : std::vector<DueThing>{};
}

std::vector<DueThing> Agenda::all(Instant until) const {
    std::vector<DueThing> things;
    for (auto entry = order_.begin(); entry != order_.end() && entry->at <= until; ++entry)
        things.push_back({entry->what, entry->of, entry->at});
    return things;
}

}  // namespace plumb
