// Releases: made, set, moved, made ready, tried in beta, shipped or cancelled.
#pragma once

#include "core/command/draft.hpp"

namespace plumb {

Result<void> release_new(Draft& draft, const Command& command);
Result<void> release_list(Draft& draft, const Command& command);
Result<void> release_show(Draft& draft, const Command& command);
/// A new date is a move, and in a baselined release a request.
Result<void> release_set(Draft& draft, const Command& command);
Result<void> release_move(Draft& draft, const Command& command);
Result<void> release_ready(Draft& draft, const Command& command);
Result<void> release_beta(Draft& draft, const Command& command);
Result<void> release_ship(Draft& draft, const Command& command);
Result<void> release_cancel(Draft& draft, const Command& command);

/// No release is called so: an ID, or what a command takes for none.
bool means_something_else(std::string_view name);
/// Refused where a release of the product other than `but` is called so already.
Result<void> name_is_free(const World& world, ProductId product, std::string_view name, ReleaseId but);
/// Refused when the release is shipped or cancelled; `verb` is what was tried.
Result<void> still_changes(const World& world, const Release& release, Day today, std::string_view verb);
/// Gives it another date and writes the move down; a baselined one gets a request of kind `date` instead. The
/// day must differ.
Result<void> give_date(Draft& draft, ReleaseId release, Day to, const std::string& why);
/// Freeze before the date, end of a beta after its start.
Result<void> check_dates(const Release& release, Day today);

}  // namespace plumb
