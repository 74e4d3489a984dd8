#include "core/command/context.hpp"

namespace plumb {

const Zone& zone_or_utc(const Zones* zones, std::string_view name) {
    static const Zone utc;
    const Zone* found = zones && !name.empty() ? zones->find(name) : nullptr;
    return found ? *found : utc;
}

const Zone& zone_of(const Context& context, const World& world, ProductId product) {
    const Product* p = world.find(product);
    return zone_or_utc(context.zones, p && !p->tz.empty() ? p->tz : context.default_tz);
}

Day today_of(const Context& context, const World& world, ProductId product) {
    return zone_of(context, world, product).day_of(context.now);
}

Day today_of_speaker(const Context& context, const World& world, ProductId product) {
    const Person* speaker = world.find(context.actor);
    if (speaker && !speaker->tz.empty()) return zone_or_utc(context.zones, speaker->tz).day_of(context.now);
    return today_of(context, world, product);
}

}  // namespace plumb
