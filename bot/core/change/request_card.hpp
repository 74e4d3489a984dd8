// The card of a change request.
#pragma once

#include "core/base/card.hpp"
#include "core/command/context.hpp"

namespace plumb {

/// What two lines decide on, then who asked, why, who was heard, who judged, what it touches, what approving
/// it would change; its buttons are the moves that are possible now. Some quotes and options; `change show`
/// has them all.
Card request_card(const World& world, const Context& context, ChangeId request);

/// The same with everything: every voice, option, question and answer, and the ripple of approving it.
Card request_details(const World& world, const Context& context, ChangeId request);

}  // namespace plumb
