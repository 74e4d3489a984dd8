// What people did, read from an envelope's payload (slack.md, section 1.4).
#pragma once

#include "chat/slack/envelope.hpp"

#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace plumb::slack {

/// In every workspace; Slack says of it neither in events nor in users.info that it is a bot.
inline constexpr std::string_view kSlackbot = "USLACKBOT";

/// Who the bot is in its workspace (auth.test).
struct Self {
    std::string team;
    std::string user;
    std::string bot;
    /// Of the workspace; empty where Slack did not say.
    std::string url = {};
    /// What people type to name it; the manifest's where Slack did not say.
    std::string name = "Plumbline";
    /// `slack:T1`.
    std::string account() const { return "slack:" + team; }
};

/// Who did it and where, by Slack's ids.
struct Origin {
    std::string user;
    std::string user_name;
    /// Belongs to another workspace (a shared channel).
    bool stranger = false;
    /// Comes from another workspace of the organisation: whether they are a member of this one, too, only
    /// their profile says.
    bool visiting = false;
    std::string channel;
    std::string channel_name;
    /// A direct conversation with the bot.
    bool direct = false;
    /// A direct conversation of several people: its name, which is made of theirs, is not to be used.
    bool group = false;
    /// The root of the thread it happened in; empty: in the channel itself.
    std::string thread;
    std::string response_url;
    std::string trigger;
};

/// A slash command, a mention, a direct message; or discussion, where it is not addressed.
struct Spoken {
    /// As Slack sent it, without the mention of the bot.
    std::string text;
    bool addressed = false;
};

/// A button; `value` is what blocks.hpp gave it.
struct Clicked {
    std::string value;
    /// What stands on it.
    std::string label;
    /// From the App Home.
    bool home = false;
};

/// A form was sent: what each field holds, in the order of the form.
struct Submitted {
    std::string callback;
    std::string metadata;
    std::vector<std::pair<std::string, std::string>> values;
};

/// A global shortcut.
struct Shortcut {
    std::string callback;
};

/// A message that is to be recorded.
struct Pointed {
    std::string text;
    std::string ts;
    /// Who wrote it; empty for a bot.
    std::string author;
    /// The bot itself wrote it.
    bool own = false;
};

struct HomeOpened {};

struct ReactionPut {
    std::string name;
    /// The message it stands under.
    std::string ts;
    bool added = true;
};

/// A channel has another name.
struct Renamed {
    std::string name;
};

/// The workspace took the app's rights away.
struct Revoked {
    std::string why;
};

/// Acknowledged and left alone; `why` for the log.
struct Uninteresting {
    std::string why;
};

/// Acknowledged and counted: not of a form that Slack sends.
struct Malformed {
    std::string why;
};

using What = std::variant<Spoken, Clicked, Submitted, Shortcut, Pointed, HomeOpened, ReactionPut, Renamed,
                          Revoked, Uninteresting, Malformed>;

struct Happening {
    Origin by;
    /// Any of them seen before: it is the same happening again.
    std::vector<std::string> keys;
    What what;
    /// `slash`, `mention`, `message`, `button`, … for logs and metrics.
    std::string_view kind = "other";
};

/// Whether Slack made a channel's name of the people in it.
bool is_group_name(std::string_view name);

/// Never throws, whatever the payload.
Happening understood(const Envelope& envelope, const Self& self);

}  // namespace plumb::slack
