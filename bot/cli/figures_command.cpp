// `plumbline figures`: the figures beside the rules.
#include "cli/product_days.hpp"
#include "storage/figures_json.hpp"

#include <CLI/CLI.hpp>

#include <memory>

namespace plumb::cli {

namespace {

int run_figures(const Asked& asked) {
    return print_days(asked, [&asked](const World&, const std::vector<ProductDay>& days) {
        storage::Json json = storage::Json::object();
        std::string text;
        for (const ProductDay& day : days) {
            const Plan plan(day.world, day.product, day.today, *day.zone);
            const Figures found = figures(plan);
            json[label(day.world, day.product)] = storage::figures_json(day.world, found);
            text += (text.empty() ? "" : "\n") + storage::figures_text(plan, found);
        }
        if (text.empty()) text = "No product is on record.\n";
        return asked.format == "json" ? storage::json_text(json) : text;
    });
}

}  // namespace

void add_figures(CLI::App& program, Action& action) {
    CLI::App* command = program.add_subcommand(
        "figures", "Waiting times, change volume, switching, balance, load: the figures beside the rules");
    auto asked = std::make_shared<Asked>();
    add_day_options(*command, *asked);
    command->callback([asked, &action] { action = [asked] { return run_figures(*asked); }; });
}

}  // namespace plumb::cli
