// References as the export writes them (`CR-3`, `release:1.30`, `person:ana`), and how they are read again.
#pragma once

#include "storage/fields_json.hpp"

#include <map>
#include <string>

namespace plumb::storage {

/// Writes labels of records of one world, from the point of view of a product: a release of another product
/// whose name is not unique is written with that product's key, `release:atlas/1.30`.
class LabelWriter {
  public:
    explicit LabelWriter(const World& world);

    std::string label(Ref ref, ProductId from) const;
    /// Refers to this object.
    RefStyle style(ProductId from) const;

  private:
    const World* world_;
    std::map<std::string, int> release_names_;
};

/// Finds records by their labels. Records are made known first, then references to them can be read.
class LabelReader {
  public:
    void know(Ref record, const std::string& name, ProductId product);

    /// Throws std::invalid_argument for what is no reference. One to a record that is not there is read by
    /// its number.
    Ref read(const std::string& label, ProductId from) const;
    /// Refers to this object.
    RefStyle style(ProductId from) const;

  private:
    struct Key {
        Kind kind;
        std::string name;
        int product;
        auto operator<=>(const Key&) const = default;
    };
    std::map<Key, int> numbers_;
};

}  // namespace plumb::storage
