// `plumbline console`: the whole bot in this terminal, or in a script.
#include "cli/clocks.hpp"
#include "cli/console_session.hpp"
#include "cli/database.hpp"
#include "cli/logging.hpp"
#include "cli/options.hpp"
#include "cli/terminal.hpp"
#include "config/settings.hpp"
#include "config/zones.hpp"
#include "core/base/utf8.hpp"

#include <CLI/CLI.hpp>
#include <unistd.h>

#include <iostream>
#include <memory>

namespace plumb::cli {

namespace {

struct ConsoleAsked {
    std::string self = "you:product";
    std::string channel = "atlas";
    std::string now;
    bool plain = false;
    std::string folder = ".";
    std::string database;
    std::string config;
};

/// Whether it is UTF-8 without controls, as a name is that others see.
bool is_clean(const std::string& name) { return cleaned(name) == name; }

/// Reads `NAME:FUNCTION`; the function may be left out.
Result<void> read_self(const std::string& text, SessionOptions& options) {
    const std::size_t colon = text.find(':');
    options.self = text.substr(0, colon);
    if (!options.self.empty() && options.self.front() == '@') options.self.erase(0, 1);
    options.function.reset();
    if (colon != std::string::npos) options.function = named<Function>(text.substr(colon + 1));
    if (options.self.empty() || (colon != std::string::npos && !options.function))
        return refuse("--as " + text +
                          ": expected NAME:FUNCTION, where the function is engineering, marketing, product, "
                          "sales or support",
                      {}, "--as ana:engineering");
    return {};
}

int run_script(ConsoleSession& session, std::istream& in) {
    bool sound = true;
    bool first = true;
    std::string line;
    while (std::getline(in, line)) {
        sound = session.line(first ? without_byte_order_mark(line) : line) && sound;
        first = false;
    }
    session.drain();
    return sound ? kDone : kFailed;
}

/// Nobody needs a configuration to start, and a console needs no account: without a file that is named, what
/// is wrong in the one that may be there, and in accounts, counts for nothing.
Result<config::Settings> settings_of(const std::string& file) {
    const config::Environment environment = config::environment();
    return file.empty() ? config::read_settings_without_accounts(environment)
                        : config::read_settings(file, environment);
}

void take_settings(const config::Settings& settings, SessionOptions& options) {
    options.default_tz = settings.defaults.tz;
    options.policy = settings.defaults.policy;
    options.catch_up = settings.defaults.catch_up;
    options.admins = settings.admins;
}

int run_console(const ConsoleAsked& asked) {
    SessionOptions options;
    if (const auto self = read_self(asked.self, options); !self) return usage_error(self.error().wrong);
    options.channel = asked.channel;
    if (!options.channel.empty() && options.channel.front() == '#') options.channel.erase(0, 1);
    if (!is_clean(options.self)) return usage_error("--as: expected NAME:FUNCTION, such as ana:engineering");
    if (options.channel.empty() || !is_clean(options.channel))
        return usage_error("--channel: expected a name, such as atlas");
    options.look.plain = asked.plain;
    options.look.folder = asked.folder;
    fit_to_terminal(options);
    if (!asked.now.empty()) {
        options.now = parse_instant(asked.now);
        if (!options.now)
            return usage_error("--now " + asked.now +
                               ": expected a time as in RFC 3339, such as 2027-03-01T09:00");
        if (!within_years(*options.now))
            return usage_error("--now " + asked.now +
                               ": expected a time in the years 1970 to 2199, such as 2027-03-01T09:00");
    }
    const auto settings = settings_of(asked.config);
    if (!settings) return usage_error(settings.error());
    take_settings(*settings, options);
    auto store = open_console_store(asked.database, settings->storage);
    if (!store) return failure(store.error());
    set_up_log(kQuietLog);
    const auto zones = make_zones();
    ConsoleSession session(**store, *zones, std::cout, options);
    if (!asked.plain && ::isatty(STDIN_FILENO) && ::isatty(STDOUT_FILENO))
        return run_terminal(session, options);
    return run_script(session, std::cin);
}

}  // namespace

void add_console(CLI::App& program, Action& action) {
    CLI::App* command =
        program.add_subcommand("console", "The whole bot in this terminal; standard input may be a script");
    auto asked = std::make_shared<ConsoleAsked>();
    command->add_option("-c", asked->config, "Configuration file")->type_name("FILE");
    command->add_option("--as", asked->self, "Who you are")->type_name("NAME:FUNCTION");
    command->add_option("--channel", asked->channel, "The channel you are in")->type_name("NAME");
    command->add_option("--now", asked->now, "Stand the clock at this time; :now moves it")
        ->type_name("TIME");
    command->add_flag("--plain", asked->plain, "Stable output: each message begins with its place");
    command->add_option("--files", asked->folder, "Where pictures and exports are saved; here without it")
        ->type_name("DIR")
        ->check(CLI::ExistingDirectory);
    command->add_option("--db", asked->database, "Database; in memory without it")->type_name("FILE");
    command->callback([asked, &action] { action = [asked] { return run_console(*asked); }; });
}

}  // namespace plumb::cli
