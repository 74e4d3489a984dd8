// The plan as the tables of operation.md section 10, which import takes again.
#pragma once

#include "core/time/zone.hpp"
#include "storage/export_json.hpp"
#include "storage/named_file.hpp"

namespace plumb::storage {

struct CsvExport {
    /// All tables, those of nothing with their header alone.
    std::vector<NamedFile> files;
    /// What the tables have no way to say, a line each: `promises.csv: P-3 names no feature, and is left
    /// out`.
    std::vector<std::string> left_out;
};

/// Imported into an empty database, the tables give the same plan, as far as they have columns for it;
/// imported where they came from, they change nothing.
CsvExport export_csv(const World& world, const ExportScope& scope, const Zones& zones);

}  // namespace plumb::storage
