// backup, restore, forget: what is done to a database as a whole.
#include "storage/archive.hpp"

#include "cli/asked.hpp"
#include "cli/database.hpp"
#include "cli/options.hpp"
#include "core/base/phrases.hpp"
#include "storage/forget.hpp"

#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>

namespace plumb::cli {

namespace {

/// What the argument names: a file, or a person.
struct ArchiveAsked : Asked {
    std::string subject;
};

int run_backup(const ArchiveAsked& asked) {
    const auto path = database_path(asked.database, asked.config);
    if (!path) return usage_error(path.error().wrong);
    const auto done = storage::backup(*path, asked.subject);
    if (!done) return failure(done.error());
    std::cout << asked.subject << " holds a copy of " << *path << ".\n";
    return kDone;
}

int run_restore(const ArchiveAsked& asked) {
    const auto path = database_path(asked.database, asked.config);
    if (!path) return usage_error(path.error().wrong);
    make_state_folder(*path);
    const auto old = storage::restore(*path, asked.subject);
    if (!old) return failure(old.error());
    std::cout << *path << " is as it was in " << asked.subject << ".";
    if (!old->empty()) std::cout << " What was there is now " << *old << ".";
    std::cout << "\n";
    return kDone;
}

int run_forget(const ArchiveAsked& asked) {
    const auto path = database_path(asked.database, asked.config);
    if (!path) return usage_error(path.error().wrong);
    const auto done = storage::forget(*path, asked.subject);
    if (!done) return failure(done.error());
    std::cout << asked.subject << " is " << done->handle
              << " from now on: " << counted(done->records, "record") << " rewritten, "
              << counted(done->messages, "message") << " removed. Backups keep what they hold.\n";
    return kDone;
}

CLI::App* add_command(CLI::App& program, Action& action, const char* name, const char* what,
                      const char* argument, const char* meaning, int (*run)(const ArchiveAsked&)) {
    CLI::App* command = program.add_subcommand(name, what);
    auto asked = std::make_shared<ArchiveAsked>();
    add_database_options(*command, *asked);
    command->add_option("subject", asked->subject, meaning)->type_name(argument)->required();
    command->callback([asked, run, &action] { action = [asked, run] { return run(*asked); }; });
    return command;
}

}  // namespace

void add_archive(CLI::App& program, Action& action) {
    add_command(program, action, "backup", "A consistent copy of the database, also while the bot runs",
                "FILE", "Where to", run_backup);
    add_command(program, action, "restore",
                "Puts a backup in the database’s place; what was there is moved aside", "FILE",
                "What backup wrote", run_restore);
    add_command(program, action, "forget", "Removes a person’s name, handle and messages, keeping the facts",
                "PERSON", "A handle, such as ana", run_forget);
}

}  // namespace plumb::cli
