// Slack's way to write text: what is control and what is only text (slack.md, section 2.3).
#pragma once

#include "chat/slack/happening.hpp"
#include "core/base/text.hpp"
#include "core/records/world.hpp"

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

/// Whether typed text would come out as markup in mrkdwn (bold, code, a quote, an emoji), so that a plain
/// object shows it better.
bool looks_like_markup(std::string_view text);
bool looks_like_markup(const Text& text);

/// Ids of the people named in what Slack sent (`<@U1>`, `<@U1|ana>`), each once.
std::vector<std::string> mentioned(std::string_view text);

/// What Slack sent as what was typed: people as `@handle` where the world knows them, the bot by its name
/// where it is no key's value, links as their address, entities as characters. Other control sequences stay
/// as they are: the grammar knows `<#C1|launch>`, all others are only text from here on.
std::string typed(std::string_view text, const World& world, const Self& self);

}  // namespace plumb::slack
