// From something said to a Decision: the one way through the core.
//
// Every function here is pure: a world and a context in, data out. What is returned is carried out whole by
// the app, or not at all.
#pragma once

#include "core/align/live_part.hpp"
#include "core/base/result.hpp"
#include "core/command/decision.hpp"
#include "core/command/handed.hpp"

#include <string_view>
#include <vector>

namespace plumb {

/// A command: understood, carried out on a draft, the rules asked on the result, all messages drawn up. A
/// refusal is an answer to the speaker alone and changes nothing. `beside` are values that its text does not
/// hold.
Decision decide(const World& world, const Context& context, std::string_view text, const Live* live = nullptr,
                const std::vector<Handed>& beside = {});

/// Discussion in a record's thread (Context::place.thread): kept word for word, counts as having been heard,
/// answers a loop-in of the speaker.
Decision discuss(const World& world, const Context& context, std::string_view text,
                 const Live* live = nullptr);

/// The answer to something that cannot be recorded or failed: private, to the speaker.
Decision answer_only(const World& world, const Context& context, Card card);

/// The card of a refusal.
Card refusal_card(const Refusal& refusal);

}  // namespace plumb
