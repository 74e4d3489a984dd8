#include "cli/asked.hpp"
#include "cli/database.hpp"
#include "cli/options.hpp"
#include "config/zones.hpp"
#include "core/align/effects.hpp"
#include "storage/figures_json.hpp"

#include <CLI/CLI.hpp>

#include <memory>

namespace plumb::cli {

namespace {

int run_figures(const Asked& asked) {
    const auto now = asked_now(asked.at);
    if (!now) return usage_error(now.error().wrong + " " + now.error().expected);
    const auto store = open_to_read(asked.database, asked.config);
    if (!store) return failure(store.error());
    const World world = (*store)->load();
    const auto only = asked_product(world, asked.product);
    if (!only) return usage_error(only.error().wrong + " " + only.error().expected);
    const auto zones = make_zones();
    storage::Json json = storage::Json::object();
    std::string text;
    for (const Product& product : world.all<Product>()) {
        const ProductId id = id_of(product);
        if (*only && id != *only) continue;
        const Zone& zone = zone_of_product(*zones, product);
        const Day today = zone.day_of(*now);
        const World then = as_of(world, id, today, zone);
        const Plan plan(then, id, today, zone);
        const Figures found = figures(plan);
        json[label(then, id)] = storage::figures_json(then, found);
        text += (text.empty() ? "" : "\n") + storage::figures_text(plan, found);
    }
    if (text.empty()) text = "No product is on record.\n";
    if (asked.format == "json") text = storage::json_text(json);
    const auto written = write_output({}, text);
    return written ? kDone : failure(written.error());
}

}  // namespace

void add_figures(CLI::App& program, Action& action) {
    CLI::App* command = program.add_subcommand(
        "figures", "Waiting times, change volume, switching, balance, load: the figures beside the rules");
    auto asked = std::make_shared<Asked>();
    asked->format = "text";
    add_database_options(*command, *asked);
    add_product_option(*command, *asked);
    add_at_option(*command, *asked);
    command->add_option("--format", asked->format, "text or json")->check(CLI::IsMember({"text", "json"}));
    command->callback([asked, &action] { action = [asked] { return run_figures(*asked); }; });
}

}  // namespace plumb::cli
