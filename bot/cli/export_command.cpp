#include "cli/asked.hpp"
#include "cli/database.hpp"
#include "cli/options.hpp"
#include "storage/export_json.hpp"

#include <CLI/CLI.hpp>

#include <memory>

namespace plumb::cli {

namespace {

int run_export(const Asked& asked) {
    storage::ExportScope scope;
    if (!asked.since.empty()) {
        const auto since = asked_instant("--since", asked.since);
        if (!since) return usage_error(since.error().wrong + " " + since.error().expected);
        scope.since = *since;
    }
    const auto store = open_to_read(asked.database, asked.config);
    if (!store) return failure(store.error());
    const storage::Archived archived{(*store)->load(), (*store)->journal_since(Instant::min()),
                                     (*store)->threads()};
    const auto product = asked_product(archived.world, asked.product);
    if (!product) return usage_error(product.error().wrong + " " + product.error().expected);
    scope.product = *product;
    const auto written = write_output(asked.output, storage::export_json(archived, scope));
    return written ? kDone : failure(written.error());
}

}  // namespace

void add_export(CLI::App& program, Action& action) {
    CLI::App* command = program.add_subcommand("export", "Everything on record, documented and stable");
    auto asked = std::make_shared<Asked>();
    asked->format = "json";
    add_database_options(*command, *asked);
    add_product_option(*command, *asked);
    command->add_option("--format", asked->format, "json re-imports without loss")
        ->check(CLI::IsMember({"json"}));
    command->add_option("--since", asked->since, "Only what was made or changed since")->type_name("TIME");
    command->add_option("-o", asked->output, "Where to; standard output without it")->type_name("FILE");
    command->callback([asked, &action] { action = [asked] { return run_export(*asked); }; });
}

}  // namespace plumb::cli
