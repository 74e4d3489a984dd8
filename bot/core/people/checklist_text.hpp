// Checklists as `policy set checklist.1:` writes them.
#pragma once

#include "core/base/result.hpp"
#include "core/records/product.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace plumb {

/// Items `Title@T-n@inside`, comma-separated; the side may be left out (outside). `none` alone is a list of
/// nothing. At most 100 items, n from 0 to 366.
Result<std::vector<ChecklistItem>> parse_checklist(std::string_view text);

/// `docs T-14 outside, demo T-7 outside`.
std::string checklist_text(const std::vector<ChecklistItem>& items);

}  // namespace plumb
