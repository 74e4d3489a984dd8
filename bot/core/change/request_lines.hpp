// The parts of a request's card, one function a part.
#pragma once

#include "core/align/plan.hpp"
#include "core/base/card.hpp"
#include "core/command/context.hpp"

#include <cstddef>

namespace plumb {

/// What a card is drawn from.
struct RequestView {
    const World& world;
    const Context& context;
    const Plan& plan;
    const ChangeRequest& request;
    /// How many quotes, options and questions are shown before “and n more”.
    std::size_t most = 0;
    /// Also what is answered and closed.
    bool whole = false;
};

/// `add to 2.0 (Fri 12 Mar, freeze Fri 12 Feb), raised by Ana (marketing) today`.
void add_asked(Card& card, const RequestView& view);
/// Why, what happens if declined, horizon, assignee.
void add_reasons(Card& card, const RequestView& view);
/// Customers and the yearly value behind it, the voices verbatim, supporters.
void add_heard(Card& card, const RequestView& view);
/// What each function said, and who must still be heard.
void add_judged(Card& card, const RequestView& view);
void add_options(Card& card, const RequestView& view);
void add_questions(Card& card, const RequestView& view);
/// Events, collateral and promises, in one line.
void add_touches(Card& card, const RequestView& view);
/// The decision with everything that stays visible of it: reason, override, trade-off, what it displaced.
void add_decision(Card& card, const RequestView& view);
/// By how much approving would change a baselined release, beside the limit of `churn`.
void add_volume(Card& card, const RequestView& view);

}  // namespace plumb
