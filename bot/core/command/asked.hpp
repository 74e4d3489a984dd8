// What handlers ask of a command before they do anything.
#pragma once

#include "core/command/draft.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace plumb {

/// The product that a command is about; refused where there is none.
Result<ProductId> product_asked(const Draft& draft, const Command& command);

/// Today in the product's zone.
Day today_in(const Draft& draft, ProductId product);

/// A list of people as `KEY:`, `KEY+:` and `KEY-:` change it; each person once, in the order in which they
/// came.
void assign_people(std::vector<PersonId>& people, const Command& command, std::string_view key);
/// Refused where a list, as `KEY+:` makes it longer, has more items than one may have.
Result<void> fits_list(std::size_t items, std::string_view key);

/// The text of the command, or its `why:` where there is none.
std::string why_of(const Command& command);
/// The text, or its `reason:`.
std::string reason_of(const Command& command);
/// `: “why”`, as it ends a sentence; empty where there is none.
std::string because(const std::string& why);

/// Refused where a record belongs to another product; `to` is the record or product it should go with.
Result<void> same_product(const World& world, ProductId product, Ref record);

/// An answer of one line to the asker alone: what was asked for is so already.
void answer_line(Draft& draft, Text line);
/// The same of a record whose fields are all as they were given.
void answer_as_it_is(Draft& draft, Ref record);

}  // namespace plumb
