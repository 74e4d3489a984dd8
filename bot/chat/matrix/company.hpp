// Who is in a room, as the homeserver says when it is asked.
#pragma once

#include "chat/matrix/api.hpp"
#include "chat/matrix/rooms.hpp"

#include <chrono>
#include <string>

namespace plumb::matrix {

/// Asks for everybody who has joined, `self` left out, and for what they are called. Without an answer the
/// bot knows those it has seen.
net::Task<void> ask_company(Api& api, Rooms& rooms, std::string room, std::string self,
                            std::chrono::milliseconds within);

}  // namespace plumb::matrix
