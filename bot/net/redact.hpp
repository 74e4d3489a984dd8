// What must never reach a log.
#pragma once

#include <string>
#include <string_view>

namespace plumb::net {

/// The text with every secret that may travel in it replaced by `***`: Slack tokens (`xoxb-` and its kin,
/// `xapp-`), Synapse tokens (`syt_`), paths under `hooks.slack.com` (a response_url is a bearer secret),
/// socket tickets
/// (`ticket=`), `Bearer` credentials, and the values of `access_token`, `refresh_token`, `password`,
/// `recovery_key` and `token`, whether written as in a query or as in JSON (operation.md, section 6). Linear
/// in the length.
std::string redact(std::string_view text);

/// The text without a secret whose form nothing gives away (another server's token, a password), which
/// whoever answers may repeat. One of a few letters is no secret, and stays.
std::string without_secret(std::string_view text, std::string_view secret);

}  // namespace plumb::net
