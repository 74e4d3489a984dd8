// `plumbline export`: everything on record, as JSON, tables, a document or a calendar.
#include "cli/asked.hpp"
#include "cli/database.hpp"
#include "cli/options.hpp"
#include "config/zones.hpp"
#include "storage/archive.hpp"
#include "storage/calendar.hpp"
#include "storage/export_csv.hpp"
#include "storage/export_json.hpp"
#include "storage/export_markdown.hpp"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <iostream>
#include <memory>

namespace plumb::cli {

namespace {

/// As write_output, and never over the database that is exported.
Result<void> write_beside(const std::string& database, const std::string& file, const std::string& text) {
    if (storage::is_of_database(file, database))
        return refuse(file + " is the database itself.", "Name another file.");
    return write_output(file, text);
}

/// Every table, and a line on standard error for what they have no way to say.
Result<void> write_tables(const storage::CsvExport& tables, const std::string& database,
                          const std::string& folder) {
    std::error_code failed;
    std::filesystem::create_directories(folder, failed);
    if (failed) return refuse(folder + " cannot be made: " + failed.message() + ".");
    for (const storage::NamedFile& file : tables.files) {
        auto written =
            write_beside(database, (std::filesystem::path(folder) / file.name).string(), file.text);
        if (!written) return written;
    }
    for (const std::string& line : tables.left_out) std::cerr << line << "\n";
    return {};
}

Result<storage::ExportScope> scope_of(const Asked& asked, const World& world) {
    storage::ExportScope scope;
    if (!asked.since.empty()) {
        const auto since = asked_instant("--since", asked.since);
        if (!since) return tl::make_unexpected(since.error());
        scope.since = *since;
    }
    const auto product = asked_product(world, asked.product);
    if (!product) return tl::make_unexpected(product.error());
    scope.product = *product;
    return scope;
}

int run_export(const Asked& asked) {
    if (asked.format == "csv" && asked.output.empty())
        return usage_error("--format csv writes several files: name their folder, such as -o plan");
    const auto database = database_path(asked.database, asked.config);
    if (!database) return usage_error(database.error());
    const auto store = open_to_read(asked.database, asked.config);
    if (!store) return failure(store.error());
    const World world = (*store)->load();
    const auto scope = scope_of(asked, world);
    if (!scope) return usage_error(scope.error().wrong + " " + scope.error().expected);
    Result<void> written;
    if (asked.format == "csv") {
        written = write_tables(storage::export_csv(world, *scope, *make_zones()), *database, asked.output);
    } else if (asked.format == "ics") {
        written = write_beside(*database, asked.output,
                               storage::calendar_text(world, scope->product, scope->since));
    } else {
        const storage::Archived archived{world, (*store)->journal_since(Instant::min()), (*store)->threads()};
        written = write_beside(*database, asked.output,
                               asked.format == "markdown"
                                   ? storage::export_markdown(archived, *scope, *make_zones())
                                   : storage::export_json(archived, *scope));
    }
    return written ? kDone : failure(written.error());
}

}  // namespace

void add_export(CLI::App& program, Action& action) {
    CLI::App* command = program.add_subcommand("export", "Everything on record, documented and stable");
    auto asked = std::make_shared<Asked>();
    asked->format = "json";
    add_database_options(*command, *asked);
    add_product_option(*command, *asked);
    command
        ->add_option(
            "--format", asked->format,
            "json re-imports without loss; csv writes the tables that import takes into the folder -o; "
            "markdown is for reading, ics for calendars")
        ->check(CLI::IsMember({"json", "csv", "markdown", "ics"}));
    command->add_option("--since", asked->since, "Only what was made or changed since")->type_name("TIME");
    command->add_option("-o", asked->output, "Where to; standard output without it")->type_name("FILE|DIR");
    command->callback([asked, &action] { action = [asked] { return run_export(*asked); }; });
}

}  // namespace plumb::cli
