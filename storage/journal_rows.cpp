#include "storage/journal_rows.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace plumb::storage {

namespace {

constexpr std::size_t kMostTogether = 16;
constexpr int kColumns = 8;

/// The statements for 1 to kMostTogether rows, in that order; they live as long as the program.
const std::array<std::string, kMostTogether>& inserts() {
    static const std::array<std::string, kMostTogether> made = [] {
        std::array<std::string, kMostTogether> out;
        std::string sql =
            "INSERT INTO journal (at, by, place, record, field, before, after, command) VALUES ";
        for (std::string& each : out) {
            sql += "(?, ?, ?, ?, ?, ?, ?, ?)";
            each = sql;
            sql += ", ";
        }
        return out;
    }();
    return made;
}

}  // namespace

void put_journal(Statements& statements, std::span<const JournalRow> rows) {
    while (!rows.empty()) {
        const std::size_t together = std::min(rows.size(), kMostTogether);
        Use insert(statements[inserts().at(together - 1).c_str()]);
        insert->clearBindings();
        int first = 1;
        for (const JournalRow& row : rows.first(together)) {
            insert->bind(first, row.at.time_since_epoch().count());
            if (row.by) insert->bind(first + 1, row.by.n);
            insert->bind(first + 2, row.place);
            insert->bind(first + 3, to_string(row.record));
            insert->bind(first + 4, row.field);
            insert->bind(first + 5, row.before);
            insert->bind(first + 6, row.after);
            insert->bind(first + 7, row.command);
            first += kColumns;
        }
        insert->exec();
        rows = rows.subspan(together);
    }
}

}  // namespace plumb::storage
