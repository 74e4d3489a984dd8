// Which command is meant where the noun is missing, or where a word stands that is no verb here.
#pragma once

#include "core/talk/reading.hpp"

namespace plumb {

/// What is done to records of the noun instead of what people call it: `delete` of a feature is `drop`.
std::optional<std::string_view> verb_instead(Commands commands, std::string_view noun,
                                             std::string_view typed);

/// `approve CR-1`, `new feature "x"`: the command that begins with a verb, its noun put first. A record that
/// is named is never exchanged for one of another kind that has the verb. Nothing where no noun has it.
std::optional<Refusal> verb_first(Commands commands, std::string_view typed, const Pieces& pieces);

}  // namespace plumb
