#include "cli/database.hpp"

#include "config/settings_entries.hpp"
#include "storage/open.hpp"

#include <filesystem>
#include <utility>

namespace plumb::cli {

Result<std::string> database_path(const std::string& database, const std::string& config) {
    // A database that is named needs no configuration, which may be readable by the bot alone.
    if (!database.empty() && config.empty()) return database;
    const config::Environment environment = config::environment();
    const auto settings = config::read_settings(config, environment);
    if (!settings) return tl::make_unexpected(settings.error());
    return database.empty() ? config::database_path(*settings, environment) : database;
}

void make_state_folder(const std::string& path) {
    if (path != config::database_path({}, config::environment())) return;
    // What hinders it is told by the database, which cannot be opened there.
    std::error_code unmade;
    std::filesystem::create_directories(std::filesystem::path(path).parent_path(), unmade);
}

int failure(const NotOpened& problem) {
    const Refusal& refusal = problem;
    return problem.status == kBadUsage ? usage_error(refusal) : failure(refusal);
}

namespace {

Opened open_store(const std::string& database, const std::string& config, bool read_only) {
    const config::Environment environment = config::environment();
    config::Settings settings;
    // A database that is named needs no configuration, which may be readable by the bot alone.
    if (database.empty() || !config.empty()) {
        auto read = config::read_settings(config, environment);
        if (!read) return tl::make_unexpected(NotOpened{read.error(), kBadUsage});
        settings = std::move(*read);
    } else if (const auto known = config::variable_entries(environment); !known) {
        return tl::make_unexpected(NotOpened{known.error(), kBadUsage});
    }
    if (!database.empty()) settings.storage.path = database;
    const std::string path = config::database_path(settings, environment);
    if (!read_only) make_state_folder(path);
    auto store = storage::open_store({path, read_only, settings.storage.full_synchronous});
    if (!store) return tl::make_unexpected(NotOpened{store.error(), kFailed});
    return std::move(*store);
}

}  // namespace

Opened open_console_store(const std::string& database, const config::StorageSettings& settings) {
    auto store = storage::open_store({database.empty() ? storage::kInMemory : database, false,
                                      settings.full_synchronous, settings.retention});
    if (!store) return tl::make_unexpected(NotOpened{store.error(), kFailed});
    return std::move(*store);
}

Opened open_to_read(const std::string& database, const std::string& config) {
    return open_store(database, config, true);
}

Opened open_to_write(const std::string& database, const std::string& config) {
    return open_store(database, config, false);
}

}  // namespace plumb::cli
