#include "storage/inspect.hpp"

#include "storage/lock.hpp"
#include "storage/open.hpp"
#include "storage/read_name.hpp"
#include "storage/schema.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

namespace plumb::storage {

Result<Inspection> inspect(const std::string& path) {
    Inspection found;
    found.newest = newest_schema();
    try {
        const ReadName read = read_name(path);
        SQLite::Database database(read.name, read.flags, kBusyMilliseconds);
        if (is_foreign(database)) return no_database_of_ours(path);
        SQLite::Statement version(database, "PRAGMA user_version");
        if (version.executeStep()) found.schema = version.getColumn(0).getInt();
        SQLite::Statement check(database, "PRAGMA integrity_check(1)");
        const std::string said = check.executeStep() ? check.getColumn(0).getString() : "no answer";
        if (said != "ok") found.damage = said;
    } catch (const std::exception& error) {
        return refuse(path + " cannot be read: " + error.what() + ".",
                      "Restore a backup with “plumbline restore FILE”.");
    }
    found.in_use = Lock::held(path);
    if (found.schema != found.newest || !found.damage.empty()) return found;
    const auto store = open_store({path, true, true});
    if (!store) return tl::make_unexpected(store.error());
    World world;
    try {
        world = (*store)->load();
    } catch (const std::exception& error) {
        found.damage = error.what();
        return found;
    }
    for (const Product& product : world.all<Product>())
        found.channels.insert(found.channels.end(), product.channels.begin(), product.channels.end());
    return found;
}

}  // namespace plumb::storage
