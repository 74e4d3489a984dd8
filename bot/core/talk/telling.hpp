// How warnings are told (rules.md, "Telling"): one message for all that one command or one morning brings
// about.
#pragma once

#include "core/talk/consequences.hpp"

namespace plumb {

/// Posts new and risen warnings as one message a product channel and in the threads of the records they are
/// about, and edits the messages of those that changed. With `tell:owner-first` a `warning` goes to its
/// owners first.
void tell_warnings(Draft& draft, const std::vector<Consequence>& consequences);

/// Warnings that were told to their owner alone and whose 24 hours are over: to the channel now.
void tell_overdue(Draft& draft, ProductId product);

/// One warning as lines of a card, with whom it concerns; `ping` mentions them (never `but`).
void warning_lines(Card& card, const World& world, const Context& context, const Warning& warning, bool ping,
                   PersonId but);

/// The mark of a severity: ■ critical, ▲ warning, · info.
std::string_view mark(Severity severity);

}  // namespace plumb
