// The card of any record.
#pragma once

#include "core/base/card.hpp"
#include "core/command/context.hpp"

#include <string>
#include <string_view>

namespace plumb {

/// Empty id when the kind has no card or the record is gone.
Card card_of(const World& world, const Context& context, Ref record);

/// Anchor of a record's card: `card:CR-1`.
std::string card_anchor(Ref record);
bool is_card_anchor(std::string_view anchor);
/// Of what is told beside the message that a request was made of: `source:CR-1`.
std::string source_anchor(Ref request);

}  // namespace plumb
