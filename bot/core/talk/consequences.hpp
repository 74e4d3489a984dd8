// What follows from a change: dated effects, the rules asked again, and every message that comes of it.
#pragma once

#include "core/align/engine.hpp"
#include "core/align/life.hpp"
#include "core/command/draft.hpp"

#include <map>
#include <vector>

namespace plumb {

/// Applies what time alone has brought about by now (align/effects.hpp), in every product that has not been
/// asked since.
void apply_effects(Draft& draft);

/// What an evaluation of one product found and brought about.
struct Consequence {
    ProductId product;
    std::vector<Telling> tellings;
    Findings findings;
};

/// Asks the rules of every product whose findings may have changed on the draft's world, and lives the
/// warnings.
std::vector<Consequence> evaluate(Draft& draft);

/// Both for one product alone: a new day begins in each product at a time of its own.
void apply_effects(Draft& draft, ProductId product);
std::vector<Consequence> evaluate(Draft& draft, ProductId product);

/// Draws up every message of the draft: cards, answers of one line, threads, people concerned, warnings.
/// `before` is the world before the command; `mended` says in a few words what was done, for the warnings
/// that resolve.
void draw_up(Draft& draft, const World& before, const std::vector<Consequence>& consequences);

/// The draft as a Decision: writes, journal, messages.
Decision finish(Draft&& draft, const World& before, bool undoable);

}  // namespace plumb
