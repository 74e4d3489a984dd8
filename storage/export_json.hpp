// Everything as JSON (operation.md section 1): stable, documented, and enough to start again from.
#pragma once

#include "core/base/result.hpp"
#include "core/command/context.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::storage {

/// `plumbline_export` of a document: the form that is written, and the one that is read.
inline constexpr int kExportVersion = 1;

/// What an installation knows, as far as people can see it.
struct Archived {
    World world;
    std::vector<JournalRow> journal;
    std::vector<ThreadMessage> threads;
};

struct ExportScope {
    /// None: every product. People and customers belong to none and are always there.
    ProductId product;
    /// Only what was made or changed since.
    std::optional<Instant> since;
    /// Leaves out what lets its reader in (the calendar's token): for a copy that whoever asks may have.
    bool without_secrets = false;
};

/// The records of a kind that lie in the scope: of its product, where the kind belongs to one, and as new.
template <Record T>
std::vector<const T*> in_scope(const World& world, const ExportScope& scope) {
    std::vector<const T*> records;
    for (const T& record : world.all<T>()) {
        ProductId product = scope.product;
        if constexpr (std::is_same_v<T, Product>)
            product = id_of(record);
        else if constexpr (requires { record.product; })
            product = record.product;
        if (scope.product && product != scope.product) continue;
        if (scope.since && record.meta.updated_at < *scope.since) continue;
        records.push_back(&record);
    }
    return records;
}

/// UTF-8, indented by two spaces, with a line break at its end. The same input gives the same bytes.
std::string export_json(const Archived& archived, const ExportScope& scope);

/// Reads what export_json wrote. When a function was last heard in a product is not exported (asking changes
/// it): it is taken from the journal and the threads.
Result<Archived> read_export(std::string_view text);

}  // namespace plumb::storage
