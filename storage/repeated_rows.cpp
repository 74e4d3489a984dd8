#include "storage/repeated_rows.hpp"

#include <fmt/core.h>

namespace plumb::storage {

/// Empty where its first column is.
std::string RepeatedRows::name_of(const ImportRow& row, ProductId product, std::size_t which) const {
    if (!row.has(names_[which].front())) return {};
    std::string name = std::to_string(product.n) + ' ' + std::to_string(which);
    for (const std::string_view column : names_[which]) (name += '\n') += lower(row.line(column));
    return name;
}

void RepeatedRows::took(const ImportRow& row, const CsvRow& csv, ProductId product) {
    for (std::size_t which = 0; which < names_.size(); ++which)
        if (std::string name = name_of(row, product, which); !name.empty())
            taken_.emplace(std::move(name), &csv);
}

std::string RepeatedRows::said(const ImportRow& row, const CsvRow& csv, ProductId product) const {
    for (std::size_t which = 0; which < names_.size(); ++which) {
        const std::string name = name_of(row, product, which);
        if (name.empty()) continue;
        const auto first = taken_.find(name);
        if (first == taken_.end()) return {};
        return fmt::format("{} stands in line {}, too{}: this row is left out",
                           repeated(row.line(names_[which].front())), first->second->line,
                           first->second->cells == csv.cells ? "" : ", with other values");
    }
    return {};
}

}  // namespace plumb::storage
