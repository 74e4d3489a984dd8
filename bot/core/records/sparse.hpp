// Values by their place, most of the places empty: copying is cheap, changing a copy leaves the original as
// it was.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

namespace plumb {

/// A copy shares everything with its original but one pointer for each two thousand places; what changes a
/// place copies what is shared on the way to it. For one thread.
template <class V>
class Sparse {
    static constexpr std::size_t kLeaf = 32;
    static constexpr std::size_t kBranch = 64;
    static constexpr std::size_t kSpan = kLeaf * kBranch;
    using Leaf = std::array<std::shared_ptr<V>, kLeaf>;
    using Branch = std::array<std::shared_ptr<Leaf>, kBranch>;

  public:
    /// nullptr where the place is empty.
    const V* find(std::size_t at) const {
        if (at >= end()) return nullptr;
        const auto& branch = branches_[at / kSpan];
        if (!branch) return nullptr;
        const auto& leaf = (*branch)[at / kLeaf % kBranch];
        return leaf ? (*leaf)[at % kLeaf].get() : nullptr;
    }
    void put(std::size_t at, V value) { slot(at) = std::make_shared<V>(std::move(value)); }
    /// The value there, to be changed; a fresh one where the place is empty.
    V& edit(std::size_t at) { return own(slot(at)); }
    void erase(std::size_t at) {
        if (find(at)) slot(at).reset();
    }
    /// Beyond the last place that may be taken.
    std::size_t end() const { return branches_.size() * kSpan; }
    /// The first place from there on that is taken; end() where there is none.
    std::size_t next(std::size_t at) const {
        while (at < end()) {
            const auto& branch = branches_[at / kSpan];
            if (!branch) {
                at = (at / kSpan + 1) * kSpan;
                continue;
            }
            const auto& leaf = (*branch)[at / kLeaf % kBranch];
            if (leaf && (*leaf)[at % kLeaf]) return at;
            at = leaf ? at + 1 : (at / kLeaf + 1) * kLeaf;
        }
        return end();
    }

  private:
    /// What is held, to be changed: a copy of it where somebody else holds it, too.
    template <class Node>
    static Node& own(std::shared_ptr<Node>& held) {
        if (!held)
            held = std::make_shared<Node>();
        else if (held.use_count() > 1)
            held = std::make_shared<Node>(*held);
        return *held;
    }
    std::shared_ptr<V>& slot(std::size_t at) {
        if (at >= end()) branches_.resize(at / kSpan + 1);
        return own(own(branches_[at / kSpan])[at / kLeaf % kBranch])[at % kLeaf];
    }
    std::vector<std::shared_ptr<Branch>> branches_;
};

}  // namespace plumb
