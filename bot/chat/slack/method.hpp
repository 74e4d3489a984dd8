// The methods of the Web API that are used: how often each may be called (slack.md, section 2), and how its
// arguments travel.
#pragma once

#include "net/rate.hpp"

#include <string_view>

namespace plumb::slack {

struct Method {
    std::string_view name;
    net::Limit limit;
    /// Whose limit it is: of the method, or of the method in one channel (or for one person).
    bool by_place = false;
    /// Arguments as a form; reading methods take no JSON.
    bool form = false;
    /// Over a connection of its own (net/http_message.hpp): what cannot be looked for afterwards.
    bool own_connection = false;
};

/// A tier: so many calls a minute.
constexpr net::Limit tier(int calls) {
    return {calls, std::chrono::milliseconds{60'000 / calls}, std::chrono::seconds{1}};
}

inline constexpr Method kAuthTest{"auth.test", tier(100), false, true};
inline constexpr Method kConnectionsOpen{"apps.connections.open", tier(50), false, true};
/// One message a second and channel once a burst of 20 is spent; a little slower, since the network hurries
/// some messages more than others.
inline constexpr Method kPostMessage{
    "chat.postMessage", {20, std::chrono::milliseconds{1050}, std::chrono::seconds{1}}, true, false};
inline constexpr Method kUpdate{"chat.update", tier(50), false, false};
inline constexpr Method kDelete{"chat.delete", tier(50), false, false};
inline constexpr Method kPostEphemeral{"chat.postEphemeral", tier(100), true, false};
inline constexpr Method kPermalink{"chat.getPermalink", tier(100), true, true};
inline constexpr Method kViewsOpen{"views.open", tier(100), true, false};
inline constexpr Method kViewsPublish{"views.publish", tier(100), true, false};
inline constexpr Method kUsersInfo{"users.info", tier(100), true, true};
inline constexpr Method kConversationsInfo{"conversations.info", tier(50), true, true};
inline constexpr Method kConversationsOpen{"conversations.open", tier(50), false, false};
inline constexpr Method kHistory{"conversations.history", tier(50), false, true};
inline constexpr Method kReplies{"conversations.replies", tier(50), false, true};
inline constexpr Method kUploadUrl{"files.getUploadURLExternal", tier(100), false, true, true};
inline constexpr Method kUploadDone{"files.completeUploadExternal", tier(100), false, false, true};
/// Answers to interactions, at addresses of their own.
inline constexpr Method kResponseUrl{"response_url", tier(100), true, false};

}  // namespace plumb::slack
