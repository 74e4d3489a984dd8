// A room in which several accounts of this process are is heard once, under one address.
#pragma once

#include "ports/chat.hpp"

#include <vector>

namespace plumb {

/// Whether an event counts as its account heard it. A room is that account's whose address is bound to a
/// product, else the first one's that is there: what is said to another account there is taken as said to it,
/// and what else another one hears is not taken.
bool heard_here(const World& world, const std::vector<Chat*>& chats, Inbound& inbound);

}  // namespace plumb
