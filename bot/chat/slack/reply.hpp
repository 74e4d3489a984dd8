// Where a private answer belongs: carried through the outbox as text.
#pragma once

#include <string>
#include <string_view>

namespace plumb::slack {

struct ReplyTo {
    std::string user;
    /// Good for thirty minutes and five answers; a secret.
    std::string url;
    /// The thread it was said in.
    std::string thread;
};

std::string written(const ReplyTo& reply);
ReplyTo reply_from(std::string_view text);

}  // namespace plumb::slack
