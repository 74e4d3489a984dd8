#include "cli/product_days.hpp"

#include "cli/database.hpp"
#include "config/zones.hpp"
#include "core/align/effects.hpp"

#include <CLI/CLI.hpp>

namespace plumb::cli {

void add_day_options(CLI::App& command, Asked& asked) {
    asked.format = "text";
    add_database_options(command, asked);
    add_product_option(command, asked);
    add_at_option(command, asked);
    command.add_option("--format", asked.format, "text or json")->check(CLI::IsMember({"text", "json"}));
}

int print_days(
    const Asked& asked,
    const std::function<std::string(const World& world, const std::vector<ProductDay>& days)>& say) {
    const auto now = asked_now(asked.at);
    if (!now) return usage_error(now.error().wrong + " " + now.error().expected);
    const auto store = open_to_read(asked.database, asked.config);
    if (!store) return failure(store.error());
    const World world = (*store)->load();
    const auto only = asked_product(world, asked.product);
    if (!only) return usage_error(only.error().wrong + " " + only.error().expected);
    const auto zones = make_zones();
    // A day alone is that day everywhere; an instant is another day east and west of it.
    const auto named = parse_iso_day(asked.at);
    std::vector<ProductDay> days;
    for (const Product& product : world.all<Product>()) {
        const ProductId id = id_of(product);
        if (*only && id != *only) continue;
        const Zone& zone = zone_of_product(*zones, product);
        const Day today = named ? *named : zone.day_of(*now);
        days.push_back({as_of(world, id, today, zone), id, today, &zone});
    }
    const auto written = write_output({}, say(world, days));
    return written ? kDone : failure(written.error());
}

}  // namespace plumb::cli
