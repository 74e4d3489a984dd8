#include "storage/import_csv.hpp"

#include "core/base/repeated.hpp"
#include "core/base/spelling.hpp"
#include "core/plan/product.hpp"
#include "storage/import_tables.hpp"
#include "storage/repeated_rows.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace plumb::storage {

namespace {

using Columns = std::vector<std::string_view>;

/// A table of operation.md section 10.
struct TableFile {
    std::string_view file;
    Columns columns;
    Columns required;
    /// What its rows are, and by which columns others name them; nothing names those of most tables.
    Kind kind = Kind::product;
    Columns names;
    bool (*import)(ImportRow& row, ProductId product, ImportReport& report);
    /// What tells its rows apart (RepeatedRows).
    std::vector<Columns> apart = {};
};

template <bool (*Import)(ImportRow&, ProductId)>
bool plain(ImportRow& row, ProductId product, ImportReport&) {
    return Import(row, product);
}

/// In the order in which they rest on one another.
const std::vector<TableFile>& tables() {
    static const std::vector<TableFile> all{
        {"products.csv", {"product", "name", "tz"}, {"product"}, Kind::product, {}, plain<import_product>},
        {"releases.csv",
         {"product", "release", "date", "freeze", "status", "beta_from", "beta_to", "goal", "metric",
          "owners", "capacity", "budget"},
         {"product", "release", "date"},
         Kind::release,
         {"release"},
         plain<import_release>,
         {{"release"}}},
        {"features.csv",
         {"product", "key", "title", "release", "effort_days", "owner", "status", "build"},
         {"product", "title"},
         Kind::feature,
         {"key", "title"},
         plain<import_feature>,
         {{"key"}, {"title"}}},
        {"launches.csv",
         {"product", "title", "type", "start", "end", "goal", "why", "audience", "owner", "release",
          "features", "tier", "prep_days", "parent", "immovable", "reach", "cost", "status"},
         {"product", "title", "start"},
         Kind::event,
         {"title"},
         import_launch,
         {{"title", "start"}}},
        {"collateral.csv",
         {"product", "launch", "title", "due", "owner", "claims", "status"},
         {"product", "launch", "title", "due"},
         Kind::collateral,
         {},
         plain<import_collateral>,
         {{"title", "launch"}}},
        {"promises.csv",
         {"product", "title", "to", "feature", "by", "status"},
         {"product", "title", "feature", "by"},
         Kind::promise,
         {},
         plain<import_promise>,
         {{"title"}}},
        {"changes.csv",
         {"product", "title", "kind", "raised_by", "function", "why", "customers", "feature", "release", "to",
          "raised_at", "decision", "decided_at", "effort_days", "note"},
         {"product", "title"},
         Kind::change,
         {},
         import_change,
         {{"title"}}},
        {"dates_moved.csv",
         {"product", "release", "title", "old_date", "new_date", "changed_at"},
         {"product", "old_date", "new_date"},
         Kind::move,
         {},
         plain<import_move>}};
    return all;
}

/// What a wrong row would have been called is no news to the rows that name it.
void spoil(const TableFile& table, const ImportRow& row, ProductId product, ImportIndex& index) {
    for (const std::string_view column : table.names)
        if (const std::string name = row.line(column); !name.empty()) index.spoil(table.kind, product, name);
}

/// The rows and tables that could not be read.
void spoil_unread(const TableFile& table, const Sheet& sheet, Draft& draft, ImportIndex& index,
                  ImportReport& report) {
    if (sheet.unreadable && !table.names.empty()) index.spoil(table.kind, {}, {});
    for (const CsvRow& csv : sheet.unread) {
        const ImportRow row(sheet, csv, draft, index, report);
        if (const Product* product = product_by_key(draft.world(), row.text("product")))
            spoil(table, row, id_of(*product), index);
    }
}

void import_sheet(const TableFile& table, const Sheet& sheet, Draft& draft, ImportIndex& index,
                  const std::string& only, ImportReport& report, const std::function<void()>& read) {
    std::vector<std::pair<const CsvRow*, ProductId>> later;
    RepeatedRows repeats(table.apart);
    for (const CsvRow& csv : sheet.rows) {
        read();
        ImportRow row(sheet, csv, draft, index, report);
        std::string key = row.text("product");
        if (key.empty()) key = only;
        if (key.empty()) {
            row.required("product");
            continue;
        }
        if (!only.empty() && !same_word(key, only)) {
            report.passed_over.insert(std::move(key));
            continue;
        }
        ++report.rows;
        const bool new_here = !product_by_key(draft.world(), key);
        if (new_here && !is_product_key(key)) {
            row.wrong("product", repeated(key) + " is no key", "one word of letters, digits, - _ and dots");
            continue;
        }
        const ProductId product = product_with_key(draft, key);
        if (!table.import(row, product, report)) {
            if (const std::string said = repeats.said(row, csv, product); !said.empty())
                report.notes.push_back(fmt::format("{}:{}: {}", sheet.file, csv.line, said));
            else
                report.known += new_here ? 0 : 1;
            continue;
        }
        repeats.took(row, csv, product);
        later.emplace_back(&csv, product);
        if (!row.sound()) spoil(table, row, product, index);
    }
    if (table.file != "launches.csv") return;
    for (const auto& [csv, product] : later) {
        ImportRow row(sheet, *csv, draft, index, report);
        import_parent(row, product);
    }
}

}  // namespace

bool is_table(std::string_view file) {
    return std::any_of(tables().begin(), tables().end(),
                       [&](const TableFile& table) { return table.file == file; });
}

ImportReport import_csv(Draft& draft, const std::vector<NamedFile>& files, const std::string& only,
                        const Progress& progress) {
    ImportReport report;
    for (const NamedFile& file : files)
        if (!is_table(file.name))
            report.left_alone.push_back(with_bidi_escaped(cleaned(file.name)) +
                                        ": left alone: it is none of the tables");
    std::vector<std::pair<const TableFile*, Sheet>> sheets;
    std::size_t rows = 0;
    for (const TableFile& table : tables()) {
        const auto file = std::find_if(files.begin(), files.end(),
                                       [&](const NamedFile& f) { return f.name == table.file; });
        if (file == files.end()) continue;
        sheets.emplace_back(&table, read_sheet(*file, table.columns, table.required, report));
        rows += sheets.back().second.rows.size();
    }
    ImportIndex index(draft.world());
    std::size_t done = 0;
    const auto read = [&] {
        if (progress) progress(++done, rows);
    };
    for (const auto& [table, sheet] : sheets) {
        import_sheet(*table, sheet, draft, index, only, report, read);
        spoil_unread(*table, sheet, draft, index, report);
    }
    return report;
}

}  // namespace plumb::storage
