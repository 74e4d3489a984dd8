// The files that a command is given.
#pragma once

#include "core/base/result.hpp"
#include "storage/import_csv.hpp"

#include <string>
#include <vector>

namespace plumb::cli {

/// Every file of a folder by name, without its subfolders, with the text of the tables among them; else that
/// one file.
Result<std::vector<storage::NamedFile>> read_files(const std::string& source);

/// Whether any of them is a table.
bool holds_tables(const std::vector<storage::NamedFile>& read);

/// What an import left alone on standard output, what is wrong on standard error, a line each. False when
/// something is wrong.
bool say_report(const storage::ImportReport& report, bool notes);

}  // namespace plumb::cli
