// Features: made, set, started, done, moved between releases, dropped.
#pragma once

#include "core/command/draft.hpp"

namespace plumb {

/// In a baselined release a request of kind `add` instead.
Result<void> feature_new(Draft& draft, const Command& command);
Result<void> feature_list(Draft& draft, const Command& command);
Result<void> feature_show(Draft& draft, const Command& command);
/// A new release is a move; in a baselined release a new title is a request of kind `modify` instead.
Result<void> feature_set(Draft& draft, const Command& command);
Result<void> feature_start(Draft& draft, const Command& command);
Result<void> feature_done(Draft& draft, const Command& command);
Result<void> feature_move(Draft& draft, const Command& command);
Result<void> feature_drop(Draft& draft, const Command& command);
Result<void> feature_take(Draft& draft, const Command& command);

/// Puts it into another release (none: the backlog) with a row of the ledger; where the release left or
/// entered is baselined it is a request instead. The release must differ.
Result<void> rehome(Draft& draft, FeatureId feature, ReleaseId to, const std::string& why);
/// Refused when the release is cancelled: what enters it would be in no release.
Result<void> takes_features(const World& world, ReleaseId release);

}  // namespace plumb
