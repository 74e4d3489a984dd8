#include "cli/database.hpp"

#include "config/settings.hpp"
#include "storage/open.hpp"

namespace plumb::cli {

Result<std::string> database_path(const std::string& database, const std::string& config) {
    // A database that is named needs no configuration, which may be readable by the bot alone.
    if (!database.empty() && config.empty()) return database;
    const config::Environment environment = config::environment();
    const auto settings = config::read_settings(config, environment);
    if (!settings) return tl::make_unexpected(settings.error());
    return database.empty() ? config::database_path(*settings, environment) : database;
}

Result<std::unique_ptr<Store>> open_console_store(const std::string& database, const std::string&) {
    return storage::open_store({database.empty() ? storage::kInMemory : database, false, true});
}

Result<std::unique_ptr<Store>> open_to_read(const std::string& database, const std::string& config) {
    const auto path = database_path(database, config);
    if (!path) return tl::make_unexpected(path.error());
    return storage::open_store({*path, true, true});
}

Result<std::unique_ptr<Store>> open_to_write(const std::string& database, const std::string& config) {
    const auto path = database_path(database, config);
    if (!path) return tl::make_unexpected(path.error());
    return storage::open_store({*path, false, true});
}

}  // namespace plumb::cli
