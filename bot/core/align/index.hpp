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
        const auto by_key = [](const auto& a, const auto& b) { return a.first < b.first; };
        if (!std::is_sorted(pairs_.begin(), pairs_.end(), by_key))
            std::stable_sort(pairs_.begin(), pairs_.end(), by_key);
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
        if (keys_.empty() || wanted < keys_.front() || wanted > keys_.back()) return {};
        std::size_t at = guessed(wanted);
        if (keys_[at] != wanted)
            at = static_cast<std::size_t>(std::lower_bound(keys_.begin(), keys_.end(), wanted) -
                                          keys_.begin());
        if (keys_[at] != wanted) return {};
        return Items(items_).subspan(from_[at], from_[at + 1] - from_[at]);
    }

  private:
    /// Where a key stands among evenly spread ones: the numbers of one kind mostly are.
    std::size_t guessed(std::uint64_t wanted) const {
        const std::uint64_t all = keys_.back() - keys_.front();
        return all == 0 ? 0 : (wanted - keys_.front()) * (keys_.size() - 1) / all;
    }
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
