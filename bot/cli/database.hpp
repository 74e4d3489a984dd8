// Which database a command works on: --db, else the environment, else the configuration (operation.md section
// 1).
#pragma once

#include "cli/options.hpp"
#include "config/settings.hpp"
#include "core/base/result.hpp"
#include "ports/store.hpp"

#include <memory>
#include <string>

namespace plumb::cli {

/// Why a database was not opened, and the exit status that says so: a configuration that cannot be read is
/// bad usage.
struct NotOpened : Refusal {
    int status = kFailed;
};
using Opened = tl::expected<std::unique_ptr<Store>, NotOpened>;

/// The database of a console: in memory unless one is named on its command line.
Opened open_console_store(const std::string& database, const config::StorageSettings& settings);

/// The database of a command that only reads, beside a running bot.
Opened open_to_read(const std::string& database, const std::string& config);

/// The database of a command that writes: refused while a bot runs on it.
Opened open_to_write(const std::string& database, const std::string& config);

/// On standard error; the exit status.
int failure(const NotOpened& problem);

/// The path those two mean.
Result<std::string> database_path(const std::string& database, const std::string& config);

/// Makes the state directory, where the database at `path` lies in it: whoever needs it first does. A folder
/// that somebody named is not made.
void make_state_folder(const std::string& path);

}  // namespace plumb::cli
