// Lines that the cards of several kinds of record have in common.
#pragma once

#include "core/base/card.hpp"
#include "core/command/context.hpp"

#include <string>
#include <vector>

namespace plumb {

/// The mark of a severity: ■ critical, ▲ warning, · info.
std::string_view severity_mark(Severity severity);

/// A labelled line; none where the text is empty.
void add_field(Card& card, std::string label, const Text& text);
void add_context(Card& card, const Text& text);

/// Who owns the record; where nobody does the card asks, and `take` is the command behind *Take it*.
void add_owners(Card& card, const World& world, const std::vector<PersonId>& owners, const std::string& take);
/// The same of a record that has one owner at most.
void add_owner(Card& card, const World& world, PersonId owner, const std::string& take);

/// Warnings about the record that are not resolved, worst first; acknowledged, snoozed, accepted and muted
/// ones behind the others.
void add_warnings(Card& card, const World& world, const Context& context, Ref record);

/// The record's last moves, newest first, and how many there were before.
inline constexpr std::size_t kMovesShown = 3;
void add_moves(Card& card, const World& world, Ref record, Day today, std::size_t most = kMovesShown);

/// All of them, oldest first.
std::vector<const Move*> moves_of(const World& world, Ref record);

}  // namespace plumb
