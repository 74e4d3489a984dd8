// Rows of one table that go by the same name: an import takes the first of them, and says so of the others.
#pragma once

#include "storage/import_rows.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::storage {

class RepeatedRows {
  public:
    /// Each entry: columns that together tell a row of the table from others. Of several entries, the first
    /// whose first column says something counts; a row that was taken goes by all of them.
    explicit RepeatedRows(const std::vector<std::vector<std::string_view>>& names) : names_(names) {}

    void took(const ImportRow& row, const CsvRow& csv, ProductId product);
    /// What is to be said of a row that was not taken since an earlier one of the same table goes by its
    /// name; empty where none does.
    std::string said(const ImportRow& row, const CsvRow& csv, ProductId product) const;

  private:
    std::string name_of(const ImportRow& row, ProductId product, std::size_t which) const;

    const std::vector<std::vector<std::string_view>>& names_;
    std::map<std::string, const CsvRow*> taken_;
};

}  // namespace plumb::storage
