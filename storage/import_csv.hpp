// The tables of operation.md section 10 as records.
#pragma once

#include "core/command/draft.hpp"
#include "storage/named_file.hpp"

#include <cstddef>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::storage {

struct ImportReport {
    /// `FILE:LINE: column: what is wrong, what is expected`; one of them is enough for nothing to be
    /// recorded.
    std::vector<std::string> errors;
    /// Files and columns that nobody knows.
    std::vector<std::string> left_alone;
    /// What was put elsewhere, and rows that were left out.
    std::vector<std::string> notes;
    /// Notes of undecided requests.
    std::vector<ThreadMessage> thread;
    /// New events of whose status the file says nothing.
    std::vector<EventId> unstated;
    int rows = 0;
    /// Products of whose rows none was asked for.
    std::set<std::string> passed_over;
    /// Rows that are on record already.
    int known = 0;
};

/// Whether a file of that name is one of the tables.
bool is_table(std::string_view file);

/// Told how many of all rows are read, now and then.
using Progress = std::function<void(std::size_t done, std::size_t of)>;

/// Drafts the rows of the files as records. Rows that are known (by key, else by title) change nothing.
/// `only` limits the rows to those of one product, and is the product of rows that name none; empty: no
/// limit.
ImportReport import_csv(Draft& draft, const std::vector<NamedFile>& files, const std::string& only,
                        const Progress& progress = {});

}  // namespace plumb::storage
