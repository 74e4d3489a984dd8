#include "core/picture/pack.hpp"

#include <algorithm>

namespace plumb {

std::optional<int> Rows::place(const Extent& extent) {
    for (std::size_t row = 0; row < taken_.size(); ++row) {
        const bool free = std::none_of(taken_[row].begin(), taken_[row].end(), [&](const Extent& other) {
            return extent.from < other.to + gap_ && other.from < extent.to + gap_;
        });
        if (!free) continue;
        taken_[row].push_back(extent);
        return static_cast<int>(row);
    }
    return std::nullopt;
}

}  // namespace plumb
