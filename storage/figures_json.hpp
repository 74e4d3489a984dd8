// The figures of rules.md in the machine's form and in people's.
#pragma once

#include "core/align/figures.hpp"
#include "storage/fields_json.hpp"

#include <string>

namespace plumb::storage {

/// The figures of one product under the keys of operation.md section 1; references are labels, what is absent
/// is null.
Json figures_json(const World& world, const Figures& figures);

/// A few lines, each beginning with the figure's name; figures of nothing are left out. The plan is the one
/// they were taken from.
std::string figures_text(const Plan& plan, const Figures& figures);

}  // namespace plumb::storage
