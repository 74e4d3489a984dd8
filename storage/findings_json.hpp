// Findings of the rules in the machine's form and in people's.
#pragma once

#include "core/align/finding.hpp"
#include "storage/fields_json.hpp"

#include <string>

namespace plumb::storage {

/// A finding and the product it is about. The world is that in which it was found.
struct ProductFinding {
    ProductId product;
    Finding finding;
};

/// `product`, `rule`, `severity`, `subject`, `titles` (one for each subject), `facts`, `concerns`, `mend`.
Json finding_json(const World& world, const ProductFinding& found);

/// An array, worst severity first, then rule, then main subject; ends with a line break.
std::string findings_json(const World& world, std::vector<ProductFinding> found);

/// Readable: a paragraph a finding, with what would mend it, and a line with the numbers.
std::string findings_text(const World& world, std::vector<ProductFinding> found);

}  // namespace plumb::storage
