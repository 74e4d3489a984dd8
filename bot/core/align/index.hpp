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
        keys_.reserve(pairs_.size());
        items_.reserve(pairs_.size());
        for (const auto& [key, record] : pairs_) {
            keys_.push_back(key);
            items_.push_back(record);
        }
        pairs_.clear();
        pairs_.shrink_to_fit();
    }
    /// Empty where there is nothing.
    Items of(Ref key) const {
        const auto [from, to] = std::equal_range(keys_.begin(), keys_.end(), packed(key));
        return Items(items_).subspan(static_cast<std::size_t>(from - keys_.begin()),
                                     static_cast<std::size_t>(to - from));
    }

  private:
    static constexpr std::uint64_t packed(Ref key) {
        constexpr int kNumberBits = 32;
        return (static_cast<std::uint64_t>(key.kind) << kNumberBits) | static_cast<std::uint32_t>(key.n);
    }
    std::vector<std::pair<std::uint64_t, const T*>> pairs_;
    std::vector<std::uint64_t> keys_;
    std::vector<const T*> items_;
};

}  // namespace plumb
