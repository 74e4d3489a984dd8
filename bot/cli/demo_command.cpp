// `plumbline demo`: a sample company, and a tour of it.
#include "cli/console_session.hpp"
#include "cli/demo_script.hpp"
#include "cli/logging.hpp"
#include "cli/options.hpp"
#include "cli/terminal.hpp"
#include "config/zones.hpp"
#include "storage/open.hpp"

#include <CLI/CLI.hpp>
#include <unistd.h>

#include <iostream>

namespace plumb::cli {

namespace {

/// The tour, stop by stop; on a terminal each waits for the Enter key.
bool play(ConsoleSession& session, bool waits) {
    bool sound = true;
    int n = 0;
    for (const DemoStop& stop : demo_tour()) {
        std::cout << "\n" << ++n << " of " << demo_tour().size() << ".  " << stop.says << "\n\n";
        for (const std::string_view line : stop.lines) {
            std::cout << "▸ " << line << "\n";
            sound = session.line(line) && sound;
        }
        if (!waits || n == static_cast<int>(demo_tour().size())) continue;
        std::cout << "\n[Enter goes on]" << std::flush;
        std::string ignored;
        if (!std::getline(std::cin, ignored)) break;
    }
    return sound;
}

int run_demo() {
    auto store = storage::open_store({});
    if (!store) return failure(store.error().wrong);
    SessionOptions options;
    options.now = parse_instant(kDemoNow);
    fit_to_terminal(options);
    const bool terminal = ::isatty(STDIN_FILENO) && ::isatty(STDOUT_FILENO);
    set_up_log(kQuietLog);
    const auto zones = make_zones();
    // The company is set up behind the curtain: a stream without a buffer prints nothing.
    std::ostream stage(nullptr);
    ConsoleSession session(**store, *zones, stage, options);
    for (const std::string_view line : demo_company()) session.line(line);
    stage.rdbuf(std::cout.rdbuf());
    stage.clear();
    std::cout << "Atlas is a product with two releases, three launch dates and six people. It is Monday, 18 "
                 "January 2027.\n";
    const bool sound = play(session, terminal);
    if (!sound) return kFailed;
    std::cout << "\nThat was the tour. The company is yours: “help” shows what it takes.\n";
    return terminal ? run_terminal(session, options) : kDone;
}

}  // namespace

void add_demo(CLI::App& program, Action& action) {
    CLI::App* command =
        program.add_subcommand("demo", "A sample company and a tour of two minutes; needs nothing");
    command->callback([&action] { action = run_demo; });
}

}  // namespace plumb::cli
