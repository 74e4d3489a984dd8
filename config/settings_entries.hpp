// What a configuration says, before anybody asks what it means: one entry a key, from the file or the
// environment.
#pragma once

#include "config/settings.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace plumb::config {

/// Nothing: of a type that no key takes (a date, a number with a fraction, a table).
using Value = std::variant<std::monostate, std::string, std::int64_t, bool, std::vector<std::string>>;

struct Entry {
    /// `storage`, `defaults.policy`, `slack`.
    std::string section;
    /// Which of a `[[section]]`; 0 elsewhere.
    std::size_t index = 0;
    std::string key;
    Value value;
    /// From the environment, where everything is text.
    bool text = false;
    /// `FILE:LINE`, or the name of the variable.
    std::string origin;
};

/// The entries of a TOML text, in the order in which they stand; refused where it is no TOML, or where a
/// section is none of ours.
Result<std::vector<Entry>> toml_entries(std::string_view text, const std::string& file);

/// The entries of `PLUMBLINE_SECTION__KEY` variables; `PLUMBLINE_SLACK__1__NAME` is of the second account.
Result<std::vector<Entry>> variable_entries(const Environment& environment);

/// The entries of the short variables (`SLACK_APP_TOKEN` …), which speak of the first account.
std::vector<Entry> short_entries(const Environment& environment);

/// The same for systemd's credentials (`slack_bot_token` …): files of a folder, named as `section_key`.
Result<std::vector<Entry>> credential_entries(const Environment& environment);

/// The text of a file that holds one secret, without the line break at its end.
Result<std::string> read_secret(const std::string& file);

}  // namespace plumb::config
