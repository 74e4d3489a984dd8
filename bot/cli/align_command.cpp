#include "cli/asked.hpp"
#include "cli/database.hpp"
#include "cli/options.hpp"
#include "config/zones.hpp"
#include "core/align/effects.hpp"
#include "core/align/engine.hpp"
#include "storage/findings_json.hpp"

#include <CLI/CLI.hpp>

#include <memory>

namespace plumb::cli {

namespace {

int run_align(const Asked& asked) {
    const auto now = asked_now(asked.at);
    if (!now) return usage_error(now.error().wrong + " " + now.error().expected);
    const auto store = open_to_read(asked.database, asked.config);
    if (!store) return failure(store.error());
    const World world = (*store)->load();
    const auto only = asked_product(world, asked.product);
    if (!only) return usage_error(only.error().wrong + " " + only.error().expected);
    const auto zones = make_zones();
    std::vector<storage::ProductFinding> found;
    for (const Product& product : world.all<Product>()) {
        const ProductId id = id_of(product);
        if (*only && id != *only) continue;
        const Zone& zone = zone_of_product(*zones, product);
        const Day today = zone.day_of(*now);
        for (Finding& finding : align(as_of(world, id, today, zone), id, today, zone))
            found.push_back({id, std::move(finding)});
    }
    const auto written =
        write_output({}, asked.format == "json" ? storage::findings_json(world, std::move(found))
                                                : storage::findings_text(world, std::move(found)));
    return written ? kDone : failure(written.error());
}

}  // namespace

void add_align(CLI::App& program, Action& action) {
    CLI::App* command = program.add_subcommand("align", "Every finding of the rules, recording none");
    auto asked = std::make_shared<Asked>();
    asked->format = "text";
    add_database_options(*command, *asked);
    add_product_option(*command, *asked);
    add_at_option(*command, *asked);
    command->add_option("--format", asked->format, "text or json")->check(CLI::IsMember({"text", "json"}));
    command->callback([asked, &action] { action = [asked] { return run_align(*asked); }; });
}

}  // namespace plumb::cli
