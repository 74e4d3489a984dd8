// What the bot asks of a Slack workspace, and why: the manifest requests it, the doctor misses it.
#pragma once

#include <array>
#include <string_view>

namespace plumb::cli {

struct Scope {
    std::string_view name;
    std::string_view why;
};

inline constexpr std::array kBotScopes{
    Scope{"app_mentions:read", "hears “@Plumbline …”"},
    Scope{"channels:history", "keeps a record's thread, and finds its own messages again"},
    Scope{"channels:read", "knows a channel's name, also when it changes"},
    Scope{"chat:write", "answers"},
    Scope{"commands", "/plumb and the shortcuts"},
    Scope{"files:write", "sends pictures and exports"},
    Scope{"groups:history", "the same in private channels"},
    Scope{"groups:read", "the same in private channels"},
    Scope{"im:history", "hears direct messages"},
    Scope{"im:read", "knows whose direct messages they are"},
    Scope{"im:write", "writes to a person first"},
    Scope{"mpim:history", "hears group messages"},
    Scope{"mpim:read", "knows that it is a group message"},
    Scope{"reactions:read", "takes a reaction to a request as support"},
    Scope{"users:read", "knows people's names and zones"},
};

inline constexpr std::array<std::string_view, 12> kBotEvents{
    "app_home_opened", "app_mention",      "app_uninstalled",  "channel_rename",
    "group_rename",    "message.channels", "message.groups",   "message.im",
    "message.mpim",    "reaction_added",   "reaction_removed", "tokens_revoked"};

}  // namespace plumb::cli
