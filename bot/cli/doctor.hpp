// What the doctor looks at, each part by itself.
#pragma once

#include "config/settings.hpp"

#include <string>
#include <vector>

namespace plumb::cli {

/// One line of the table: what was looked at, and how it is or what to do.
struct Check {
    std::string what;
    bool ok = true;
    std::string says;
};
using Checks = std::vector<Check>;

/// File, integrity, schema, disk space. `folder_is_made`: the first start makes the file's folder too.
/// `channels` gets those that are bound to a product.
Checks check_database(const std::string& path, bool folder_is_made, std::vector<std::string>& channels);

/// The machine's clock and its zones.
Checks check_clock();

/// Tokens, scopes, socket and bound channels of a Slack account.
Checks check_slack(const config::SlackSettings& account, const std::vector<std::string>& channels);

/// Homeserver, account, rooms and keys of a Matrix account.
Checks check_matrix(const config::MatrixSettings& account, const std::vector<std::string>& channels);

}  // namespace plumb::cli
