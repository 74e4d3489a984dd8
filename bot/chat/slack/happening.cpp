#include "chat/slack/happening.hpp"

#include "core/base/among.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace plumb::slack {

namespace {

/// Kinds of messages that people write; all others are reports (edits, joins, other bots).
constexpr std::array<std::string_view, 4> kWritten{"", "file_share", "thread_broadcast", "me_message"};

bool is_direct(std::string_view channel) { return !channel.empty() && channel.front() == 'D'; }

std::string key(std::string_view kind, const std::string& id) {
    return "slack:" + std::string(kind) + ":" + id;
}

void add_key(Happening& happening, std::string_view kind, const std::string& id) {
    if (!id.empty()) happening.keys.push_back(key(kind, id));
}

Happening malformed(Happening happening, std::string why) {
    happening.what = Malformed{std::move(why)};
    return happening;
}

Happening uninteresting(Happening happening, std::string why) {
    happening.what = Uninteresting{std::move(why)};
    return happening;
}

/// Of closed channels and direct messages Slack gives a word that stands for all of them.
void name_channel(Origin& by, std::string name) {
    by.group = is_group_name(name);
    if (!by.group && name != "privategroup" && name != "directmessage") by.channel_name = std::move(name);
}

/// Of an organisation's workspaces Slack names now the person's, now the one they are in.
bool is_foreign(const std::string& team, const std::string& enterprise, const Self& self) {
    return !team.empty() && !self.team.empty() && team != self.team && enterprise.empty();
}

/// The parts that all interactive payloads share.
Origin actor(const Json& payload, const Self& self) {
    Origin by;
    by.user = text_at(payload, {"user", "id"});
    by.user_name = text_at(payload, {"user", "username"});
    if (by.user_name.empty()) by.user_name = text_at(payload, {"user", "name"});
    by.stranger =
        is_foreign(text_at(payload, {"user", "team_id"}), text_at(payload, {"enterprise", "id"}), self);
    by.channel = text_at(payload, {"channel", "id"});
    if (by.channel.empty()) by.channel = text_at(payload, {"container", "channel_id"});
    name_channel(by, text_at(payload, {"channel", "name"}));
    by.direct = is_direct(by.channel);
    by.thread = text_at(payload, {"message", "thread_ts"});
    if (by.thread.empty()) by.thread = text_at(payload, {"container", "thread_ts"});
    // A reply to the root of a thread: pressed on the root itself it is the channel's.
    if (by.thread == text_at(payload, {"message", "ts"})) by.thread.clear();
    by.response_url = text_at(payload, "response_url");
    by.trigger = text_at(payload, "trigger_id");
    return by;
}

Happening slash(const Json& payload, const Self& self, Happening happening) {
    happening.kind = "slash";
    Origin& by = happening.by;
    by.user = text_at(payload, "user_id");
    by.user_name = text_at(payload, "user_name");
    by.stranger = is_foreign(text_at(payload, "team_id"), text_at(payload, "enterprise_id"), self);
    by.channel = text_at(payload, "channel_id");
    name_channel(by, text_at(payload, "channel_name"));
    by.direct = is_direct(by.channel);
    by.thread = text_at(payload, "thread_ts");
    by.response_url = text_at(payload, "response_url");
    by.trigger = text_at(payload, "trigger_id");
    add_key(happening, "trigger", by.trigger);
    if (by.user.empty() || by.channel.empty())
        return malformed(std::move(happening), "a command without user or channel");
    if (!at(payload, "text").is_null() && !at(payload, "text").is_string())
        return malformed(std::move(happening), "a command whose text is none");
    happening.what = Spoken{text_at(payload, "text"), true};
    return happening;
}

/// What the first action of a payload chose.
std::string chosen(const Json& action) {
    std::string value = text_at(action, "value");
    if (value.empty()) value = text_at(action, {"selected_option", "value"});
    return value;
}

Happening clicked(const Json& payload, Happening happening) {
    happening.kind = "button";
    const Json& actions = at(payload, "actions");
    if (!actions.is_array() || actions.empty() || !actions.front().is_object())
        return malformed(std::move(happening), "a button press without action");
    const bool home = text_at(payload, {"view", "type"}) == "home" ||
                      (happening.by.channel.empty() && text_at(payload, {"container", "type"}) == "view");
    std::string value = chosen(actions.front());
    if (value.empty()) return uninteresting(std::move(happening), "an element without a value");
    if (home) happening.by.direct = true;
    happening.what = Clicked{std::move(value), text_at(actions.front(), {"text", "text"}), home};
    return happening;
}

/// What a field of a form holds, whatever its kind.
std::string field_value(const Json& field) {
    for (const std::string_view name : {"value", "selected_date", "selected_time", "selected_user",
                                        "selected_channel", "selected_conversation"})
        if (std::string value = text_at(field, name); !value.empty()) return value;
    if (std::string value = text_at(field, {"selected_option", "value"}); !value.empty()) return value;
    std::string list;
    for (const std::string_view name : {"selected_options", "selected_users"}) {
        const Json& many = at(field, name);
        if (!many.is_array()) continue;
        for (const Json& one : many) {
            const std::string value = one.is_string() ? one.get<std::string>() : text_at(one, "value");
            if (!value.empty()) list += (list.empty() ? "" : ",") + value;
        }
    }
    return list;
}

Happening submitted(const Json& payload, Happening happening) {
    happening.kind = "form";
    const Json& view = at(payload, "view");
    const Json& values = at(view, {"state", "values"});
    if (!view.is_object() || !values.is_object())
        return malformed(std::move(happening), "a form without its state");
    Submitted form;
    form.callback = text_at(view, "callback_id");
    form.metadata = text_at(view, "private_metadata");
    const auto add = [&](const std::string& block) {
        const Json& fields = at(values, block);
        if (!fields.is_object() || fields.empty()) return;
        form.values.emplace_back(block, field_value(fields.front()));
    };
    const Json& blocks = at(view, "blocks");
    std::map<std::string, bool> seen;
    if (blocks.is_array())
        for (const Json& block : blocks)
            if (const std::string id = text_at(block, "block_id"); !id.empty() && !seen[id]) {
                seen[id] = true;
                add(id);
            }
    for (const auto& [block, fields] : values.items())
        if (!seen[block]) add(block);
    happening.what = std::move(form);
    return happening;
}

Happening pointed(const Json& payload, const Self& self, Happening happening) {
    happening.kind = "message shortcut";
    const Json& message = at(payload, "message");
    std::string ts = text_at(payload, "message_ts");
    if (ts.empty()) ts = text_at(message, "ts");
    if (!message.is_object() || ts.empty() || happening.by.channel.empty())
        return malformed(std::move(happening), "a message shortcut without its message");
    Pointed what{text_at(message, "text"), ts, text_at(message, "user")};
    what.own = (!self.user.empty() && what.author == self.user) ||
               (!self.bot.empty() && text_at(message, "bot_id") == self.bot);
    happening.what = std::move(what);
    return happening;
}

Happening interactive(const Json& payload, const Self& self, Happening happening) {
    happening.by = actor(payload, self);
    add_key(happening, "trigger", happening.by.trigger);
    const std::string type = text_at(payload, "type");
    if (happening.by.user.empty()) return malformed(std::move(happening), "an interaction without a user");
    if (type == "block_actions") return clicked(payload, std::move(happening));
    if (type == "view_submission") return submitted(payload, std::move(happening));
    if (type == "message_action") return pointed(payload, self, std::move(happening));
    if (type == "shortcut") {
        happening.kind = "shortcut";
        happening.what = Shortcut{text_at(payload, "callback_id")};
        return happening;
    }
    if (type == "view_closed" || type == "block_suggestion") return uninteresting(std::move(happening), type);
    return malformed(std::move(happening), "an unknown kind of interaction");
}

/// Whether a place in a text is quoted there: others said that, and not to the bot.
bool stands_in_quote(std::string_view text, std::size_t at) {
    constexpr std::string_view kQuote = "&gt;";
    constexpr std::string_view kQuotedToTheEnd = "&gt;&gt;&gt;";
    const std::string_view before = text.substr(0, at);
    for (std::size_t from = 0; from <= before.size();) {
        const std::size_t end = std::min(before.find('\n', from), before.size());
        std::string_view line = before.substr(from, end - from);
        line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
        const bool last = end == before.size();
        if (line.starts_with(kQuotedToTheEnd) || (last && line.starts_with(kQuote))) return true;
        from = end + 1;
    }
    return false;
}

/// A mention of the bot (`<@UBOT>`, `<@UBOT|plumbline>`) that is not quoted: where it begins and where the
/// text goes on; npos: there is none.
struct SelfNamed {
    std::size_t at = std::string::npos;
    std::size_t end = std::string::npos;
};
SelfNamed self_named_in(const std::string& text, const Self& self) {
    if (self.user.empty()) return {};
    const std::string begins = "<@" + self.user;
    for (std::size_t at = text.find(begins); at != std::string::npos; at = text.find(begins, at + 1)) {
        const std::size_t behind = at + begins.size();
        const std::size_t closes = text.find('>', behind);
        const bool whole = closes == behind || (behind < text.size() && text[behind] == '|');
        if (whole && closes != std::string::npos && !stands_in_quote(text, at)) return {at, closes + 1};
    }
    return {};
}

/// Nothing but marks and pictures: `!`, ` :tada:`.
bool says_nothing(std::string_view text) {
    while (!text.empty()) {
        const auto byte = static_cast<unsigned char>(text.front());
        std::size_t taken = 1;
        if (text.front() == ':') {
            const std::size_t name = text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_+-", 1);
            if (name != std::string_view::npos && name > 1 && text[name] == ':') taken = name + 1;
        }
        if (taken == 1 && (byte >= 0x80 || std::isalnum(byte) != 0 || text.front() == '<')) return false;
        text.remove_prefix(taken);
    }
    return true;
}

/// The text behind the bot's mention where that stands first. In the middle it counts in a channel, where
/// what follows it (else what stands before it) is meant.
Spoken spoken(const std::string& text, const Self& self, bool in_thread, bool mention) {
    const auto [at, end] = self_named_in(text, self);
    const bool quoted = !self.user.empty() && text.find("<@" + self.user) != std::string::npos;
    if (end == std::string::npos) return {text, mention && !quoted};
    std::string rest = text.substr(std::min(text.find_first_not_of(" \t\n:,", end), text.size()));
    if (says_nothing(std::string_view(text).substr(end))) rest.clear();
    if (at == text.find_first_not_of(" \t\n")) return {rest, true};
    if (in_thread) return {text, false};
    return {rest.empty() ? text.substr(0, at) : rest, true};
}

/// The organisation whose workspaces may be concerned; empty where the workspace stands alone.
std::string organisation(const Json& payload, const Json& event) {
    if (std::string id = text_at(payload, "enterprise_id"); !id.empty()) return id;
    const Json& authorized = at(payload, "authorizations");
    if (authorized.is_array() && !authorized.empty())
        if (std::string id = text_at(authorized.front(), "enterprise_id"); !id.empty()) return id;
    return text_at(event, "enterprise");
}

/// Who wrote a message, and where.
Origin writer_of(const Json& event, const std::string& organisation, const Self& self) {
    Origin by;
    by.user = text_at(event, "user");
    by.channel = text_at(event, "channel");
    by.direct = is_direct(by.channel) || text_at(event, "channel_type") == "im";
    by.group = text_at(event, "channel_type") == "mpim";
    if (std::string thread = text_at(event, "thread_ts"); thread != text_at(event, "ts"))
        by.thread = std::move(thread);
    std::string team = text_at(event, "user_team");
    if (team.empty()) team = text_at(event, "team");
    by.stranger = is_foreign(team, organisation, self);
    by.visiting = !by.stranger && is_foreign(team, {}, self);
    return by;
}

Happening message(const Json& event, const Origin& writer, const Self& self, bool mention,
                  Happening happening) {
    happening.kind = mention ? "mention" : "message";
    happening.by = writer;
    const std::string subtype = text_at(event, "subtype");
    if (!is_among(kWritten, subtype)) return uninteresting(std::move(happening), subtype);
    const bool own = !self.user.empty() && writer.user == self.user;
    if (!text_at(event, "bot_id").empty() || own || writer.user == kSlackbot)
        return uninteresting(std::move(happening), "a bot’s message");
    if (!at(event, "edited").is_null()) return uninteresting(std::move(happening), "an edited message");
    const std::string ts = text_at(event, "ts");
    if (writer.user.empty() || writer.channel.empty() || ts.empty())
        return malformed(std::move(happening), "a message without user, channel or time");
    if (!at(event, "text").is_string()) return malformed(std::move(happening), "a message without text");
    // A mention in a channel comes as two events.
    add_key(happening, "message", writer.channel + ":" + ts);
    Spoken said = spoken(text_at(event, "text"), self, !writer.thread.empty(), mention);
    if (writer.direct && writer.thread.empty()) said.addressed = true;
    happening.what = std::move(said);
    return happening;
}

Happening reaction(const Json& event, bool added, Happening happening) {
    happening.kind = "reaction";
    happening.by.user = text_at(event, "user");
    happening.by.channel = text_at(event, {"item", "channel"});
    happening.by.direct = is_direct(happening.by.channel);
    ReactionPut reacted{text_at(event, "reaction"), text_at(event, {"item", "ts"}), added};
    if (happening.by.user.empty() || happening.by.channel.empty() || reacted.ts.empty() ||
        reacted.name.empty())
        return uninteresting(std::move(happening), "a reaction to no message");
    happening.what = std::move(reacted);
    return happening;
}

Happening renamed(const Json& event, Happening happening) {
    happening.kind = "rename";
    happening.by.channel = text_at(event, {"channel", "id"});
    std::string name = text_at(event, {"channel", "name"});
    if (happening.by.channel.empty() || name.empty())
        return uninteresting(std::move(happening), "a new name that is not told");
    happening.what = Renamed{std::move(name)};
    return happening;
}

Happening event(const Json& payload, const Self& self, Happening happening) {
    happening.kind = "event";
    add_key(happening, "event", text_at(payload, "event_id"));
    const std::string outer = text_at(payload, "type");
    if (outer == "app_rate_limited") return uninteresting(std::move(happening), "app_rate_limited");
    // The documentation shows some events without their wrapper.
    const Json& inner = at(payload, "event").is_object() ? at(payload, "event") : payload;
    const std::string type = text_at(inner, "type");
    if (type == "message" || type == "app_mention")
        return message(inner, writer_of(inner, organisation(payload, inner), self), self,
                       type == "app_mention", std::move(happening));
    if (type == "reaction_added" || type == "reaction_removed")
        return reaction(inner, type == "reaction_added", std::move(happening));
    if (type == "app_home_opened") {
        happening.kind = "home";
        happening.by.user = text_at(inner, "user");
        happening.by.channel = text_at(inner, "channel");
        happening.by.direct = true;
        if (happening.by.user.empty()) return malformed(std::move(happening), "a home without its user");
        if (text_at(inner, "tab") == "messages")
            return uninteresting(std::move(happening), "the messages tab");
        happening.what = HomeOpened{};
        return happening;
    }
    if (type == "channel_rename" || type == "group_rename") return renamed(inner, std::move(happening));
    if (type == "tokens_revoked" || type == "app_uninstalled") {
        happening.what = Revoked{type};
        return happening;
    }
    if (type.empty() || type == "event_callback")
        return malformed(std::move(happening), "an event without a type");
    return uninteresting(std::move(happening), type);
}

}  // namespace

bool is_group_name(std::string_view name) { return name.starts_with("mpdm-"); }

Happening understood(const Envelope& envelope, const Self& self) {
    Happening happening;
    add_key(happening, "envelope", envelope.id);
    if (envelope.type == "slash_commands") return slash(envelope.payload, self, std::move(happening));
    if (envelope.type == "interactive") return interactive(envelope.payload, self, std::move(happening));
    if (envelope.type == "events_api") return event(envelope.payload, self, std::move(happening));
    return malformed(std::move(happening), "an envelope of an unknown type");
}

}  // namespace plumb::slack
