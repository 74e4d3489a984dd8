#include "storage/retention.hpp"

#include "core/base/utf8.hpp"

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace plumb::storage {

namespace {

/// Who wrote it, and what.
using Written = std::set<std::pair<int, std::string>>;

void unsay_in_journal(const Written& swept, std::int64_t before, Statements& statements) {
    std::vector<std::int64_t> said;
    {
        Use rows(statements["SELECT id, by, command FROM journal WHERE at < ? AND command <> ''"]);
        rows->bind(1, before);
        while (rows->executeStep())
            if (swept.contains({rows->getColumn(1).getInt(), cleaned(rows->getColumn(2).getString())}))
                said.push_back(rows->getColumn(0).getInt64());
    }
    for (const std::int64_t id : said) {
        Use row(statements["UPDATE journal SET command = '' WHERE id = ?"]);
        row->bind(1, id);
        row->exec();
    }
}

}  // namespace

void sweep_before(Instant instant, Statements& statements, Search& search) {
    const std::int64_t before = instant.time_since_epoch().count();
    Written swept;
    {
        Use old(statements["SELECT id, by, text FROM thread_message WHERE at < ?"]);
        old->bind(1, before);
        while (old->executeStep()) {
            search.drop_message(old->getColumn(0).getInt64());
            swept.emplace(old->getColumn(1).getInt(), old->getColumn(2).getString());
        }
    }
    if (!swept.empty()) unsay_in_journal(swept, before, statements);
    // Nothing that old can be undone: an undo only repeats the message that it would have taken back.
    for (const char* sql : {"DELETE FROM thread_message WHERE at < ?", "DELETE FROM undo WHERE at < ?",
                            "DELETE FROM dead_letter WHERE at < ?"}) {
        Use gone(statements[sql]);
        gone->bind(1, before);
        gone->exec();
    }
}

}  // namespace plumb::storage
