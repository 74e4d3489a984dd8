#include "cli/database.hpp"

#include "storage/open.hpp"

#include <cstdlib>

namespace plumb::cli {

namespace {

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    return value ? value : "";
}

/// `plumbline.db` in the state directory.
std::string usual_path() {
    std::string state = environment("XDG_STATE_HOME");
    if (state.empty()) state = environment("HOME") + "/.local/state";
    return state + "/plumbline.db";
}

}  // namespace

Result<std::string> database_path(const std::string& database, const std::string&) {
    for (const std::string& path :
         {database, environment("PLUMBLINE_STORAGE__PATH"), environment("PLUMBLINE_DB")})
        if (!path.empty()) return path;
    return usual_path();
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
