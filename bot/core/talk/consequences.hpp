// What follows from a change: dated effects, the rules asked again, and every message that comes of it.
#pragma once

#include "core/align/life.hpp"
#include "core/align/live_part.hpp"
#include "core/command/draft.hpp"

#include <map>
#include <vector>

namespace plumb {

/// What rules see of a draft's world: its live part, where one is kept, else all of it.
class Sight {
  public:
    /// `before` is the world that the draft began with, `live` its live part or nullptr.
    Sight(const World& before, const Live* live) : before_(&before), live_(live) {}
    World of(const Draft& draft) const;

  private:
    const World* before_;
    const Live* live_;
};

/// Applies what time alone has brought about in every product by now (align/effects.hpp).
void apply_effects(Draft& draft, const Sight& sight);

/// What an evaluation of one product brought about.
struct Consequence {
    ProductId product;
    std::vector<Telling> tellings;
};

/// Asks the rules of every product on the draft's world and lives the warnings.
std::vector<Consequence> evaluate(Draft& draft, const Sight& sight);

/// Both for one product alone: a new day begins in each product at a time of its own.
void apply_effects(Draft& draft, const Sight& sight, ProductId product);
std::vector<Consequence> evaluate(Draft& draft, const Sight& sight, ProductId product);

/// Draws up every message of the draft: cards, answers of one line, threads, people concerned, warnings.
/// `before` is the world before the command; `mended` says in a few words what was done, for the warnings
/// that resolve.
void draw_up(Draft& draft, const World& before, const std::vector<Consequence>& consequences,
             const Sight& sight);

/// The draft as a Decision: writes, journal, messages.
Decision finish(Draft&& draft, const World& before, bool undoable);

}  // namespace plumb
