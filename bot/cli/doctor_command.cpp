// `plumbline doctor`: everything that may be wrong with an installation, in a table.
#include "cli/asked.hpp"
#include "cli/doctor.hpp"
#include "cli/options.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <memory>

namespace plumb::cli {

namespace {

std::string table(const Checks& checks) {
    std::size_t widest = 0;
    for (const Check& check : checks) widest = std::max(widest, check.what.size());
    std::string text;
    for (const Check& check : checks)
        text += fmt::format("{:5}  {:{}}  {}\n", check.ok ? "ok" : "to do", check.what, widest, check.says);
    return text;
}

std::string accounts_line(const config::Settings& settings) {
    const std::size_t slack = settings.slack.size();
    const std::size_t matrix = settings.matrix.size();
    if (slack + matrix == 0) return "no account: console only";
    return fmt::format("{} Slack {}, {} Matrix {}", slack, slack == 1 ? "account" : "accounts", matrix,
                       matrix == 1 ? "account" : "accounts");
}

int run_doctor(const Asked& asked) {
    const config::Environment environment = config::environment();
    const auto settings = config::read_settings(asked.config, environment);
    if (!settings) return usage_error(settings.error());
    const std::string path =
        asked.database.empty() ? config::database_path(*settings, environment) : asked.database;
    Checks checks{{"configuration", true, accounts_line(*settings)}};
    std::vector<std::string> channels;
    const auto add = [&](Checks more) { checks.insert(checks.end(), more.begin(), more.end()); };
    const bool folder_is_made = asked.database.empty() && settings->storage.path.empty();
    add(check_database(path, folder_is_made, channels));
    add(check_clock());
    for (const config::SlackSettings& account : settings->slack) add(check_slack(account, channels));
    for (const config::MatrixSettings& account : settings->matrix) add(check_matrix(account, channels));
    const auto written = write_output({}, table(checks));
    if (!written) return failure(written.error());
    const bool sound = std::all_of(checks.begin(), checks.end(), [](const Check& check) { return check.ok; });
    return sound ? kDone : kFailed;
}

}  // namespace

void add_doctor(CLI::App& program, Action& action) {
    CLI::App* command = program.add_subcommand("doctor", "Looks at everything, and says what to do");
    auto asked = std::make_shared<Asked>();
    add_database_options(*command, *asked);
    command->callback([asked, &action] { action = [asked] { return run_doctor(*asked); }; });
}

}  // namespace plumb::cli
