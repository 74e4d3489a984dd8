// The part of an installation that rules can still see. What is closed and past stays on record, but no rule
// asks for it any more: with it left out a decision costs the same after years.
#pragma once

#include "core/records/write.hpp"

namespace plumb {

/// A world with the same products, people, releases, features and settings, the same numbers given, and of
/// requests, events and warnings those that a rule may ask for today or later, with all that hangs on them.
/// Asking the rules of it finds what asking them of the whole world does, from the day of `now` on.
World live_part(const World& world, Instant now);

/// After this write the live part would no longer do: it reaches for a record that was left out, or takes
/// away what stood for one. `world` is the whole as it was before the write, `live` its live part.
bool reaches_beyond(const World& live, const World& world, const Write& write);

/// The live part as it is kept: write by write, and taken anew where a change reached beyond it.
class Live {
  public:
    Live() = default;
    Live(const World& world, Instant now) : world_(live_part(world, now)) {}

    const World& world() const { return world_; }
    /// Writes led from the whole `before` to the whole `after`.
    void follow(const World& before, const World& after, const std::vector<Write>& writes, Instant now);

  private:
    World world_;
};

}  // namespace plumb
