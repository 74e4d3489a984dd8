// What is kept within a record (questions, options, pillars, a checklist), which the journal writes as
// `key: value; key: value`, as sentences for people.
#pragma once

#include "core/time/calendar.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumb {

/// The changes between two texts of a field that holds such parts, each complete in itself:
/// `dan answered “When?”: “In May”`. Nothing where the field holds none; empty where they differ in notes of
/// the bot's own alone.
std::optional<std::vector<std::string>> part_changes(std::string_view field, std::string_view before,
                                                     std::string_view after, Day today);

/// The value of a field that reads as one whole: quiet hours, a checklist. Nothing where it is another field.
std::optional<std::string> text_of_whole(std::string_view field, std::string_view value);

/// `person:ana, person:ben` as `ana, ben`.
std::string without_references(std::string_view text);

}  // namespace plumb
