#include "core/plan/channel_move.hpp"

#include "core/base/among.hpp"

namespace plumb {

std::vector<Write> moved_channel(const World& world, std::string_view from, const std::string& to) {
    std::vector<Write> writes;
    if (from.empty() || to.empty() || product_of_channel(world, to)) return writes;
    for (const Product& product : world.all<Product>()) {
        if (!is_among(product.channels, from)) continue;
        Product changed = product;
        std::replace_if(
            changed.channels.begin(), changed.channels.end(), [&](const std::string& c) { return c == from; },
            to);
        writes.push_back({AnyRecord{std::move(changed)}, false});
    }
    for (const Schedule& schedule : world.all<Schedule>()) {
        if (schedule.channel != from) continue;
        Schedule changed = schedule;
        changed.channel = to;
        writes.push_back({AnyRecord{std::move(changed)}, false});
    }
    return writes;
}

}  // namespace plumb
