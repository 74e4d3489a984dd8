// Files of the time zone database (TZif, RFC 9636).
#pragma once

#include "config/tz_rule.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace plumb {

/// What a zone file says about offsets from UTC.
struct TzFile {
    /// Before the first change.
    Seconds first{0};
    /// The changes that it lists, from 1900 on.
    std::vector<Zone::Change> changes;
    /// What holds after the last of them.
    std::optional<TzRule> closing;
};

/// Nothing when the bytes are no zone file of version 2 or newer, or a damaged one.
std::optional<TzFile> parse_tz_file(std::string_view bytes);

}  // namespace plumb
