// `plumbline align`: every finding of the rules, recording none.
#include "cli/product_days.hpp"
#include "core/align/engine.hpp"
#include "storage/findings_json.hpp"

#include <CLI/CLI.hpp>

#include <memory>

namespace plumb::cli {

namespace {

int run_align(const Asked& asked) {
    return print_days(asked, [&asked](const World& world, const std::vector<ProductDay>& days) {
        std::vector<storage::ProductFinding> found;
        for (const ProductDay& day : days)
            for (Finding& finding : align(day.world, day.product, day.today, *day.zone, Mends::worded))
                found.push_back({day.product, std::move(finding)});
        return asked.format == "json" ? storage::findings_json(world, std::move(found))
                                      : storage::findings_text(world, std::move(found));
    });
}

}  // namespace

void add_align(CLI::App& program, Action& action) {
    CLI::App* command = program.add_subcommand("align", "Every finding of the rules, recording none");
    auto asked = std::make_shared<Asked>();
    add_day_options(*command, *asked);
    command->callback([asked, &action] { action = [asked] { return run_align(*asked); }; });
}

}  // namespace plumb::cli
