// Named people asked a question on a request, and how they answer.
#pragma once

#include "core/command/draft.hpp"

#include <string_view>

namespace plumb {

/// Neither answered nor closed.
bool pending(const LoopIn& loop_in);

/// Closes what is still asked: the request was decided, withdrawn or merged.
void close_loop_ins(ChangeRequest& request);

/// What the actor wrote in a request's thread: whoever was asked answers every open question put to them by
/// their first message, as each of them says, and whoever comments watches from then on.
void comment(Draft& draft, ChangeId request, std::string_view text);

}  // namespace plumb
