// Pulse: the weekly figures, put together.
#include "core/base/phrases.hpp"
#include "core/command/record_text.hpp"
#include "core/digest/digest.hpp"
#include "core/digest/pulse_lines.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace plumb {

namespace {

/// Of a line that lists.
constexpr std::size_t kListed = 4;
constexpr std::size_t kReleases = 3;

void add(Section& section, std::string label, std::string text) {
    if (!text.empty()) section.lines.push_back(item(std::move(label), Text(std::move(text))));
}

/// What would read as part of the last item stands apart: `ana took LE-1; ben took LE-2; and 2 more`.
std::string listed_apart(const std::vector<std::string>& items) {
    if (items.size() <= kListed) return listed(items);
    std::string text;
    for (std::size_t i = 0; i < kListed; ++i) text += items[i] + "; ";
    return text + fmt::format("and {} more", items.size() - kListed);
}

}  // namespace

Section pulse(const World& world, const Context& context, const DigestWish& wish, bool monthly) {
    const Zone& zone = zone_of(context, world, wish.product);
    const Plan plan(world, wish.product, zone.day_of(context.now), zone);
    const Figures all = figures(plan);
    Section section{"Pulse", {}};
    std::vector<Line> volumes;
    for (std::string& line : volume_lines(plan, all))
        volumes.push_back(item("change", Text(std::move(line))));
    add_capped(section, std::move(volumes), "release list", kReleases);
    add(section, "switching", switching_line(all));
    add(section, "customers", customers_line(plan, all));
    add(section, "waits", waiting_line(all));
    add(section, "balance", balance_line(all));
    const auto overridden = overridden_since(plan, wish.since);
    if (!overridden.empty())
        add(section, "overrides",
            fmt::format("{} ({})", counted(static_cast<std::int64_t>(overridden.size()), "decision"),
                        ids_of(overridden, kListed)));
    add(section, "horizons", horizons_line(all));
    add(section, "promises", promises_line(all));
    add(section, "assumptions due", listed(assumptions_due(plan), kListed));
    add(section, "came back", listed(back_since(world, context, wish), kListed));
    if (monthly) add(section, "squeakiest wheel", squeakiest_line(all));
    add(section, "thanks", listed_apart(thanks_since(world, context, wish)));
    return section;
}

bool pulse_tells(const World& world, const Context& context, const DigestWish& wish) {
    const Zone& zone = zone_of(context, world, wish.product);
    const Plan plan(world, wish.product, zone.day_of(context.now), zone);
    const auto& promises = plan.promises();
    return std::any_of(promises.begin(), promises.end(),
                       [](const Promise* p) { return p->status == PromiseStatus::open; }) ||
           !overridden_since(plan, wish.since).empty() || !assumptions_due(plan).empty() ||
           !back_since(world, context, wish).empty() || !thanks_since(world, context, wish).empty();
}

Card pulse_card(const World& world, const Context& context, const DigestWish& wish) {
    const Section section = pulse(world, context, wish, true);
    Card card;
    card.title = fmt::format("Pulse of {}, {}", name(world, wish.product), week_before(wish.day + Days{1}));
    card.lines = section.lines;
    if (card.lines.empty())
        card.title = fmt::format("{} has no pulse yet: nothing was asked, promised or decided.",
                                 name(world, wish.product));
    return card;
}

}  // namespace plumb
