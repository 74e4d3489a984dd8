// Matrix's names: users, rooms, servers, and how they stand in addresses.
#pragma once

#include "core/records/people.hpp"
#include "net/url.hpp"

#include <string>
#include <string_view>

namespace plumb::matrix {

/// `@local:server`: a name, and that of a server.
bool is_user_id(std::string_view text);
/// `example.org:8448` of `@ana:example.org:8448`; empty where there is none (rooms of version 12).
std::string_view server_of(std::string_view id);
/// `ana` of `@ana:example.org`, `atlas` of `#atlas:example.org`.
std::string_view local_part(std::string_view id);

/// A name that somebody gave themselves or a room, on one line, without controls and no longer than a
/// record's may be; empty where nothing of it shows.
std::string one_line_name(std::string_view name);

using net::percent_encoded;
std::string percent_decoded(std::string_view text);

/// What a link to matrix.to (or a `matrix:` address) leads to: `@ana:example.org`, `#atlas:example.org`,
/// `!room`; empty where it is no such link.
std::string linked_id(std::string_view address);
/// The link to a user or, with `event`, to a message.
std::string link_to(std::string_view id, std::string_view event = {}, std::string_view via = {});

/// `matrix:@ana:example.org`, the account of a person.
std::string account_of(std::string_view user);
/// The user behind a person; empty where the person has no Matrix account.
std::string user_of(const Person& person);

/// `matrix:@bot:example.org/!room:example.org`; with a user instead of a room the place of direct messages.
std::string channel_address(std::string_view bot, std::string_view room);
/// The room of a channel of any bot; empty where it is none.
std::string_view room_in(std::string_view channel);
/// Room or user of a channel of this bot; empty where it is none.
std::string room_of(std::string_view bot, std::string_view channel);

}  // namespace plumb::matrix
