// Every key of the configuration, and what it takes.
#pragma once

#include "config/settings_entries.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::config {

struct KeySpec {
    std::string_view section;
    std::string_view name;
    /// What it takes, as a person reads it: `full or normal`.
    std::string_view expects;
    /// Sets it; false when the value is not what it takes.
    bool (*set)(Settings& settings, std::size_t index, const Entry& entry);
    /// May also be given as a file (`NAME_file`), and is never shown.
    bool secret = false;
};

std::span<const KeySpec> keys();

/// nullptr when there is none. `bot_token_file` finds `bot_token`.
const KeySpec* find_key(std::string_view section, std::string_view name);

/// Sections, those that may come several times among them.
std::vector<std::string_view> sections();
bool is_repeated(std::string_view section);
/// The keys of a section, `bot_token_file` and its like among them.
std::vector<std::string> keys_of(std::string_view section);

/// True for `bot_token_file`, where `bot_token` is a secret.
bool is_secret_file(const KeySpec& spec, std::string_view name);

/// `https://name:password@host/`.
bool names_user(std::string_view address);

/// The items of a list that is written with commas.
std::vector<std::string> listed(std::string_view text);

}  // namespace plumb::config
