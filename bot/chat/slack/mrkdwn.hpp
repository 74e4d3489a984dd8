// Slack's way to write text: what is control and what is only text (slack.md, section 2.3).
#pragma once

#include "chat/slack/happening.hpp"
#include "core/base/text.hpp"
#include "core/records/world.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::slack {

/// `&`, `<` and `>` as entities; nothing else changes.
std::string escaped(std::string_view text);

/// The Slack user behind a person in a workspace (`slack:T1`), or empty.
std::string user_of(const Person& person, std::string_view account);

/// How the runs are to come out.
enum class Markup : std::uint8_t {
    /// `text` objects of type mrkdwn: links, mentions, bold.
    mrkdwn,
    /// Objects of type plain_text: nothing means anything there.
    plain
};
std::string text_of(const Text& text, const World& world, std::string_view account, Markup markup);

/// What was copied from a message of the bot's, without the invisible signs that keep it from being markup
/// there.
std::string without_joiners(std::string_view text);

/// A command without the signs of code or of emphasis around the whole of it: so a composer sends what was
/// copied from a message of the bot's, where commands are code.
std::string without_dress(std::string_view command);

/// Whether typed text would come out as markup in mrkdwn (bold, code, a quote, an emoji), so that a plain
/// object shows it better.
bool looks_like_markup(std::string_view text);
bool looks_like_markup(const Text& text);

/// Ids of the people named in what Slack sent (`<@U1>`, `<@U1|ana>`), each once.
std::vector<std::string> mentioned(std::string_view text);

/// Ids of the channels that Slack sent without their names (`<#C1>`, `<#C1|>`), each once.
std::vector<std::string> unnamed_channels(std::string_view text);

/// A channel's name by its id; empty where it is not known.
using ChannelNames = std::function<std::string(const std::string&)>;

/// What a typed text is read with.
struct Around {
    const World& world;
    const Self& self;
    /// None: no channel's name is known.
    ChannelNames channels = {};
    /// A command names people, for whom a group must not be taken; elsewhere all is only text.
    bool command = true;
};

/// What Slack sent as what was typed: people as `@handle` where the world knows them, the bot by its name
/// where it is no key's value, channels as `#name`, all who are there as `@here`, moments and other codes as
/// the words that Slack gives for them, links as `words (address)`, or as what Slack made one of;
/// entities as characters. What has no words stays as it is, and a group in a command outside of quotes:
/// that is only text from here on. What was copied from the bot's own messages is read as it was there.
std::string typed(std::string_view text, const Around& around);

}  // namespace plumb::slack
