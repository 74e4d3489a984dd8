// The part of an installation that rules can still see. What is closed and past stays on record, but no rule
// asks for it any more: with it left out a decision costs the same after years.
#pragma once

#include "core/align/unasked.hpp"

namespace plumb {

/// A world with the same products, people, releases, features and settings, the same numbers given, and of
/// requests, events and warnings those that a rule may ask for today or later, with all that hangs on them.
/// Asking the rules of it finds what asking them of the whole world does, from the day of `now` on.
World live_part(const World& world, Instant now);

/// After this write the live part has to be taken anew: it takes away what stood for records that were left
/// out. `world` is the whole as it was before the write.
bool unsettles(const World& world, const Write& write);

/// The live part as it is kept: write by write. What a write reaches for comes back with it: more than rules
/// can see does no harm. It knows which products' rules have to be asked again.
class Live {
  public:
    Live() = default;
    Live(const World& world, Instant now);

    const World& world() const { return world_; }
    /// Makes a write in the whole, and in what is kept of it.
    void write(World& whole, const Write& write, Instant now);
    /// The same for writes that are made in a copy of the whole.
    void follow(World whole, const std::vector<Write>& writes, Instant now);

    std::vector<ProductId> unasked(Instant now) const { return unasked_.products(world_, now); }
    void asked(Instant now, Instant until) { unasked_.asked(now, until); }

  private:
    World world_;
    Unasked unasked_;
};

}  // namespace plumb
