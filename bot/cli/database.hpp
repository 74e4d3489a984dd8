// Which database a command works on: --db, else the environment, else the configuration (operation.md section
// 1).
#pragma once

#include "core/base/result.hpp"
#include "ports/store.hpp"

#include <memory>
#include <string>

namespace plumb::cli {

/// The database of a console: in memory unless one is named.
Result<std::unique_ptr<Store>> open_console_store(const std::string& database, const std::string& config);

/// The database of a command that only reads, beside a running bot.
Result<std::unique_ptr<Store>> open_to_read(const std::string& database, const std::string& config);

/// The database of a command that writes: refused while a bot runs on it.
Result<std::unique_ptr<Store>> open_to_write(const std::string& database, const std::string& config);

/// The path those two mean.
Result<std::string> database_path(const std::string& database, const std::string& config);

}  // namespace plumb::cli
