// The tables of operation.md section 10 as records.
#pragma once

#include "core/command/draft.hpp"

#include <string>
#include <vector>

namespace plumb::storage {

struct NamedFile {
    /// Without its folder, `releases.csv`.
    std::string name;
    std::string text;
};

struct ImportReport {
    /// `FILE:LINE: column: what is wrong, what is expected`; one of them is enough for nothing to be
    /// recorded.
    std::vector<std::string> errors;
    /// What was left alone, and what was put elsewhere.
    std::vector<std::string> notes;
    /// Notes of undecided requests.
    std::vector<ThreadMessage> thread;
    int rows = 0;
    /// Rows that are on record already.
    int known = 0;
};

/// Drafts the rows of the files as records. Rows that are known (by key, else by title) change nothing.
/// `only` limits the rows to those of one product, and is the product of rows that name none; empty: no
/// limit.
ImportReport import_csv(Draft& draft, const std::vector<NamedFile>& files, const std::string& only);

}  // namespace plumb::storage
