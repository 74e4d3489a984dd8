// What goes to several channels, or to the threads that a record has in several.
#pragma once

#include "core/base/reach.hpp"
#include "core/command/decision.hpp"

#include <functional>
#include <string>
#include <vector>

namespace plumb {

/// Whether a channel has the message that a record's thread hangs on, or needs none.
using HasRoot = std::function<bool(Ref record, const std::string& channel)>;

/// Whether anything can be said in a channel.
using IsOpen = std::function<bool(const std::string& channel)>;

/// How surely a mention in a channel reaches somebody.
using Reaches = std::function<Reach(PersonId who, const std::string& channel)>;

/// Whether a record's thread hangs on a message, once it is sent.
bool begins_thread(const Outgoing& message, Ref record);

/// The messages of a decision with each person mentioned in one of the channels to which the same goes, or in
/// one of a record's threads, and only named in the others: in a channel that is open before one that is not,
/// where they are before where that is not known, in one where the thread is there before one where it is
/// not, and where it was said before the others. A thread that mentions somebody and is not there yet begins
/// with the record's card.
std::vector<Outgoing> mentioning_each_once(std::vector<Outgoing> out, const World& world,
                                           const Context& context, const HasRoot& has_root,
                                           const IsOpen& is_open, const Reaches& reaches);

}  // namespace plumb
