// Records by what they belong to: filled once, then asked often.
#pragma once

#include "core/base/ids.hpp"

#include <algorithm>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace plumb {

/// Records under a key. Each key's records keep the order in which they were added.
template <class T>
class Index {
  public:
    using Items = std::span<const T* const>;

    void add(Ref key, const T& record) { pairs_.emplace_back(packed(key), &record); }
    /// To be called once, after the last add() and before the first of().
    void seal() {
        std::stable_sort(pairs_.begin(), pairs_.end(),
                         [](const auto& a, const auto& b) { return a.first < b.first; });
        items_.reserve(pairs_.size());
        for (const auto& [key, record] : pairs_) {
            if (keys_.empty() || keys_.back() != key) {
                keys_.push_back(key);
                from_.push_back(items_.size());
            }
            items_.push_back(record);
        }
        from_.push_back(items_.size());
        pairs_.clear();
        pairs_.shrink_to_fit();
    }
    /// Empty where there is nothing.
    Items of(Ref key) const {
        const std::uint64_t wanted = packed(key);
        const auto found = std::lower_bound(keys_.begin(), keys_.end(), wanted);
        if (found == keys_.end() || *found != wanted) return {};
        const auto at = static_cast<std::size_t>(found - keys_.begin());
        return Items(items_).subspan(from_[at], from_[at + 1] - from_[at]);
    }

  private:
    static constexpr std::uint64_t packed(Ref key) {
        constexpr int kNumberBits = 32;
        return (static_cast<std::uint64_t>(key.kind) << kNumberBits) | static_cast<std::uint32_t>(key.n);
    }
    std::vector<std::pair<std::uint64_t, const T*>> pairs_;
    /// Each key once, and where its items begin.
    std::vector<std::uint64_t> keys_;
    std::vector<std::size_t> from_;
    std::vector<const T*> items_;
};

}  // namespace plumb
