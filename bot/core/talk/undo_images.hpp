// What `undo` would put back: the images of a command, without what is no part of it.
#pragma once

#include "core/command/draft.hpp"
#include "core/command/undo_entry.hpp"

#include <optional>
#include <vector>

namespace plumb {

/// The record as it is now; nothing when it is gone.
std::optional<AnyRecord> record_now(const World& world, Ref ref);

/// Whether no field of the two differs; both may be missing.
bool same_record(const World& world, const std::optional<AnyRecord>& a, const std::optional<AnyRecord>& b);

/// All that the command wrote: what it names is named by the command, and is gone with it.
std::vector<Ref> written_by(const std::vector<UndoEntry::Image>& images);
/// What of it was not there before.
std::vector<Ref> made_by(const std::vector<UndoEntry::Image>& images);

/// The images with what time alone has made of both sides by now: that a deferral ended or a beta began, be
/// it before the command or after it, is no part of what the command did.
std::vector<UndoEntry::Image> by_now(const Draft& draft, std::vector<UndoEntry::Image> images);

/// Images that say something: left alone are a record that only took note of being touched, a warning that
/// has been found again since, and people and customers who are known for more than this command by now.
std::vector<UndoEntry::Image> to_put_back(const World& world, const std::vector<UndoEntry::Image>& images);

}  // namespace plumb
