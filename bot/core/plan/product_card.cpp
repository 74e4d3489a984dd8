// The card of a product.
#include "core/plan/plan_cards.hpp"

#include "core/align/plan.hpp"
#include "core/command/card_lines.hpp"
#include "core/command/channel_word.hpp"
#include "core/command/record_text.hpp"
#include "core/records/links.hpp"

#include <fmt/core.h>

namespace plumb {

namespace {

constexpr std::size_t kReleasesShown = 5;

std::vector<std::string> releases_to_come(const World& world, ProductId product, Day today) {
    std::vector<const Release*> releases;
    for (const Release& r : world.all<Release>())
        if (r.product == product && Plan::still_to_come(r)) releases.push_back(&r);
    std::stable_sort(releases.begin(), releases.end(),
                     [](const Release* a, const Release* b) { return a->date < b->date; });
    std::vector<std::string> words;
    for (const Release* r : releases) words.push_back(fmt::format("{} {}", r->name, spoken(r->date, today)));
    return words;
}

Text baseline_phrase(const World& world, ProductId product, const Context& context, Day today) {
    const Baseline* agreed = confirmed_baseline(world, product);
    if (!agreed)
        return Text("none yet: ").code("plan baseline") << ", and somebody of another function confirms it";
    const Day day = zone_of(context, world, product).day_of(*agreed->confirmed_at);
    return fmt::format("confirmed {} by {}", day_phrase(day, today),
                       person_name(world, agreed->confirmed_by));
}

}  // namespace

Card product_card(const World& world, const Context& context, ProductId id) {
    Card card;
    const Product* product = world.find(id);
    if (!product) return card;
    const Day today = today_of(context, world, id);
    card.id = product->key;
    card.title = product->name.empty() ? product->key : product->name;
    card.state = product->tz;
    std::vector<std::string> channels;
    for (const std::string& address : product->channels) channels.push_back(channel_word(context, address));
    add_field(
        card, "Channels",
        channels.empty() ? Text("none: ").code("product bind " + product->key) : Text(listed(channels)));
    add_field(card, "Profile", std::string(word(product->profile)));
    const auto releases = releases_to_come(world, id, today);
    add_field(card, "Releases",
              releases.empty() ? Text("none to come: ").code("release new 1.0 date:" + iso(today + Days{90}))
                               : Text(listed(releases, kReleasesShown)));
    int events = 0;
    world.all<LaunchEvent>().each_naming(id, [&](const LaunchEvent& e) {
        if (Plan::open(e, today)) ++events;
    });
    if (events) add_field(card, "Events", counted(events, "open event"));
    add_field(card, "Baseline", baseline_phrase(world, id, context, today));
    add_warnings(card, world, context, id);
    return card;
}

}  // namespace plumb
