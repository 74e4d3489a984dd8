// `plumbline serve`: the bot on Slack and on Matrix, until it is told to stop.
#include "cli/asked.hpp"
#include "cli/database.hpp"
#include "cli/logging.hpp"
#include "cli/options.hpp"
#include "cli/serve_bot.hpp"
#include "cli/serve_http.hpp"
#include "config/zones.hpp"
#include "storage/open.hpp"

#include <CLI/CLI.hpp>
#include <spdlog/spdlog.h>

#include <csignal>
#include <memory>

namespace plumb::cli {

namespace {

Result<config::Settings> settings_of(const Asked& asked) {
    auto settings = config::read_settings(asked.config, config::environment());
    if (settings && !asked.database.empty()) settings->storage.path = asked.database;
    return settings;
}

int run_serve(const Asked& asked) {
    auto settings = settings_of(asked);
    if (!settings) return usage_error(settings.error());
    if (accounts_of(*settings).empty())
        return usage_error(
            "There is no account to serve. Set SLACK_APP_TOKEN and SLACK_BOT_TOKEN, or MATRIX_HOMESERVER, "
            "MATRIX_USER and MATRIX_ACCESS_TOKEN or MATRIX_PASSWORD, or name a configuration with -c; "
            "“plumbline demo” needs nothing.");
    set_up_log(settings->log);
    // Whoever closes a connection, or the log's pipe, ends no bot.
    std::signal(SIGPIPE, SIG_IGN);
    const std::string path = config::database_path(*settings, config::environment());
    make_state_folder(path);
    const auto store =
        storage::open_store({path, false, settings->storage.full_synchronous, settings->storage.retention});
    if (!store) return failure(store.error());
    const auto zones = make_zones();
    http::PrometheusMetrics metrics;
    ServeBot bot(*settings, **store, *zones, metrics, [asked] { return settings_of(asked); });
    const auto pages = serve_pages(settings->http, bot, metrics, path);
    if (!pages) return failure(pages.error());
    if (const auto started = bot.start(); !started) return failure(started.error());
    const std::size_t accounts = accounts_of(*settings).size();
    spdlog::info("serving {} {} from {}", accounts, accounts == 1 ? "account" : "accounts", path);
    bot.run();
    spdlog::info("stopped");
    return kDone;
}

}  // namespace

void add_serve(CLI::App& program, Action& action) {
    CLI::App* command = program.add_subcommand("serve", "Runs the bot on Slack and Matrix");
    auto asked = std::make_shared<Asked>();
    add_database_options(*command, *asked);
    command->callback([asked, &action] { action = [asked] { return run_serve(*asked); }; });
}

}  // namespace plumb::cli
