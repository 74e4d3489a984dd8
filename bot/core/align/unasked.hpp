// Which products' rules have to be asked again: an installation of many products pays for those alone that a
// command concerns.
#pragma once

#include "core/records/write.hpp"

#include <map>
#include <set>
#include <vector>

namespace plumb {

/// Of everything written since the rules were last asked, the products whose findings it may have changed:
/// the record's own, those that name its records or are named by them, and those in which its owners have
/// work (`overbooked` and `switch-load` look across products). On a new day all of them.
class Unasked {
  public:
    /// A write is about to be made in this world.
    void note(const World& before, const Write& write);
    /// Remembers which products the records of a world tie together.
    void learn(const World& world);

    std::vector<ProductId> products(const World& world, Instant now) const;
    /// These have been asked. In the first of them a new day begins at `until`.
    void asked(Instant now, Instant until);

  private:
    template <class T>
    void touched(const World& before, const T* held, const Write& write, const T& record);
    void tie(const World& world, const AnyRecord& record);
    void add(ProductId product);
    bool everything(Instant now) const { return all_ || now < asked_at_ || now >= until_; }

    std::set<ProductId> products_;
    std::map<ProductId, std::set<ProductId>> tied_;
    bool all_ = true;
    Instant asked_at_{};
    Instant until_{};
};

}  // namespace plumb
